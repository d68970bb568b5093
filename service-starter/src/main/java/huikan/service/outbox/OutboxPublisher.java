package huikan.service.outbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Updates.pull;
import static java.util.Objects.requireNonNull;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import huikan.service.consuming.CloudEvents;
import huikan.service.store.Duplicates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Sends what waits in documents of one collection and takes it out: in order within a document, each event when every one before
 * it was acknowledged. What is kept beside a document is in its collection before its event is taken out.
 */
final class OutboxPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxPublisher.class);

    private final MongoCollection<Document> documents;
    private final Function<String, MongoCollection<Document>> keeping;
    private final KafkaTemplate<String, byte[]> kafka;
    private final String source;

    /**
     * @param keeping the collections of what is kept beside the documents, by name
     * @param source of the events
     */
    OutboxPublisher(
            MongoCollection<Document> documents,
            Function<String, MongoCollection<Document>> keeping,
            KafkaTemplate<String, byte[]> kafka,
            String source) {
        this.documents = documents;
        this.keeping = keeping;
        this.kafka = kafka;
        this.source = source;
    }

    /** Publishes what waits in these documents, and takes out what was acknowledged. */
    void publish(List<Document> which) {
        List<Sent> sent = new ArrayList<>();
        for (Document document : which) {
            List<Document> waiting = Outbox.waiting(document);
            sent.add(new Sent(
                    requireNonNull(document.get("_id")),
                    waiting,
                    waiting.stream().map(this::send).toList()));
        }
        List<WriteModel<Document>> done = new ArrayList<>();
        Map<String, Map<Object, Document>> kept = new LinkedHashMap<>();
        @Nullable RuntimeException trouble = null;
        for (Sent one : sent) {
            List<Document> acknowledged = one.acknowledged();
            if (acknowledged.size() < one.waiting().size()) {
                trouble = new IllegalStateException("Kafka did not acknowledge");
            }
            if (!acknowledged.isEmpty()) {
                List<String> ids = acknowledged.stream()
                        .map(event -> event.getString("id"))
                        .toList();
                done.add(new UpdateOneModel<>(eq(one.document()), pull(Outbox.FIELD, in("id", ids))));
                acknowledged.forEach(event -> collect(event, kept));
            }
        }
        if (!done.isEmpty()) {
            // first, so that what left the outbox is always in its collection
            kept.forEach((collection, newest) -> keep(keeping.apply(collection), newest.values()));
            documents.bulkWrite(done);
        }
        if (trouble != null) {
            throw trouble;
        }
    }

    /** Of each document the newest: of one that changed twice the last change is what it is. */
    private static void collect(Document event, Map<String, Map<Object, Document>> kept) {
        for (Document one : event.getList(Outbox.KEPT, Document.class, List.of())) {
            Document document = one.get("document", Document.class);
            kept.computeIfAbsent(one.getString("in"), collection -> new LinkedHashMap<>())
                    .put(requireNonNull(document.get("_id")), document);
        }
    }

    /** Twice is as once, and what is newer stays: it is there already, and its id is taken. */
    private static void keep(MongoCollection<Document> collection, Collection<Document> kept) {
        List<ReplaceOneModel<Document>> writes = kept.stream()
                .map(one -> new ReplaceOneModel<>(
                        and(eq(one.get("_id")), lt(Outbox.KEPT_VERSION, one.getLong(Outbox.KEPT_VERSION))),
                        one,
                        new ReplaceOptions().upsert(true)))
                .toList();
        try {
            collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
        } catch (MongoBulkWriteException newer) {
            Duplicates.orThrow(newer);
        }
    }

    private CompletableFuture<?> send(Document event) {
        if (!event.containsKey("topic")) {
            // it is nobody else's business, and only what is kept beside the aggregate leaves it
            return CompletableFuture.completedFuture(null);
        }
        return kafka.send(CloudEvents.record(
                event.getString("topic"),
                event.getString("key"),
                event.getString("id"),
                event.getString("type"),
                source,
                event.getString("subject"),
                event.getDate("at").toInstant(),
                event.getString("data"),
                event.getString("trace")));
    }

    /** What was sent of one document. */
    private record Sent(Object document, List<Document> waiting, List<CompletableFuture<?>> sends) {

        /** The events that were acknowledged, up to the first that was not: what follows goes again after it. */
        List<Document> acknowledged() {
            List<Document> events = new ArrayList<>();
            for (int i = 0; i < waiting.size(); i++) {
                try {
                    sends.get(i).join();
                } catch (RuntimeException failed) {
                    LOG.warn("an event was not acknowledged: {}", failed.toString());
                    break;
                }
                events.add(waiting.get(i));
            }
            return events;
        }
    }
}
