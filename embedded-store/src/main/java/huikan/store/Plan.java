package huikan.store;

import de.bwaldvogel.mongo.bson.Document;
import huikan.store.Conditions.Field;
import huikan.store.SecondaryIndex.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * How one index answers a query: the stretches to read, and whether they come in the order that was asked for.
 *
 * @param points how many of the index's first fields have a known value
 * @param sorted no sort is needed after it
 * @param backwards the stretches are read from their ends
 */
record Plan(SecondaryIndex index, List<Range> ranges, int points, boolean sorted, boolean backwards) {

    private static final int MOST_RANGES = 1_000;

    /** The cheapest, if any index helps. */
    static Optional<Plan> cheapest(
            Conditions conditions, @Nullable Document orderBy, int most, List<SecondaryIndex> indexes) {
        return indexes.stream()
                .map(index -> of(index, conditions, orderBy))
                .flatMap(Optional::stream)
                .min(Comparator.comparingLong((Plan plan) -> plan.cost(orderBy, most))
                        .thenComparing(Comparator.comparingInt(Plan::points).reversed())
                        .thenComparingInt(plan -> plan.index.getKeys().size())
                        .thenComparing(plan -> plan.index.getName()));
    }

    private static Optional<Plan> of(SecondaryIndex index, Conditions conditions, @Nullable Document orderBy) {
        List<Field> fields = index.getKeys().stream()
                .map(key -> conditions.field(key.getKey()))
                .toList();
        if (index.isSparseIndex() && fields.stream().noneMatch(Field::present)) {
            return Optional.empty();
        }
        List<byte[]> prefixes = List.of(new byte[0]);
        int points = 0;
        while (points < fields.size() && fits(fields.get(points), prefixes.size())) {
            prefixes = longer(index, points, prefixes, fields.get(points));
            points++;
        }
        int next = points;
        boolean range = next < fields.size() && fields.get(next).isRange();
        List<Range> ranges = prefixes.stream()
                .map(prefix -> range ? Range.of(prefix, index, next, fields.get(next)) : Range.of(prefix))
                .toList();
        Order order = Order.of(index, fields, points, orderBy);
        boolean helps = points > 0 || range || index.isSparseIndex() || (orderBy != null && order.satisfied());
        return helps
                ? Optional.of(new Plan(index, ranges, points, order.satisfied(), order.backwards()))
                : Optional.empty();
    }

    private static boolean fits(Field field, int prefixes) {
        return field.points() != null && (long) prefixes * field.points().size() <= MOST_RANGES;
    }

    private static List<byte[]> longer(SecondaryIndex index, int field, List<byte[]> prefixes, Field asked) {
        List<byte[]> longer = new ArrayList<>();
        for (byte[] prefix : prefixes) {
            for (byte[] point : asked.points() == null ? List.<byte[]>of() : asked.points()) {
                longer.add(KeyBytes.concat(prefix, index.component(field, point)));
            }
        }
        return longer;
    }

    /** Whether the entries of an index come in the order that a query asks for. */
    private record Order(boolean satisfied, boolean backwards) {

        static Order of(SecondaryIndex index, List<Field> fields, int points, @Nullable Document orderBy) {
            if (orderBy == null || orderBy.isEmpty()) {
                return new Order(true, false);
            }
            List<Map.Entry<String, Object>> asked = List.copyOf(orderBy.entrySet());
            @Nullable Boolean backwards = null;
            int met = 0;
            for (int i = 0; i < fields.size() && met < asked.size(); i++) {
                boolean same =
                        index.getKeys().get(i).getKey().equals(asked.get(met).getKey());
                if (i < points) {
                    met += same && fields.get(i).values().size() == 1 ? 1 : 0;
                    continue;
                }
                boolean reversed = index.getKeys().get(i).isAscending()
                        != ((Number) asked.get(met).getValue()).intValue() > 0;
                if (!same || index.hasArrays(i) || (backwards != null && backwards != reversed)) {
                    return new Order(false, false);
                }
                backwards = reversed;
                met++;
            }
            return new Order(met == asked.size(), backwards != null && backwards);
        }
    }

    /** About how many documents have to be looked at; a sort counts twice. */
    private long cost(@Nullable Document orderBy, int most) {
        long entries = entries();
        if (!sorted) {
            return 3 * entries + 1;
        }
        // something may be filtered out on the way to the limit
        return orderBy != null && most > 0 ? Math.min(entries, 20L * most) : entries;
    }

    /** How many entries there are to be read. */
    long entries() {
        return ranges.stream()
                .mapToLong(range -> index.count(range.from, range.before))
                .sum();
    }

    /** Every entry's document is asked for. */
    boolean isExact(Conditions conditions) {
        return conditions.onlyPoints(index.getKeys().subList(0, points).stream()
                .map(key -> key.getKey())
                .toList());
    }

    /**
     * How many documents there are to be read, counted up to a limit. Their entries are counted where each has one; otherwise
     * they are walked through.
     */
    long documents(Conditions conditions, long most) {
        return hasEachOnce(conditions)
                ? Math.min(entries(), most)
                : ids().limit(most).count();
    }

    private boolean hasEachOnce(Conditions conditions) {
        long stretches = ranges.stream()
                .filter(range -> index.count(range.from, range.before) > 0)
                .count();
        for (int field = 0; field < index.getKeys().size(); field++) {
            int values = conditions
                    .field(index.getKeys().get(field).getKey())
                    .values()
                    .size();
            boolean once = field < points && (values == 1 || stretches <= 1);
            if (!once && index.hasArrays(field)) {
                return false;
            }
        }
        return true;
    }

    /** The ids of the documents, each once, lazily. */
    Stream<Object> ids() {
        Stream<Object> ids = entryStream().map(entry -> entry.id);
        for (int field = 0; field < index.getKeys().size(); field++) {
            if (index.hasArrays(field)) {
                Set<Object> seen = new HashSet<>();
                return ids.filter(seen::add);
            }
        }
        return ids;
    }

    private Stream<Entry> entryStream() {
        if (ranges.size() == 1 || !sorted) {
            return ranges.stream().flatMap(range -> stream(index.scan(range.from, range.before, backwards)));
        }
        return stream(new Merge(this));
    }

    private static Stream<Entry> stream(Iterator<Entry> entries) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(entries, Spliterator.ORDERED), false);
    }

    /** Several stretches, each in order, as one in order. */
    private static final class Merge implements Iterator<Entry> {

        private final PriorityQueue<Stretch> heads;

        Merge(Plan plan) {
            Comparator<Stretch> order = Comparator.comparing(Stretch::rest, Arrays::compareUnsigned);
            heads = new PriorityQueue<>(plan.backwards ? order.reversed() : order);
            for (Range range : plan.ranges) {
                new Stretch(range.prefix, plan.index.scan(range.from, range.before, plan.backwards)).advance(heads);
            }
        }

        @Override
        public boolean hasNext() {
            return !heads.isEmpty();
        }

        @Override
        public Entry next() {
            Stretch first = heads.remove();
            Entry entry = first.head();
            first.advance(heads);
            return entry;
        }
    }

    private static final class Stretch {

        private final int prefix;
        private final Iterator<Entry> entries;
        private @Nullable Entry head;

        Stretch(int prefix, Iterator<Entry> entries) {
            this.prefix = prefix;
            this.entries = entries;
        }

        void advance(PriorityQueue<Stretch> heads) {
            if (entries.hasNext()) {
                head = entries.next();
                heads.add(this);
            }
        }

        Entry head() {
            if (head == null) {
                throw new IllegalStateException("not begun");
            }
            return head;
        }

        byte[] rest() {
            byte[] key = head().key;
            return Arrays.copyOfRange(key, prefix, key.length);
        }
    }
}
