package huikan.review.workflow;

import huikan.review.calendar.Calendars;
import huikan.review.calendar.Today;
import huikan.review.workflow.EscalationRules.Next;
import huikan.service.request.Violations;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When the deadlines of a case are looked at: at the next rung of its due date, and when what it waits for did not come. */
@Component
public class DueDates {

    private final Calendars calendars;
    private final SupervisionSettings settings;
    private final Today today;

    DueDates(Calendars calendars, SupervisionSettings settings, Today today) {
        this.calendars = calendars;
        this.settings = settings;
        this.today = today;
    }

    /** The next of both; null when there is none. */
    @Nullable
    Instant next(Case<?> one, List<Rung> rungs) {
        Instant rung = rung(one, rungs).map(Next::at).orElse(null);
        Instant missed = missed(one).orElse(null);
        if (rung == null || missed == null) {
            return rung == null ? missed : rung;
        }
        return rung.isBefore(missed) ? rung : missed;
    }

    /** The next rung of an open case's ladder. */
    Optional<Next> rung(Case<?> one, List<Rung> rungs) {
        Ladder ladder = one.ladder();
        return ladder == null || !one.open() ? Optional.empty() : rung(ladder, rungs);
    }

    /** The next rung of a ladder, come or not. */
    public Optional<Next> rung(Ladder ladder, List<Rung> rungs) {
        return EscalationRules.next(ladder, rungs, calendars.workingDays(), settings.hour());
    }

    /** When what it waits for is missed: on the working day after. */
    Optional<Instant> missed(Case<?> one) {
        Awaited awaited = one.awaited();
        if (awaited != null && awaited.what().isAtOnce()) {
            return Optional.of(Instant.EPOCH);
        }
        return awaited == null || awaited.urged()
                ? Optional.empty()
                : Optional.of(Today.at(calendars.workingDays().after(awaited.dueOn(), 1), settings.hour()));
    }

    /** Something that is to come within so many working days from today. */
    public Awaited within(Awaited.What what, int workingDays, Act act) {
        return new Awaited(what, after(act.today(), workingDays), false);
    }

    /**
     * The same within something that is due itself: then that is the last day.
     *
     * @param whole null, or a day that is over, for no such bound
     */
    public Awaited within(Awaited.What what, int workingDays, Act act, @Nullable LocalDate whole) {
        Awaited next = within(what, workingDays, act);
        return whole != null && whole.isBefore(next.dueOn()) && !whole.isBefore(act.today())
                ? new Awaited(what, whole, false)
                : next;
    }

    /** The date so many working days after another. */
    public LocalDate after(LocalDate day, int workingDays) {
        return calendars.workingDays().after(day, workingDays);
    }

    /** A check of a move that is made before the due date, where there is one. */
    public static void notPast(Case<?> seen, Record request, Act act, Violations violations) {
        violations.notBefore("/dueOn", seen.dueOn(), act.today());
    }

    /** Asia/Shanghai. */
    public LocalDate today() {
        return today.date();
    }
}
