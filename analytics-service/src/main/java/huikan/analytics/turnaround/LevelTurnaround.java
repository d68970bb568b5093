package huikan.analytics.turnaround;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How long a level takes to decide on what comes to it.
 *
 * @param level of the superior that decides
 * @param decided how often it passed, returned or approved a filing, those too that it took back or that count no more
 * @param median of the times from when a filing came to the level until that decided, by nearest rank over all of them; null where
 *     it has decided nothing
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
     *
     * @param filings those too that only replaced ones name
     * @return of each level that is to decide on one that counts
     */
    static List<LevelTurnaround> of(Collection<Reviewed> filings, Collection<String> counted, Instant asOf) {
        Map<String, Walk> walks = new HashMap<>();
        Map<AgencyLevel, Level> levels = new EnumMap<>(AgencyLevel.class);
        filings.stream().sorted(Comparator.comparingLong(Reviewed::revision)).forEach(one -> {
            if (one.levels().isEmpty() || one.since().isAfter(asOf)) {
                return;
            }
            Walk before = one.replaces() == null ? null : walks.get(one.replaces());
            int start = before == null
                    ? 0
                    : Math.min(before.correctedAt(), one.levels().size() - 1);
            Walk walk = Walk.of(one, start, asOf);
            walks.put(one.submission(), walk);
            if (counted.contains(one.submission())) {
                one.levels().forEach(level -> levels.computeIfAbsent(level, fresh -> new Level()));
                walk.decided()
                        .forEach(decision -> Optional.ofNullable(levels.get(decision.level()))
                                .ifPresent(level -> level.times.add(decision.after())));
                Waiting waiting = walk.waiting();
                if (waiting != null) {
                    Optional.ofNullable(levels.get(waiting.level())).ifPresent(level -> level.wait(waiting.since()));
                }
            }
        });
        return levels.entrySet().stream()
                .map(one -> one.getValue().turnaround(one.getKey()))
                .toList();
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
