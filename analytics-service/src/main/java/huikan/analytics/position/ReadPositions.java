package huikan.analytics.position;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.max;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import huikan.service.store.Upserts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** How far each reader is in its topic, as it says itself after each batch; what dies before that is read again. */
@Repository
public class ReadPositions {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    private static final String INCLUDED = "included";
    private static final String REPLAYED = "replayed";
    private static final String LAST = "last";

    private final MongoCollection<Document> readers;

    ReadPositions(MongoDatabase database) {
        this.readers = database.getCollection("read-positions");
    }

    /**
     * @param positions by partition the offset of the last event that is in; what is read afterwards has at least these
     * @param last when the last of them happened; null for none yet
     * @param replayed grows with what comes another way than in the topic
     */
    public record Read(
            SortedMap<Integer, Long> positions, @Nullable Instant last, long replayed) {
        static final Read NOTHING = new Read(new TreeMap<>(), null, 0);
    }

    /** All of it is in, or a dead letter; when it happened is to be told before. */
    public void read(String reader, String topic, Collection<? extends ConsumerRecord<?, ?>> records) {
        Map<Integer, Long> positions = records.stream()
                .filter(record -> record.topic().equals(topic))
                .collect(Collectors.toMap(ConsumerRecord::partition, ConsumerRecord::offset, Math::max));
        List<Bson> changes = new ArrayList<>();
        positions.forEach((partition, offset) -> changes.add(max(INCLUDED + "." + partition, offset)));
        long replayed =
                records.stream().filter(record -> !record.topic().equals(topic)).count();
        if (replayed > 0) {
            changes.add(inc(REPLAYED, replayed));
        }
        write(reader, changes);
    }

    /** Events that are in happened then. */
    public void happened(String reader, Collection<Instant> instants) {
        write(
                reader,
                instants.stream().max(Instant::compareTo).map(at -> max(LAST, Date.from(at))).stream()
                        .toList());
    }

    private void write(String reader, List<Bson> changes) {
        if (!changes.isEmpty()) {
            Upserts.write(readers, List.of(new UpdateOneModel<>(eq(reader), combine(changes), UPSERT)));
        }
    }

    public Read of(String reader) {
        Document found = readers.find(eq(reader)).first();
        if (found == null) {
            return Read.NOTHING;
        }
        SortedMap<Integer, Long> positions = new TreeMap<>();
        found.get(INCLUDED, new Document())
                .forEach((partition, offset) -> positions.put(Integer.valueOf(partition), (Long) offset));
        Date last = found.getDate(LAST);
        return new Read(positions, last == null ? null : last.toInstant(), found.get(REPLAYED, 0L));
    }
}
