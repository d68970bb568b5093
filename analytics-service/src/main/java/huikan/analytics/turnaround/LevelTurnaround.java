package huikan.analytics.turnaround;

import static java.util.Objects.requireNonNull;

import huikan.analytics.turnaround.Walk.Waiting;
import huikan.events.AgencyLevel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a level takes to decide on what comes to it.
 *
 * @param level of the superior that decides
 * @param decided how often it passed, returned or approved a filing. What it took back (撤回), or what counts no more since the figures
 *     below changed, was decided all the same: the work was done, the filing waits for it once more, and deciding again counts again
 * @param median of the times from when a filing came to the level until that decided, by nearest rank over all of them; elapsed
 *     time, days off among it: who puts a day off in later changes no figure of the past. Null where it has decided nothing
 * @param p90 the same of nine in ten
 * @param waiting how many wait for it
 * @param oldest since when the one waits that waits longest; null where none does
 */
public record LevelTurnaround(
        AgencyLevel level,
        long decided,
        @Nullable Duration median,
        @Nullable Duration p90,
        long waiting,
        @Nullable Instant oldest) {

    private static final int HALF = 50;
    private static final int NINE_IN_TEN = 90;
    private static final int ALL = 100;

    /**
     * A filing comes to its first level when it is received, to the next one when it is passed, and to a level again when its pass is
     * recalled; to the first one when what was passed counts no more. A correction begins with the level that returned it.
     */
    static final class Counting {
        private final Instant asOf;
        private final Map<AgencyLevel, Level> levels = new EnumMap<>(AgencyLevel.class);

        Counting(Instant asOf) {
            this.asOf = asOf;
        }

        /**
         * @param filings of one obligation, those too that only replaced ones name
         */
        void add(Collection<Reviewed> filings, Collection<String> counted) {
            Map<String, Walk> walks = new HashMap<>();
            filings.stream()
                    .filter(one -> !one.levels().isEmpty() && !one.since().isAfter(asOf))
                    .sorted(Comparator.comparingLong(Reviewed::revision))
                    .forEach(one -> {
                        Walk walk = Walk.of(one, start(one, walks), asOf);
                        walks.put(one.submission(), walk);
                        if (counted.contains(one.submission())) {
                            add(one, walk);
                        }
                    });
        }

        private static int start(Reviewed one, Map<String, Walk> walks) {
            Walk before = one.replaces() == null ? null : walks.get(one.replaces());
            return before == null
                    ? 0
                    : Math.min(before.correctedAt(), one.levels().size() - 1);
        }

        private void add(Reviewed one, Walk walk) {
            one.levels().forEach(level -> levels.computeIfAbsent(level, fresh -> new Level()));
            walk.decided().forEach(decision -> of(decision.level()).times.add(decision.after()));
            Waiting waiting = walk.waiting();
            if (waiting != null) {
                of(waiting.level()).wait(waiting.since());
            }
        }

        private Level of(AgencyLevel level) {
            return requireNonNull(levels.get(level));
        }

        /** Of each level that is to decide on one that counts. */
        List<LevelTurnaround> levels() {
            return levels.entrySet().stream()
                    .map(one -> one.getValue().turnaround(one.getKey()))
                    .toList();
        }
    }

    private static final class Level {
        private final List<Duration> times = new ArrayList<>();
        private long waiting;
        private @Nullable Instant oldest;

        void wait(Instant since) {
            waiting++;
            oldest = oldest == null || since.isBefore(oldest) ? since : oldest;
        }

        LevelTurnaround turnaround(AgencyLevel level) {
            List<Duration> sorted = times.stream().sorted().toList();
            return new LevelTurnaround(
                    level, sorted.size(), rank(sorted, HALF), rank(sorted, NINE_IN_TEN), waiting, oldest);
        }

        /** The smallest of which so many in a hundred are not larger. */
        private static @Nullable Duration rank(List<Duration> sorted, int percent) {
            return sorted.isEmpty() ? null : sorted.get(Math.ceilDiv(percent * sorted.size(), ALL) - 1);
        }
    }
}
