package huikan.submission.rehearsal;

import com.mongodb.MongoException;
import com.mongodb.client.MongoDatabase;
import huikan.service.lease.Lease;
import huikan.service.start.Instance;
import huikan.submission.rehearsal.Replay.Replayed;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Goes on with rehearsals. How far one is stands in the store, so that another instance goes on when this one ends; the lease
 * keeps instances from doing the same work, and what both did counts once.
 */
@Component
class RehearsalWorker {

    private static final Logger LOG = LoggerFactory.getLogger(RehearsalWorker.class);
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final long PAUSE = 1_000;
    /** Others share the thread. */
    private static final Duration TURN = Duration.ofSeconds(2);

    private final Rehearsals rehearsals;
    private final Replay replay;
    private final Lease lease;

    RehearsalWorker(Rehearsals rehearsals, Replay replay, MongoDatabase database, Instance instance, Clock clock) {
        this.rehearsals = rehearsals;
        this.replay = replay;
        this.lease = new Lease(database.getCollection("leases"), "rehearsals", instance.id(), LEASE, clock);
    }

    @Scheduled(fixedDelay = PAUSE, initialDelay = PAUSE)
    void work() {
        try {
            long began = System.nanoTime();
            boolean more = true;
            while (more && System.nanoTime() - began < TURN.toNanos()) {
                more = step();
            }
        } catch (MongoException unreachable) {
            LOG.info("rehearsals have to wait: {}", unreachable.toString());
        }
    }

    /** One batch of the oldest; false when there is nothing to do here. */
    boolean step() {
        Optional<Rehearsal> open = rehearsals.next();
        if (open.isEmpty() || !lease.hold()) {
            return false;
        }
        Rehearsal seen = open.get();
        try {
            Replayed batch = replay.next(seen);
            if (batch.checked() == 0) {
                rehearsals.finish(seen);
            } else {
                rehearsals.advance(seen, batch.after(), batch.checked(), batch.failed());
            }
        } catch (MongoException unreachable) {
            throw unreachable;
        } catch (RuntimeException impossible) {
            // those behind it go on
            LOG.warn("the rehearsal {} cannot go on", seen.id(), impossible);
            rehearsals.abandon(seen, String.valueOf(impossible.getMessage()));
        }
        return true;
    }
}
