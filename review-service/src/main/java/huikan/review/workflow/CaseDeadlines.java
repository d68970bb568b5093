package huikan.review.workflow;

import huikan.review.workflow.EscalationRules.Next;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The deadlines of the cases of one kind: the rungs of their ladders, and what they wait for. */
final class CaseDeadlines<T extends Record & Case<S>, S extends Enum<S> & State> implements DueItems {

    private final Cases<T, S> cases;
    private final CaseStore<T, S> store;
    private final DueDates dates;
    private final RungAction action;

    CaseDeadlines(Cases<T, S> cases, DueDates dates, RungAction action) {
        this.cases = cases;
        this.store = cases.store();
        this.dates = dates;
        this.action = action;
    }

    @Override
    public String kind() {
        return store.kind();
    }

    @Override
    public List<String> due(Instant now, int most) {
        return store.due(now, most);
    }

    @Override
    public Instant known() {
        return cases.workflow().known().get();
    }

    /** Once, whoever else tries: it is a change of the case as it was seen. */
    @Override
    public void goOff(String id, Instant now) {
        store.findDue(id, now).filter(cases.workflow().newsOf().negate()).ifPresent(one -> goOff(one, now));
    }

    @Override
    public void rearm(Instant now, BiConsumer<String, RuntimeException> failed) {
        store.rearmAll(one -> dates.next(one, cases.workflow().rungs()), failed);
    }

    @Override
    public void failed(String id, Instant now, Instant again) {
        store.failed(id, now, again);
    }

    @Override
    public long failing() {
        return store.failing();
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
            one.overseers().stream()
                    .findFirst()
                    .filter(superior -> !superior.equals(one.unit()))
                    .ifPresent(superior -> action.climbed(kind(), one, rung, ladder.dueOn()));
        }
    }
}
