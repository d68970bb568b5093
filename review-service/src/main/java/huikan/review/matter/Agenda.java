package huikan.review.matter;

import huikan.review.calendar.Calendars;
import huikan.review.calendar.Today;
import huikan.review.matter.EscalationRules.Next;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** When the timers of a thing go off: at the next rung of its due date, and when what it waits for did not come. */
@Component
public class Agenda {

    private final Calendars calendars;
    private final SupervisionSettings settings;
    private final Today today;

    Agenda(Calendars calendars, SupervisionSettings settings, Today today) {
        this.calendars = calendars;
        this.settings = settings;
        this.today = today;
    }

    /** The next of both; null when there is none. */
    @Nullable
    public Instant next(Matter<?> one, List<Rung> rungs) {
        Instant rung = rung(one, rungs).map(Next::at).orElse(null);
        Instant missed = missed(one).orElse(null);
        if (rung == null || missed == null) {
            return rung == null ? missed : rung;
        }
        return rung.isBefore(missed) ? rung : missed;
    }

    /** The next rung of an open thing's ladder. */
    Optional<Next> rung(Matter<?> one, List<Rung> rungs) {
        Ladder ladder = one.ladder();
        return ladder == null || !one.open()
                ? Optional.empty()
                : EscalationRules.next(ladder, rungs, calendars.workingDays(), settings.hour());
    }

    /** When what it waits for is missed: on the working day after. */
    Optional<Instant> missed(Matter<?> one) {
        Awaited awaited = one.awaited();
        if (awaited != null && awaited.what().isAtOnce()) {
            return Optional.of(Instant.EPOCH);
        }
        return awaited == null || awaited.urged()
                ? Optional.empty()
                : Optional.of(Today.at(calendars.workingDays().after(awaited.dueOn(), 1), settings.hour()));
    }

    /** Something that is to come within so many working days from today. */
    public Awaited within(Awaited.What what, int workingDays) {
        return new Awaited(what, inWorkingDays(workingDays), false);
    }

    /** The date in so many working days from today. */
    public LocalDate inWorkingDays(int workingDays) {
        return calendars.workingDays().after(today.date(), workingDays);
    }

    /** The date so many working days after another. */
    public LocalDate after(LocalDate day, int workingDays) {
        return calendars.workingDays().after(day, workingDays);
    }

    public LocalDate date() {
        return today.date();
    }

    public Instant now() {
        return today.now();
    }
}
