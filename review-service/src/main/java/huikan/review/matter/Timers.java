package huikan.review.matter;

import static java.util.Objects.requireNonNull;

import huikan.events.SupervisionEvent.EscalationClimbed;
import huikan.review.matter.EscalationRules.Next;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * The timers of the things of one kind: the rungs of their ladders, and what they wait for.
 *
 * @param <S> states
 * @param <T> things
 * @param <M> moves
 */
public final class Timers<S extends Enum<S>, T extends Record & Matter<S>, M extends Enum<M> & Move<S>>
        implements Timed {

    private final Matters<S, T> matters;
    private final Desk<S, T, M> desk;
    private final Agenda agenda;
    private final Steps<T, M> steps;

    /**
     * What the timers of a kind do.
     *
     * @param rungs of the ladder
     * @param escalate the move of a rung
     * @param climbed the thing on its next rung
     * @param actions what a rung brings with it
     * @param urge the move that says that what was awaited did not come
     * @param urged the thing after that
     * @param missed what is done instead of urging; true when it was
     */
    public record Steps<T, M>(
            List<Rung> rungs,
            M escalate,
            BiFunction<T, Ladder, T> climbed,
            List<RungAction> actions,
            M urge,
            UnaryOperator<T> urged,
            Missed<T> missed) {}

    /** What else may follow when what is awaited does not come. */
    @FunctionalInterface
    public interface Missed<T> {
        /** True when it was dealt with. */
        boolean dealtWith(T thing, Awaited awaited);
    }

    public Timers(Matters<S, T> matters, Desk<S, T, M> desk, Agenda agenda, Steps<T, M> steps) {
        this.matters = matters;
        this.desk = desk;
        this.agenda = agenda;
        this.steps = steps;
    }

    @Override
    public String kind() {
        return matters.kind();
    }

    @Override
    public int goOff(Instant now, int most) {
        return matters.due(now, most, one -> goOff(one, now));
    }

    @Override
    public void rearm() {
        matters.rearm(one -> agenda.next(one, steps.rungs));
    }

    private void goOff(T one, Instant now) {
        Optional<Next> rung =
                agenda.rung(one, steps.rungs).filter(next -> !next.at().isAfter(now));
        Optional<Instant> missed = agenda.missed(one).filter(at -> !at.isAfter(now));
        if (rung.isPresent()) {
            climb(one, rung.get());
        } else if (missed.isPresent()) {
            miss(one, requireNonNull(one.awaited()));
        } else {
            // the calendar was changed since it was armed
            matters.rearm(one, agenda.next(one, steps.rungs));
        }
    }

    private void climb(T one, Next rung) {
        Ladder ladder = requireNonNull(one.ladder());
        steps.actions.forEach(action -> action.climbing(kind(), one, rung.kind(), ladder.dueOn()));
        tell(one, steps.escalate, steps.climbed.apply(one, rung.climbed(ladder)), rung.kind(), ladder.dueOn());
    }

    private void miss(T one, Awaited awaited) {
        if (!steps.missed.dealtWith(one, awaited)) {
            tell(one, steps.urge, steps.urged.apply(one), Rung.Kind.URGE_NOTICE, awaited.dueOn());
        }
    }

    /** When somebody else changed it meanwhile, its timer was worked out anew with that. */
    private void tell(T seen, M move, T after, Rung.Kind rung, LocalDate dueOn) {
        var unused = desk.doneBySystem(
                seen,
                move,
                after,
                Person.TIMER,
                (stored, step) -> new EscalationClimbed(
                        stored.id(), kind(), stored.unit(), stored.above(), rung.name(), dueOn, step));
    }
}
