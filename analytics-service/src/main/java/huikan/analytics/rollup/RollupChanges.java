package huikan.analytics.rollup;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Sorts.orderBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/**
 * Which rollups changed, told from the offsets that are in them, so that nothing is missed whoever writes, and whoever asks can
 * go on where it was.
 */
@Repository
public class RollupChanges {

    private static final String PARTITION = "partition";
    private static final String INCLUDED = "included";

    private final MongoDatabase database;
    private final Generations generations;

    RollupChanges(MongoDatabase database, Generations generations) {
        this.database = database;
        this.generations = generations;
    }

    /**
     * A rollup of which a partition's part changed.
     *
     * @param path the agency itself and all above it
     * @param included the offset up to which that part has its partition
     */
    public record Changed(String cycle, String agency, List<String> path, int partition, long included) {}

    /** Which of the generations is shown: with another one all rollups may be others. */
    public int generation() {
        return generations.shown();
    }

    /** How many partitions have put something in. */
    public int partitions(int generation) {
        Document last = sums(generation)
                .find(gte(PARTITION, 0))
                .projection(include(PARTITION))
                .sort(orderBy(descending(PARTITION), descending(INCLUDED)))
                .first();
        return last == null ? 0 : last.getInteger(PARTITION) + 1;
    }

    /** By partition the highest offset that any rollup has. */
    public SortedMap<Integer, Long> positions(int generation) {
        SortedMap<Integer, Long> positions = new TreeMap<>();
        int partitions = partitions(generation);
        for (int partition = 0; partition < partitions; partition++) {
            Document highest = sums(generation)
                    .find(eq(PARTITION, partition))
                    .projection(include(INCLUDED))
                    .sort(orderBy(descending(PARTITION), descending(INCLUDED)))
                    .first();
            if (highest != null) {
                positions.put(partition, highest.getLong(INCLUDED));
            }
        }
        return positions;
    }

    /**
     * Those that have an offset or a later one, the earliest first. Whoever has seen some of an offset asks from it on again: more
     * of the same may have been written since.
     *
     * @param most that are told
     */
    public List<Changed> since(int generation, int partition, long offset, int most) {
        return sums(generation)
                .find(and(eq(PARTITION, partition), gte(INCLUDED, offset)))
                .projection(include("cycle", "agency", "path", PARTITION, INCLUDED))
                .sort(orderBy(ascending(PARTITION), ascending(INCLUDED)))
                .limit(most)
                .map(part -> new Changed(
                        part.getString("cycle"),
                        part.getString("agency"),
                        part.getList("path", String.class),
                        part.getInteger(PARTITION),
                        part.getLong(INCLUDED)))
                .into(new ArrayList<>());
    }

    private MongoCollection<Document> sums(int generation) {
        return StoredRollups.sums(database, generation);
    }
}
