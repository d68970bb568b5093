package huikan.service.outbox;

import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Has what waits in the outboxes of one collection published. */
final class OutboxRelay {

    /** Of several events of a document the oldest counts. */
    private static final String AGE = Outbox.FIELD + ".at";

    private static final Bson WAITING = exists(AGE);
    /** Bytes of events that are in memory at once, and those of one document more. */
    private static final long AT_ONCE = 4L << 20;

    private final MongoCollection<Document> documents;
    private final OutboxPublisher publisher;
    private final OutboxSettings settings;
    private final Clock clock;
    private volatile @Nullable Instant waitingSince;

    OutboxRelay(MongoCollection<Document> documents, OutboxPublisher publisher, OutboxSettings settings, Clock clock) {
        this.documents = documents;
        this.publisher = publisher;
        this.settings = settings;
        this.clock = clock;
        // sparse: only documents in which something waits are in it, and the sweep reads nothing else
        documents.createIndex(Indexes.ascending(AGE), new IndexOptions().sparse(true));
    }

    /** Since when the oldest event waits that should have left, whoever wrote it; null when there is none. */
    @Nullable
    Instant waitingSince() {
        return waitingSince;
    }

    String collection() {
        return documents.getNamespace().getCollectionName();
    }

    /** It could not be relayed now. */
    void hasToWait() {
        waitingSince = waitingSince == null ? clock.instant() : waitingSince;
    }

    /** Another instance relays. */
    void standBy() {
        waitingSince = null;
    }

    /** Returns whether nothing was left over. */
    boolean sweep() {
        boolean all = publish(WAITING, ascending(AGE)) < settings.batch();
        waitingSince = all ? null : waitingSince;
        return all;
    }

    /** What waits in these documents; returns true. */
    boolean publish(Set<String> ids) {
        int unused = publish(in("_id", ids), null);
        return true;
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
}
