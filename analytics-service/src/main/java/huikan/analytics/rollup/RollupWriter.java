package huikan.analytics.rollup;

import huikan.analytics.rollup.Count.Position;
import huikan.analytics.rollup.RollupStore.Change;
import huikan.analytics.rollup.RollupStore.Ended;
import huikan.analytics.rollup.RollupStore.Part;
import huikan.analytics.rollup.RollupStore.Span;
import huikan.events.SubmissionEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Puts the events of one partition into the rollups, each once, without a transaction: first the sums, each of which knows the
 * offset up to which it has everything; then the spans, whose names come from the offsets; then the counts.
 *
 * <p>When the process dies among the sums, the counts are as before, the same differences come again, and each sum passes over
 * those that it has. When it dies after them, every sum has everything. A second writer that does not know of the first finds
 * that what it read has changed, and begins anew.
 */
@Component
final class RollupWriter {

    /** How often one begins anew before the batch is given back to Kafka. */
    private static final int MOST_ATTEMPTS = 10;

    private final RollupStore store;

    RollupWriter(RollupStore store) {
        this.store = store;
    }

    /** An event and where it stands. */
    record Placed(Position at, Instant time, SubmissionEvent event) {}

    /**
     * Returns when all of them are in, and stay in.
     *
     * @param events of one partition, in its order
     * @throws ArithmeticException when a sum does not hold one of them; nothing was written then
     */
    void write(int partition, List<Placed> events) {
        for (int attempt = 1; !written(partition, events); attempt++) {
            if (attempt == MOST_ATTEMPTS) {
                throw new IllegalStateException("somebody else writes the rollups of partition " + partition);
            }
        }
    }

    private boolean written(int partition, List<Placed> events) {
        Map<String, Count> before = store.counts(
                events.stream().map(one -> one.event().key()).distinct().toList());
        Walk walk = new Walk(before);
        events.forEach(walk::on);
        long last = events.getLast().at().offset();
        if (!store.writeParts(partition, parts(partition, walk.differences, last))) {
            return false;
        }
        store.writeSpans(walk.opened, walk.closed);
        return store.writeCounts(walk.changes());
    }

    private List<Change<Part>> parts(int partition, List<Difference> differences, long last) {
        Set<String> keys = new LinkedHashSet<>();
        differences.forEach(one -> keys.add(one.rollup().key()));
        Map<String, Part> before = store.parts(partition, keys);
        Map<String, Rollup> sums = new LinkedHashMap<>();
        for (Difference one : differences) {
            String key = one.rollup().key();
            Part known = before.get(key);
            if (known == null || one.offset() > known.included()) {
                Rollup sum = sums.getOrDefault(key, known == null ? one.rollup().emptied() : known.rollup());
                sums.put(key, sum(sum, one.rollup()));
            }
        }
        List<Change<Part>> changes = new ArrayList<>();
        sums.forEach((key, sum) -> changes.add(
                new Change<>(key, before.getOrDefault(key, new Part(sum.emptied(), -1)), new Part(sum, last))));
        return changes;
    }

    private static Rollup sum(Rollup sum, Rollup difference) {
        try {
            return sum.plus(difference);
        } catch (ArithmeticException overflow) {
            throw new ArithmeticException(
                    "the sums of " + difference.key() + " do not hold it: " + overflow.getMessage());
        }
    }

    /** What an event adds to one rollup. */
    private record Difference(long offset, Rollup rollup) {}

    /** What the events make of the obligations, one after the other. */
    private static final class Walk {
        private final Map<String, Count> before;
        private final Map<String, Count> after = new LinkedHashMap<>();
        private final List<Difference> differences = new ArrayList<>();
        private final List<Span> opened = new ArrayList<>();
        private final List<Ended> closed = new ArrayList<>();

        Walk(Map<String, Count> before) {
            this.before = before;
        }

        void on(Placed placed) {
            String key = placed.event().key();
            Count known = after.getOrDefault(key, before.getOrDefault(key, Count.NOTHING));
            Tally learnt = known.tally().with(placed.event());
            if (learnt.equals(known.tally())) {
                return;
            }
            Differences.between(known.tally(), learnt, placed.time())
                    .forEach(one -> differences.add(new Difference(placed.at().offset(), one)));
            after.put(key, known.with(learnt, placed.at(), placed.time(), spans(known, learnt, placed)));
        }

        private Map<Standing, String> spans(Count known, Tally learnt, Placed placed) {
            Map<Standing, String> open = new TreeMap<>(known.open());
            for (Standing standing : Standing.values()) {
                Tally.Filing before = known.tally().standing(standing);
                Tally.Filing now = learnt.standing(standing);
                if (Objects.equals(now, before)) {
                    continue;
                }
                String ended = open.remove(standing);
                if (ended != null && before != null) {
                    closed.add(new Ended(ended, before.submission(), placed.time()));
                }
                if (now != null) {
                    String name = placed.at().span(standing);
                    opened.add(new Span(name, now, placed.time()));
                    open.put(standing, name);
                }
            }
            return open;
        }

        List<Change<Count>> changes() {
            List<Change<Count>> changes = new ArrayList<>();
            after.forEach(
                    (key, count) -> changes.add(new Change<>(key, before.getOrDefault(key, Count.NOTHING), count)));
            return changes;
        }
    }
}
