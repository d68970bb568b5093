package huikan.review.workflow;

import huikan.review.workflow.EscalationRules.Next;
import huikan.service.store.Outage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deadlines of the cases of one kind: the rungs of their ladders, and what they wait for. Each due case has its turn by
 * itself: whatever one of them throws, the next is looked at, and the failing one is tried again later and counted.
 */
final class Deadlines<T extends Record & Case<S>, S extends Enum<S> & State> {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(10);

    private final Cases<T, S> cases;
    private final CaseStore<T, S> store;
    private final DueDates dates;
    private final List<RungAction> actions;
    private final Counter failures;

    Deadlines(Cases<T, S> cases, DueDates dates, List<RungAction> actions, MeterRegistry meters) {
        this.cases = cases;
        this.store = cases.store();
        this.dates = dates;
        this.actions = actions;
        this.failures = Counter.builder("huikan.deadlines.failures")
                .description("deadlines that could not be handled and are tried again later")
                .tag("kind", kind())
                .register(meters);
        Gauge.builder("huikan.deadlines.failing", this, Deadlines::failing)
                .description("cases whose deadline could not be handled the last time")
                .tag("kind", kind())
                .register(meters);
    }

    String kind() {
        return store.kind();
    }

    /** How many could not be handled the last time and are tried again later. */
    long failing() {
        return store.failed();
    }

    /**
     * Handles those whose deadline has come. Each is handled once, whoever else tries: it is a change of the case as it was
     * seen.
     *
     * @return how many were looked at; as many as asked for when there may be more
     */
    int goOff(Instant now, int most) {
        List<String> due = store.due(now, most);
        due.forEach(id -> guarded(id, now, one -> goOff(one, now)));
        return due.size();
    }

    /** Works out anew when each is to be looked at: the calendar was changed. */
    void rearm(Instant now) {
        store.rearmAll(one -> dates.next(one, cases.workflow().rungs()), (id, failure) -> failed(id, now, failure));
    }

    private void guarded(String id, Instant now, Consumer<T> handler) {
        try {
            store.find(id).ifPresent(handler);
        } catch (RuntimeException failure) {
            failed(id, now, failure);
        }
    }

    private void failed(String id, Instant now, RuntimeException failure) {
        if (Outage.is(failure)) {
            throw failure;
        }
        LOG.error("the deadline of {}/{} failed and is tried again later", kind(), id, failure);
        failures.increment();
        store.failed(id, now, now.plus(AFTER_FAILURE));
    }

    private void rearm(T one) {
        store.rearm(one, dates.next(one, cases.workflow().rungs()));
    }

    private void goOff(T one, Instant now) {
        Awaited awaited = one.awaited();
        if (awaited != null && awaited.what().isAtOnce()) {
            var unused = cases.settled(one);
            return;
        }
        // the rung that was climbed last, when that was cut short
        carryOut(one);
        Optional<Next> rung = dates.rung(one, cases.workflow().rungs())
                .filter(next -> !next.at().isAfter(now));
        boolean missed = dates.missed(one).filter(at -> !at.isAfter(now)).isPresent();
        if (rung.isPresent() && one.ladder() != null) {
            // when somebody else changed it meanwhile, its deadline was worked out anew with that
            cases.climb(one, rung.get().climbed(one.ladder())).ifPresent(climbed -> {
                carryOut(climbed);
                rearm(climbed);
            });
        } else if (missed && awaited != null) {
            var unused = cases.missed(one, awaited);
        } else {
            rearm(one);
        }
    }

    /**
     * What a rung brings with it beside its event. It comes after the rung was climbed, so that a case that was closed at that
     * moment gets nothing, and again until the next deadline is set, so that nothing is forgotten.
     */
    private void carryOut(T one) {
        Ladder ladder = one.ladder();
        Rung.Kind rung = ladder == null ? null : ladder.last();
        if (ladder != null && rung != null && one.open()) {
            actions.forEach(action -> action.climbed(kind(), one, rung, ladder.dueOn()));
        }
    }
}
