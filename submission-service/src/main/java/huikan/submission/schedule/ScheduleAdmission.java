package huikan.submission.schedule;

import huikan.problem.FieldError;
import huikan.service.problem.ProblemException;
import huikan.service.request.Violations;
import huikan.submission.calendar.Calendars;
import huikan.submission.cycle.CycleBody;
import huikan.submission.cycle.CyclePlans;
import huikan.submission.schedule.Schedule.CycleDay;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** What a schedule must be: so that its first cycle could be issued. */
@Component
class ScheduleAdmission {

    static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");
    /** With its label it is the id of a cycle. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,50}");

    private static final int MOST_WORKING_DAYS = 250;
    private static final int MOST_YEARS = 10;

    private static final Set<String> DAYS_OF_CYCLE = Set.of("/opensOn", "/dueOn", "/closesOn");

    private final CyclePlans plans;
    private final Calendars calendars;
    private final Clock clock;

    ScheduleAdmission(CyclePlans plans, Calendars calendars, Clock clock) {
        this.plans = plans;
        this.calendars = calendars;
        this.clock = clock;
    }

    /** @throws ProblemException 422 */
    void refuse(String id, Schedule one) {
        Violations errors = new Violations();
        errors.addIf(!ID.matcher(id).matches(), "/id", "text.malformed", "An id is " + ID.pattern() + ".");
        errors.addIf(!id.equals(one.id()), "/id", "schedule.id", "The path says " + id + ".");
        LocalDate today = LocalDate.ofInstant(clock.instant(), PLACE);
        errors.notBefore("/from", one.from(), today.minusYears(1));
        errors.notAfter("/from", one.from(), today.plusYears(MOST_YEARS));
        errors.addIf(
                one.until() != null && one.until().isBefore(one.from()),
                "/until",
                "date.order",
                "It ends before it begins.");
        day(errors, "/opens", one.opens(), one.every());
        day(errors, "/due", one.due(), one.every());
        day(errors, "/closes", one.closes(), one.every());
        errors.refuse(ScheduleProblem.INVALID);
        CycleBody first = one.cycle(one.every().of(one.from(), calendars.workingDays()), calendars.workingDays());
        try {
            plans.of(first);
        } catch (ProblemException refused) {
            throw refused.problem()
                    .because(
                            "Its first cycle would be " + first.id() + ". " + refused.detail(),
                            refused.errors().stream()
                                    .map(ScheduleAdmission::here)
                                    .toList());
        }
    }

    /** What a cycle calls {@code dueOn} is {@code due} here. */
    private static FieldError here(FieldError ofCycle) {
        String pointer = ofCycle.pointer();
        return new FieldError(
                DAYS_OF_CYCLE.contains(pointer) ? pointer.substring(0, pointer.length() - "On".length()) : pointer,
                ofCycle.code(),
                ofCycle.message());
    }

    private static void day(Violations errors, String pointer, CycleDay day, Every every) {
        errors.addIf(
                (day.workingDays() == null) == (day.monthDay() == null),
                pointer,
                "schedule.day",
                "Either so many working days, or a day of the year.");
        errors.addIf(
                day.monthDay() != null && every != Every.YEAR,
                pointer + "/monthDay",
                "schedule.day",
                "A day of the year is for what is issued once a year.");
        if (day.workingDays() != null) {
            errors.within(pointer + "/workingDays", day.workingDays(), -MOST_WORKING_DAYS, MOST_WORKING_DAYS);
        }
    }
}
