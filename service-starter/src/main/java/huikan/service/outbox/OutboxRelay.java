package huikan.service.outbox;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.pull;
import static java.util.Objects.requireNonNull;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import huikan.service.consuming.CloudEvents;
import huikan.service.lease.Lease;
import huikan.service.store.Duplicates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Publishes what waits in the outboxes of one collection: in order within a document, at least once, by one instance
 * at a time.
 *
 * <p>A writer announces what it wrote ({@link #announce}), so that an event leaves within milliseconds. A sweep finds
 * what nobody announced here, which is also what other instances wrote. It comes every {@link OutboxSettings#sweep},
 * whatever is announced meanwhile, takes the oldest first, and follows itself at once while more is left: so each event
 * waits for one such time and for what is older than it. An event is taken out of its document only when every event
 * before it was acknowledged.
 */
final class OutboxRelay {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    /** Of several events of a document the oldest counts. */
    private static final String AGE = Outbox.FIELD + ".at";

    private static final Bson WAITING = exists(AGE);
    private static final int MOST_ANNOUNCED = 10_000;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final MongoCollection<Document> documents;
    private final Function<String, MongoCollection<Document>> keeping;
    private final KafkaTemplate<String, byte[]> kafka;
    private final Lease lease;
    private final OutboxSettings settings;
    private final String source;
    private final Clock clock;
    private final LinkedBlockingQueue<String> announced = new LinkedBlockingQueue<>(MOST_ANNOUNCED);
    private volatile boolean running;
    private volatile @Nullable Instant waitingSince;
    /** By the worker's nanosecond clock. */
    private long nextSweep = System.nanoTime();
    /** Likewise. */
    private long nextRelay = System.nanoTime();

    private @Nullable Thread worker;

    /**
     * @param keeping the collections of what is kept beside the documents, by name
     */
    OutboxRelay(
            MongoCollection<Document> documents,
            Function<String, MongoCollection<Document>> keeping,
            KafkaTemplate<String, byte[]> kafka,
            Lease lease,
            OutboxSettings settings,
            String source,
            Clock clock) {
        this.documents = documents;
        this.keeping = keeping;
        this.kafka = kafka;
        this.lease = lease;
        this.settings = settings;
        this.source = source;
        this.clock = clock;
        // sparse: only documents in which something waits are in it, and the sweep reads nothing else
        documents.createIndex(Indexes.ascending(AGE), new IndexOptions().sparse(true));
    }

    /**
     * Something waits in this document. Losing an announcement costs time, never an event.
     *
     * @param id of the document
     */
    void announce(String id) {
        boolean unused = announced.offer(id);
    }

    /** Since when the oldest event waits that should have left, whoever wrote it; null when there is none. */
    @Nullable
    Instant waitingSince() {
        return waitingSince;
    }

    String collection() {
        return documents.getNamespace().getCollectionName();
    }

    private void run() {
        try {
            while (running) {
                try {
                    step();
                } catch (RuntimeException trouble) {
                    LOG.warn("the outbox of {} has to wait: {}", collection(), trouble.toString());
                    waitingSince = waitingSince == null ? clock.instant() : waitingSince;
                    TimeUnit.MILLISECONDS.sleep(AFTER_TROUBLE.toMillis());
                    nextSweep = System.nanoTime();
                }
            }
        } catch (InterruptedException stopping) {
            LOG.debug("the outbox of {} stops", collection());
        }
    }

    private void step() throws InterruptedException {
        Set<String> ids = awaitAnnounced();
        if (!lease.hold()) {
            standBy();
            return;
        }
        // before what is announced, which may come without end
        if (System.nanoTime() - nextSweep >= 0) {
            boolean all = sweep();
            nextSweep = System.nanoTime() + (all ? settings.sweep().toNanos() : 0);
        }
        if (!ids.isEmpty()) {
            relay(waiting(in("_id", ids), null));
            nextRelay = System.nanoTime() + settings.gather().toNanos();
        }
    }

    /** Another instance relays. Its sweeps find what this one writes, and the first sweep of this one what it left. */
    private void standBy() throws InterruptedException {
        waitingSince = null;
        TimeUnit.NANOSECONDS.sleep(settings.sweep().toNanos());
        announced.clear();
        nextSweep = System.nanoTime();
    }

    /** What comes alone goes at once; what comes soon after the last that went is gathered. */
    private Set<String> awaitAnnounced() throws InterruptedException {
        Set<String> ids = new LinkedHashSet<>();
        String first = announced.poll(Math.max(0, nextSweep - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (first != null) {
            ids.add(first);
            TimeUnit.NANOSECONDS.sleep(nextRelay - System.nanoTime());
            announced.drainTo(ids, settings.batch() - 1);
        }
        return ids;
    }

    /** Returns whether nothing was left over. */
    private boolean sweep() {
        List<Document> oldest = waiting(WAITING, ascending(AGE));
        waitingSince = oldest.isEmpty() ? null : backlogSince(oldest.getFirst());
        relay(oldest);
        boolean all = oldest.size() < settings.batch();
        waitingSince = all ? null : waitingSince;
        return all;
    }

    private List<Document> waiting(Bson which, @Nullable Bson order) {
        return documents
                .find(which)
                .sort(order)
                .projection(include(Outbox.FIELD))
                .limit(settings.batch())
                .into(new ArrayList<>());
    }

    private static List<Document> events(Document document) {
        return document.getList(Outbox.FIELD, Document.class, List.of());
    }

    /** Only a backlog is worth a note: what is relayed as it comes waits for milliseconds. */
    private @Nullable Instant backlogSince(Document oldest) {
        Instant since = events(oldest).stream()
                .map(event -> event.getDate("at"))
                .filter(Objects::nonNull)
                .findFirst()
                .map(Date::toInstant)
                .orElseGet(clock::instant);
        return since.isBefore(clock.instant().minus(settings.sweep())) ? since : null;
    }

    private void relay(List<Document> which) {
        List<Sent> sent = new ArrayList<>();
        for (Document document : which) {
            List<Document> waiting = events(document);
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

    void start() {
        Thread thread = new Thread(this::run, "outbox-" + collection());
        worker = thread;
        running = true;
        thread.start();
    }

    void stop() {
        Thread thread = worker;
        worker = null;
        running = false;
        if (thread != null) {
            thread.interrupt();
            try {
                thread.join(AFTER_TROUBLE.toMillis());
            } catch (InterruptedException impatient) {
                Thread.currentThread().interrupt();
            }
        }
        try {
            lease.release();
        } catch (RuntimeException unreachable) {
            LOG.info("the lease of {} runs out by itself: {}", collection(), unreachable.getMessage());
        }
    }
}
