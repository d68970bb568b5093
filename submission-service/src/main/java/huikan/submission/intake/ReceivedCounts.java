package huikan.submission.intake;

import static com.mongodb.client.model.Accumulators.sum;
import static com.mongodb.client.model.Aggregates.group;
import static com.mongodb.client.model.Aggregates.match;
import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import huikan.service.store.Duplicates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/**
 * How many filings of a cycle the topic has brought, counted before anything is made of them: what the ledger holds against
 * what became of them. For each partition and cycle there is the count and the offset up to which it counts, so that a record
 * that comes again is counted once.
 */
@Repository
public class ReceivedCounts {

    private static final String CYCLE = "cycle";
    private static final String COUNT = "count";
    private static final String POSITION = "position";
    private static final long NOTHING = -1;

    private final MongoCollection<Document> counts;

    ReceivedCounts(MongoDatabase database) {
        this.counts = database.getCollection("receivedCounts");
        counts.createIndex(Indexes.ascending(CYCLE));
    }

    /** Where in the topic a filing stands. */
    record Place(int partition, long offset, String cycle) {
        private String count() {
            return partition + "/" + cycle;
        }
    }

    /** Counts those that are not counted yet. Another instance may have counted some of them a moment ago. */
    void count(Collection<Place> places) {
        Map<String, List<Place>> left = new TreeMap<>();
        places.forEach(place ->
                left.computeIfAbsent(place.count(), key -> new ArrayList<>()).add(place));
        while (!left.isEmpty()) {
            Map<String, Long> positions = positions(left.keySet());
            left.entrySet().removeIf(entry -> {
                long position = positions.getOrDefault(entry.getKey(), NOTHING);
                entry.getValue().removeIf(place -> place.offset() <= position);
                return entry.getValue().isEmpty();
            });
            if (!left.isEmpty()) {
                write(left, positions);
            }
        }
    }

    private Map<String, Long> positions(Collection<String> ids) {
        Map<String, Long> positions = new HashMap<>();
        counts.find(in("_id", ids)).forEach(one -> positions.put(one.getString("_id"), one.getLong(POSITION)));
        return positions;
    }

    /** Each as long as it stands where it was seen; what does not is seen again by the next look. */
    private void write(Map<String, List<Place>> fresh, Map<String, Long> positions) {
        List<UpdateOneModel<Document>> updates = new ArrayList<>();
        fresh.forEach((id, places) -> updates.add(new UpdateOneModel<>(
                and(eq(id), eq(POSITION, positions.getOrDefault(id, NOTHING))),
                combine(
                        inc(COUNT, (long) places.size()),
                        set(
                                POSITION,
                                places.stream().mapToLong(Place::offset).max().orElseThrow()),
                        setOnInsert(CYCLE, places.getFirst().cycle())),
                new UpdateOptions().upsert(!positions.containsKey(id)))));
        try {
            counts.bulkWrite(updates, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException taken) {
            // another instance was the first to count there
            Duplicates.orThrow(taken);
        }
    }

    /** All that the topic brought of a cycle; a filing that was sent twice under one key is one. */
    public long of(String cycle) {
        Document all = counts.aggregate(List.of(match(eq(CYCLE, cycle)), group(null, sum(COUNT, "$" + COUNT))))
                .first();
        return all == null ? 0 : all.getLong(COUNT);
    }
}
