package huikan.service.outbox;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.pull;
import static java.util.Objects.requireNonNull;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import huikan.service.consuming.CloudEvents;
import huikan.service.lease.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
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
 * <p>A writer announces what it wrote ({@link #announce}), so that an event leaves within milliseconds; a sweep finds
 * what nobody announced. An event is taken out of its document only when every event before it was acknowledged.
 */
final class OutboxRelay {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final Bson WAITING = exists(Outbox.FIELD + ".id");
    private static final int MOST_ANNOUNCED = 10_000;
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final MongoCollection<Document> documents;
    private final KafkaTemplate<String, byte[]> kafka;
    private final Lease lease;
    private final OutboxSettings settings;
    private final String source;
    private final Clock clock;
    private final LinkedBlockingQueue<String> announced = new LinkedBlockingQueue<>(MOST_ANNOUNCED);
    private volatile boolean running;
    private volatile @Nullable Instant waitingSince;
    private @Nullable Thread worker;

    OutboxRelay(
            MongoCollection<Document> documents,
            KafkaTemplate<String, byte[]> kafka,
            Lease lease,
            OutboxSettings settings,
            String source,
            Clock clock) {
        this.documents = documents;
        this.kafka = kafka;
        this.lease = lease;
        this.settings = settings;
        this.source = source;
        this.clock = clock;
        // sparse: only documents in which something waits are in it, and the sweep reads nothing else
        documents.createIndex(Indexes.ascending(Outbox.FIELD + ".id"), new IndexOptions().sparse(true));
    }

    /**
     * Something waits in this document. Losing an announcement costs time, never an event.
     *
     * @param id of the document
     */
    void announce(String id) {
        boolean unused = announced.offer(id);
    }

    /** Since when something waits that should have left, or null. */
    @Nullable
    Instant waitingSince() {
        return waitingSince;
    }

    String collection() {
        return documents.getNamespace().getCollectionName();
    }

    private void run() {
        long nextSweep = 0;
        long nextRelay = System.nanoTime();
        while (running) {
            try {
                Set<String> ids = awaitAnnounced(nextSweep, nextRelay);
                if (!lease.hold()) {
                    // another instance relays, and tells it
                    waitingSince = null;
                    nextSweep = System.nanoTime() + settings.sweep().toNanos();
                    continue;
                }
                if (!ids.isEmpty()) {
                    relay(in("_id", ids));
                    nextRelay = System.nanoTime() + settings.gather().toNanos();
                } else if (System.nanoTime() >= nextSweep && relay(WAITING) < settings.batch()) {
                    waitingSince = null;
                    nextSweep = System.nanoTime() + settings.sweep().toNanos();
                }
            } catch (InterruptedException stopping) {
                return;
            } catch (RuntimeException trouble) {
                LOG.warn("the outbox of {} has to wait: {}", collection(), trouble.toString());
                waitingSince = waitingSince == null ? clock.instant() : waitingSince;
                nextSweep = System.nanoTime() + AFTER_TROUBLE.toNanos();
            }
        }
    }

    /** What comes alone goes at once; what comes soon after the last that went is gathered. */
    private Set<String> awaitAnnounced(long nextSweep, long nextRelay) throws InterruptedException {
        Set<String> ids = new LinkedHashSet<>();
        String first = announced.poll(Math.max(0, nextSweep - System.nanoTime()), TimeUnit.NANOSECONDS);
        if (first != null) {
            ids.add(first);
            TimeUnit.NANOSECONDS.sleep(nextRelay - System.nanoTime());
            announced.drainTo(ids, settings.batch());
        }
        return ids;
    }

    /** Returns how many documents had something. */
    private int relay(Bson which) {
        List<Sent> sent = new ArrayList<>();
        for (Document document :
                documents.find(which).projection(include(Outbox.FIELD)).limit(settings.batch())) {
            List<Document> waiting = document.getList(Outbox.FIELD, Document.class, List.of());
            waiting.stream()
                    .findFirst()
                    .ifPresent(first -> noteWaiting(first.getDate("at").toInstant()));
            sent.add(new Sent(
                    requireNonNull(document.get("_id")),
                    waiting,
                    waiting.stream().map(this::send).toList()));
        }
        List<WriteModel<Document>> done = new ArrayList<>();
        @Nullable RuntimeException trouble = null;
        for (Sent one : sent) {
            List<String> acknowledged = one.acknowledged();
            if (acknowledged.size() < one.waiting().size()) {
                trouble = new IllegalStateException("Kafka did not acknowledge");
            }
            if (!acknowledged.isEmpty()) {
                done.add(new UpdateOneModel<>(eq(one.document()), pull(Outbox.FIELD, in("id", acknowledged))));
            }
        }
        if (!done.isEmpty()) {
            documents.bulkWrite(done);
        }
        if (trouble != null) {
            throw trouble;
        }
        return sent.size();
    }

    /** Only a backlog is worth a note: what is relayed as it comes waits for milliseconds. */
    private void noteWaiting(Instant since) {
        boolean backlog = since.isBefore(clock.instant().minus(settings.sweep()));
        if (backlog && (waitingSince == null || since.isBefore(waitingSince))) {
            waitingSince = since;
        }
    }

    private CompletableFuture<?> send(Document event) {
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

        /** Ids of the events that were acknowledged, up to the first that was not: what follows goes again after it. */
        List<String> acknowledged() {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < waiting.size(); i++) {
                try {
                    sends.get(i).join();
                } catch (RuntimeException failed) {
                    LOG.warn("an event was not acknowledged: {}", failed.toString());
                    break;
                }
                ids.add(waiting.get(i).getString("id"));
            }
            return ids;
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
