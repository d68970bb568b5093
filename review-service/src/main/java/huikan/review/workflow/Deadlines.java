package huikan.review.workflow;

import huikan.service.problem.HttpProblem;
import huikan.service.problem.ProblemException;
import huikan.service.store.Outage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deadlines of one kind. Each that is due has its turn by itself: whatever one of them throws, the next is looked at, and the
 * failing one is tried again later and counted.
 */
final class Deadlines {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

    private final DueItems items;
    private final Counter failures;

    Deadlines(DueItems items, MeterRegistry meters) {
        this.items = items;
        this.failures = Counter.builder("huikan.deadlines.failures")
                .description("deadlines that could not be handled and are tried again later")
                .tag("kind", items.kind())
                .register(meters);
        Gauge.builder("huikan.deadlines.failing", items, DueItems::failing)
                .description("cases whose deadline could not be handled the last time")
                .tag("kind", items.kind())
                .register(meters);
    }

    String kind() {
        return items.kind();
    }

    /**
     * Handles those whose deadline has come.
     *
     * @return how many were handled; as many as asked for when there may be more
     */
    int goOff(Instant now, int most) {
        List<String> due = items.due(now, most);
        if (due.isEmpty()) {
            return 0;
        }
        Instant known = items.known();
        if (known.isBefore(now)) {
            due = items.due(known, most);
        }
        Instant until = known.isBefore(now) ? known : now;
        int handled = 0;
        for (String id : due) {
            try {
                items.goOff(id, until);
                handled++;
            } catch (RuntimeException failure) {
                handled += failed(id, now, failure) ? 1 : 0;
            }
        }
        return handled;
    }

    void rearm(Instant now) {
        items.rearm(now, (id, failure) -> {
            var unused = failed(id, now, failure);
        });
    }

    /** False when it only waits for the broker: it is due as before, and no reason to look again at once. */
    private boolean failed(String id, Instant now, RuntimeException failure) {
        if (Outage.is(failure)) {
            throw failure;
        }
        if (failure instanceof ProblemException refused && refused.problem() == HttpProblem.UNAVAILABLE) {
            LOG.info("{}/{} waits until what was done of it before is published", kind(), id);
            return false;
        }
        LOG.error("the deadline of {}/{} failed and is tried again later", kind(), id, failure);
        failures.increment();
        items.failed(id, now, now.plus(AFTER_FAILURE));
        return true;
    }
}
