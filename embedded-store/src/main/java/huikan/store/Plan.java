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
 * A query plan: an index and the key ranges to scan.
 *
 * @param points how many of the index's first fields have an equality predicate ({@code $eq} or {@code $in})
 * @param sorted the scan is in the order of the query, so that no sort follows
 * @param backwards the ranges are scanned in descending order
 */
record Plan(SecondaryIndex index, List<Range> ranges, int points, boolean sorted, boolean backwards) {

    private static final int MOST_RANGES = 1_000;

    /** The plan of least cost, if any index helps. */
    static Optional<Plan> cheapest(
            Conditions conditions, @Nullable Document orderBy, int limit, List<SecondaryIndex> indexes) {
        return indexes.stream()
                .map(index -> of(index, conditions, orderBy))
                .flatMap(Optional::stream)
                .min(Comparator.comparingLong((Plan plan) -> plan.cost(orderBy, limit))
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

    /** Whether an index scan is in the order of the query. */
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
                if (!same || index.isMultikey(i) || (backwards != null && backwards != reversed)) {
                    return new Order(false, false);
                }
                backwards = reversed;
                met++;
            }
            return new Order(met == asked.size(), backwards != null && backwards);
        }
    }

    /** Estimated documents to read. A sort in memory costs two reads more for each. */
    private long cost(@Nullable Document orderBy, int limit) {
        long entries = entries();
        if (!sorted) {
            return 3 * entries + 1;
        }
        // the filter may drop some before the limit is reached
        return orderBy != null && limit > 0 ? Math.min(entries, 20L * limit) : entries;
    }

    /** Index entries in the ranges. */
    private long entries() {
        return ranges.stream()
                .mapToLong(range -> index.count(range.from, range.before))
                .sum();
    }

    /** Every document in the ranges matches the query. */
    boolean isExact(Conditions conditions) {
        return conditions.onlyPoints(index.getKeys().subList(0, points).stream()
                .map(key -> key.getKey())
                .toList());
    }

    /** Documents in the ranges, up to a limit. Where each has one entry, no entry is read: a B-tree knows the rank of a key. */
    long documents(Conditions conditions, long limit) {
        return hasEachOnce(conditions)
                ? Math.min(entries(), limit)
                : ids().limit(limit).count();
    }

    private boolean hasEachOnce(Conditions conditions) {
        long occupied = ranges.stream()
                .filter(range -> index.count(range.from, range.before) > 0)
                .count();
        for (int field = 0; field < index.getKeys().size(); field++) {
            int values = conditions
                    .field(index.getKeys().get(field).getKey())
                    .values()
                    .size();
            boolean once = field < points && (values == 1 || occupied <= 1);
            if (!once && index.isMultikey(field)) {
                return false;
            }
        }
        return true;
    }

    /** The ids of the documents, lazily and without duplicates. */
    Stream<Object> ids() {
        Stream<Object> ids = entryStream().map(entry -> entry.id);
        for (int field = 0; field < index.getKeys().size(); field++) {
            if (index.isMultikey(field)) {
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

    /** K-way merge of the ranges. */
    private static final class Merge implements Iterator<Entry> {

        private final PriorityQueue<RangeScan> scans;

        Merge(Plan plan) {
            Comparator<RangeScan> order = Comparator.comparing(RangeScan::suffix, Arrays::compareUnsigned);
            scans = new PriorityQueue<>(plan.backwards ? order.reversed() : order);
            for (Range range : plan.ranges) {
                new RangeScan(range.prefix, plan.index.scan(range.from, range.before, plan.backwards)).advance(scans);
            }
        }

        @Override
        public boolean hasNext() {
            return !scans.isEmpty();
        }

        @Override
        public Entry next() {
            RangeScan first = scans.remove();
            Entry entry = first.head();
            first.advance(scans);
            return entry;
        }
    }

    private static final class RangeScan {

        private final int prefix;
        private final Iterator<Entry> entries;
        private @Nullable Entry head;

        RangeScan(int prefix, Iterator<Entry> entries) {
            this.prefix = prefix;
            this.entries = entries;
        }

        void advance(PriorityQueue<RangeScan> scans) {
            if (entries.hasNext()) {
                head = entries.next();
                scans.add(this);
            }
        }

        Entry head() {
            if (head == null) {
                throw new IllegalStateException("not begun");
            }
            return head;
        }

        byte[] suffix() {
            byte[] key = head().key;
            return Arrays.copyOfRange(key, prefix, key.length);
        }
    }
}
