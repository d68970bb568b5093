package huikan.submission.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.calendar.WorkingDays;
import huikan.submission.cycle.CycleBody;
import huikan.submission.cycle.CycleBody.Period;
import huikan.submission.cycle.CycleBody.Scope;
import huikan.submission.version.Versioned;
import java.time.LocalDate;
import java.time.MonthDay;
import org.jspecify.annotations.Nullable;

/**
 * A form that is issued for one period after the other. All dates are Asia/Shanghai.
 *
 * @param version see {@link Versioned}
 * @param from the first period is the one that this day is in
 * @param until no period that begins later is issued; null for no end
 * @param opens from when on a filing is taken
 * @param due until when it is on time
 * @param closes until when it is taken
 * @param agencies who owes it, as the directory has them when it is issued
 */
public record Schedule(
        String id,
        int version,
        String form,
        Every every,
        LocalDate from,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable LocalDate until,
        CycleDay opens,
        CycleDay due,
        CycleDay closes,
        Scope agencies)
        implements Versioned<Schedule> {

    /**
     * A day of a cycle.
     *
     * @param workingDays so many after the last day of the period; that day itself for 0, before it where it is negative
     * @param monthDay instead of that: this day, the first one after the period, such as {@code --01-31}
     */
    public record CycleDay(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer workingDays,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            MonthDay monthDay) {

        LocalDate after(LocalDate end, WorkingDays calendar) {
            if (monthDay == null) {
                return calendar.after(end, workingDays == null ? 0 : workingDays);
            }
            LocalDate sameYear = monthDay.atYear(end.getYear());
            return sameYear.isAfter(end) ? sameYear : monthDay.atYear(end.getYear() + 1);
        }
    }

    /** The cycle of a period. */
    CycleBody cycle(Period period, WorkingDays calendar) {
        LocalDate end = period.to();
        return new CycleBody(
                id + "-" + every.label(period),
                form,
                period,
                opens.after(end, calendar),
                due.after(end, calendar),
                closes.after(end, calendar),
                agencies);
    }

    boolean has(Period period) {
        return until == null || !period.from().isAfter(until);
    }

    @Override
    public Schedule numbered(int number) {
        return new Schedule(id, number, form, every, from, until, opens, due, closes, agencies);
    }
}
