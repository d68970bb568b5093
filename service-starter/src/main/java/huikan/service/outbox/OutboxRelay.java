package huikan.service.outbox;

import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import huikan.service.lease.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has what waits in the outboxes of one collection published: at least once, by one instance at a time.
 *
 * <p>A writer announces what it wrote ({@link #announce}), so that an event leaves within milliseconds. A sweep finds
 * what nobody announced here, which is also what other instances wrote. It comes every {@link OutboxSettings#sweep},
 * whatever is announced meanwhile, takes the oldest first, and follows itself at once while more is left: so each event
 * waits for one such time and for what is older than it.
 */
final class OutboxRelay {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    /** Of several events of a document the oldest counts. */
    private static final String AGE = Outbox.FIELD + ".at";

    private static final Bson WAITING = exists(AGE);
    private static final int MOST_ANNOUNCED = 10_000;
    /** Bytes of events that are in memory at once, and those of one document more. */
    private static final long AT_ONCE = 4L << 20;

    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

    private final MongoCollection<Document> documents;
    private final OutboxPublisher publisher;
    private final Lease lease;
    private final OutboxSettings settings;
    private final Clock clock;
    private final LinkedBlockingQueue<String> announced = new LinkedBlockingQueue<>(MOST_ANNOUNCED);
    private volatile boolean running;
    private volatile @Nullable Instant waitingSince;
    /** By the worker's nanosecond clock. */
    private long nextSweep = System.nanoTime();
    /** Likewise. */
    private long nextRelay = System.nanoTime();

    private @Nullable Thread worker;

    OutboxRelay(
            MongoCollection<Document> documents,
            OutboxPublisher publisher,
            Lease lease,
            OutboxSettings settings,
            Clock clock) {
        this.documents = documents;
        this.publisher = publisher;
        this.lease = lease;
        this.settings = settings;
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
            int unused = publish(in("_id", ids), null);
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
        boolean all = publish(WAITING, ascending(AGE)) < settings.batch();
        waitingSince = all ? null : waitingSince;
        return all;
    }

    /** Publishes some megabytes at a time, since one outbox may have as many; returns how many documents had something. */
    private int publish(Bson which, @Nullable Bson oldestFirst) {
        int count = 0;
        long bytes = 0;
        List<Document> some = new ArrayList<>();
        try (MongoCursor<Document> found = documents
                .find(which)
                .sort(oldestFirst)
                .projection(include(Outbox.FIELD))
                .limit(settings.batch())
                .cursor()) {
            while (found.hasNext()) {
                Document next = found.next();
                if (count == 0 && oldestFirst != null) {
                    waitingSince = backlogSince(next);
                }
                count++;
                some.add(next);
                bytes += Outbox.size(next);
                if (bytes > AT_ONCE) {
                    publisher.publish(some);
                    some = new ArrayList<>();
                    bytes = 0;
                }
            }
        }
        publisher.publish(some);
        return count;
    }

    /** Only a backlog is worth a note: what is relayed as it comes waits for milliseconds. */
    private @Nullable Instant backlogSince(Document oldest) {
        Instant since = Outbox.waiting(oldest).stream()
                .map(event -> event.getDate("at"))
                .filter(Objects::nonNull)
                .findFirst()
                .map(Date::toInstant)
                .orElseGet(clock::instant);
        return since.isBefore(clock.instant().minus(settings.sweep())) ? since : null;
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
