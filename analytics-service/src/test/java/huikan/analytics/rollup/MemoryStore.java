package huikan.analytics.rollup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/** A store in which something may come between any two writes: another writer, or the end of the process. */
final class MemoryStore implements RollupStore {

    final Map<String, Count> counts = new TreeMap<>();
    final Map<String, Part> parts = new TreeMap<>();
    final Map<String, Span> spans = new TreeMap<>();
    final Map<String, Instant> ends = new TreeMap<>();

    private final Random random;
    private final Runnable between;
    private final boolean guarded;

    MemoryStore(Random random, Runnable between) {
        this(random, between, true);
    }

    /**
     * @param guarded whether counts are only written over those that were read
     */
    MemoryStore(Random random, Runnable between, boolean guarded) {
        this.random = random;
        this.between = between;
        this.guarded = guarded;
    }

    @Override
    public Map<String, Count> counts(Collection<String> obligations) {
        return known(counts, obligations);
    }

    @Override
    public Map<String, Part> parts(int partition, Collection<String> rollups) {
        Map<String, Part> found = new HashMap<>();
        for (String rollup : rollups) {
            Part part = parts.get(rollup + "/" + partition);
            if (part != null) {
                found.put(rollup, part);
            }
        }
        return found;
    }

    @Override
    public boolean writeParts(int partition, List<Change<Part>> changes) {
        List<Change<Part>> keyed = changes.stream()
                .map(one -> new Change<>(one.key() + "/" + partition, one.before(), one.after()))
                .toList();
        return write(
                parts,
                keyed,
                (there, before) -> there == null ? before.included() < 0 : there.included() == before.included());
    }

    @Override
    public void writeSpans(List<Span> opened, List<Ended> closed) {
        for (Span span : opened) {
            between.run();
            spans.putIfAbsent(id(span), span);
        }
        for (Ended span : closed) {
            between.run();
            ends.put(span.submission() + "/" + span.name(), span.to());
        }
    }

    static String id(Span span) {
        return span.filing().submission() + "/" + span.name();
    }

    @Override
    public boolean writeCounts(List<Change<Count>> changes) {
        return write(
                counts,
                changes,
                (there, before) ->
                        !guarded || Objects.equals(there == null ? Count.NOTHING.at() : there.at(), before.at()));
    }

    private <T> boolean write(Map<String, T> to, List<Change<T>> changes, BiPredicate<T, T> holds) {
        List<Change<T>> unordered = new ArrayList<>(changes);
        Collections.shuffle(unordered, random);
        boolean all = true;
        for (Change<T> one : unordered) {
            between.run();
            if (holds.test(to.get(one.key()), one.before())) {
                to.put(one.key(), one.after());
            } else {
                all = false;
            }
        }
        return all;
    }

    private static <T> Map<String, T> known(Map<String, T> all, Collection<String> keys) {
        Map<String, T> found = new HashMap<>(all);
        found.keySet().retainAll(keys);
        return found;
    }
}
