package huikan.review.workflow;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import huikan.review.calendar.Calendars;
import huikan.service.lease.Lease;
import huikan.service.start.Instance;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks for deadlines that have come. A deadline is a field of its case: it was there before this process and is there after
 * it; what went by while nobody looked is handled when somebody does. The lease keeps instances from doing the same work.
 */
@Component
final class DeadlineSweep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DeadlineSweep.class);
    private static final Duration LEASE = Duration.ofSeconds(10);

    private final List<Deadlines> kinds;
    private final Lease lease;
    private final MongoCollection<Document> armed;
    private final Calendars calendars;
    private final SupervisionSettings settings;
    private final Clock clock;
    private volatile boolean running;
    private Thread worker = new Thread(() -> {});

    DeadlineSweep(
            Workflows workflows,
            DueDates dates,
            RungAction action,
            List<DueItems> further,
            MeterRegistry meters,
            MongoDatabase database,
            Instance instance,
            Calendars calendars,
            SupervisionSettings settings,
            Clock clock) {
        // what ends others' deadlines first
        this.kinds = Stream.concat(
                        further.stream(),
                        workflows.all().stream().map(cases -> new CaseDeadlines<>(cases, dates, action)))
                .map(items -> new Deadlines(items, meters))
                .toList();
        this.armed = database.getCollection("deadlines");
        this.calendars = calendars;
        this.settings = settings;
        this.clock = clock;
        this.lease = new Lease(database.getCollection("leases"), "deadlines", instance.id(), LEASE, clock);
    }

    private void run() {
        while (running) {
            try {
                if (!sweep()) {
                    Thread.sleep(settings.sweep());
                }
            } catch (InterruptedException stopping) {
                return;
            }
        }
    }

    /** True when there may be more at once. */
    private boolean sweep() {
        boolean more = false;
        for (Deadlines kind : kinds) {
            try {
                // again for each: a long sweep must not outlive it
                if (!lease.hold()) {
                    return false;
                }
                rearm(kind);
                more |= kind.goOff(clock.instant(), settings.sweepBatch()) >= settings.sweepBatch();
            } catch (RuntimeException trouble) {
                LOG.warn("the deadlines of {} have to wait: {}", kind.kind(), trouble.toString());
            }
        }
        return more;
    }

    /** Once for each change of the calendar, whoever made it; again when it was cut short. */
    private void rearm(Deadlines kind) {
        long version = calendars.version();
        Document last = armed.find(eq(kind.kind())).first();
        if (last == null || last.getLong("calendar") != version) {
            kind.rearm(clock.instant());
            armed.replaceOne(
                    eq(kind.kind()),
                    new Document("_id", kind.kind()).append("calendar", version),
                    new ReplaceOptions().upsert(true));
        }
    }

    @Override
    public void start() {
        running = true;
        worker = new Thread(this::run, "deadlines");
        worker.start();
    }

    @Override
    public void stop() {
        running = false;
        worker.interrupt();
        try {
            worker.join(LEASE.toMillis());
            lease.release();
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unreachable) {
            LOG.info("the lease of the deadlines runs out by itself: {}", unreachable.getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
