package huikan.service.lease;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import huikan.service.store.Duplicates;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;

/**
 * The right of one instance to do a thing for a while, kept as a document.
 *
 * <p>ShedLock was considered and is not used: its lock is taken for one run of a task and given back after it, where here
 * one instance keeps its turn from batch to batch and asks the store only in the last half of it; and it takes the time
 * from a static clock, where a service of this suite has its own. What would remain of it is the one update below.
 */
public final class Lease {

    private final MongoCollection<Document> leases;
    private final String name;
    private final String owner;
    private final Duration length;
    private final Clock clock;
    private Instant heldUntil = Instant.EPOCH;

    public Lease(MongoCollection<Document> leases, String name, String owner, Duration length, Clock clock) {
        this.leases = leases;
        this.name = name;
        this.owner = owner;
        this.length = length;
        this.clock = clock;
    }

    /** True when this instance holds it now; renews it in the last half of its time. */
    public boolean hold() {
        Instant now = clock.instant();
        // a clock that was set back says nothing of the time since the lease was taken
        boolean since = !now.isBefore(heldUntil.minus(length));
        if (since && now.isBefore(heldUntil.minus(length.dividedBy(2)))) {
            return true;
        }
        Instant until = now.plus(length);
        boolean held = leases.updateOne(
                                        and(eq(name), or(eq("owner", owner), lt("until", Date.from(now)))),
                                        combine(set("owner", owner), set("until", Date.from(until))))
                                .getMatchedCount()
                        == 1
                || begin(until);
        heldUntil = held ? until : Instant.EPOCH;
        return held;
    }

    private boolean begin(Instant until) {
        try {
            leases.insertOne(new Document("_id", name).append("owner", owner).append("until", Date.from(until)));
            return true;
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
            return false;
        }
    }

    /** Lets another instance begin at once. */
    public void release() {
        if (!heldUntil.equals(Instant.EPOCH)) {
            leases.deleteOne(and(eq(name), eq("owner", owner)));
            heldUntil = Instant.EPOCH;
        }
    }
}
