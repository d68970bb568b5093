package huikan.review.matter;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import huikan.review.calendar.Calendars;
import huikan.service.lease.Lease;
import huikan.service.start.Instance;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks for timers that are due. A timer is a field of its thing: it was there before this process and is there after it;
 * what went by while nobody looked goes off when somebody does. The lease keeps instances from doing the same work.
 */
@Component
final class TimerSweep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TimerSweep.class);
    private static final Duration LEASE = Duration.ofSeconds(5);

    private final List<Timed> kinds;
    private final List<Lease> leases = new ArrayList<>();
    private final MongoCollection<Document> armed;
    private final Calendars calendars;
    private final SupervisionSettings settings;
    private final Clock clock;
    private volatile boolean running;
    private Thread worker = new Thread(() -> {});

    TimerSweep(
            List<Timed> kinds,
            MongoDatabase database,
            Instance instance,
            Calendars calendars,
            SupervisionSettings settings,
            Clock clock) {
        this.kinds = List.copyOf(kinds);
        this.armed = database.getCollection("timers");
        this.calendars = calendars;
        this.settings = settings;
        this.clock = clock;
        kinds.forEach(kind -> leases.add(
                new Lease(database.getCollection("leases"), "timers:" + kind.kind(), instance.id(), LEASE, clock)));
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
        for (int i = 0; i < kinds.size(); i++) {
            try {
                if (leases.get(i).hold()) {
                    rearm(kinds.get(i));
                    more |= kinds.get(i).goOff(clock.instant(), settings.sweepBatch()) >= settings.sweepBatch();
                }
            } catch (RuntimeException trouble) {
                LOG.warn("the timers of {} have to wait: {}", kinds.get(i).kind(), trouble.toString());
            }
        }
        return more;
    }

    /** Once for each change of the calendar, whoever made it; again when it was cut short. */
    private void rearm(Timed kind) {
        long version = calendars.version();
        Document last = armed.find(eq(kind.kind())).first();
        if (last == null || last.getLong("calendar") != version) {
            kind.rearm();
            armed.replaceOne(
                    eq(kind.kind()),
                    new Document("_id", kind.kind()).append("calendar", version),
                    new ReplaceOptions().upsert(true));
        }
    }

    @Override
    public void start() {
        running = true;
        worker = new Thread(this::run, "timers");
        worker.start();
    }

    @Override
    public void stop() {
        running = false;
        worker.interrupt();
        try {
            worker.join(LEASE.toMillis());
            leases.forEach(Lease::release);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException unreachable) {
            LOG.info("the leases of the timers run out by themselves: {}", unreachable.getMessage());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
