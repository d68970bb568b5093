package huikan.submission.schedule;

import huikan.calendar.WorkingDays;
import huikan.submission.cycle.CycleBody.Period;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;

/** How long the periods are that follow each other without a gap. */
enum Every {
    YEAR {
        @Override
        Period of(LocalDate day, WorkingDays calendar) {
            return new Period(
                    day.with(TemporalAdjusters.firstDayOfYear()), day.with(TemporalAdjusters.lastDayOfYear()));
        }

        @Override
        String label(Period period) {
            return String.valueOf(period.to().getYear());
        }
    },
    QUARTER {
        @Override
        Period of(LocalDate day, WorkingDays calendar) {
            LocalDate first = day.with(IsoFields.DAY_OF_QUARTER, 1L);
            return new Period(first, first.plusMonths(MONTHS).minusDays(1));
        }

        @Override
        String label(Period period) {
            return period.to().getYear() + "-Q" + period.to().get(IsoFields.QUARTER_OF_YEAR);
        }
    },
    MONTH {
        @Override
        Period of(LocalDate day, WorkingDays calendar) {
            return new Period(
                    day.with(TemporalAdjusters.firstDayOfMonth()), day.with(TemporalAdjusters.lastDayOfMonth()));
        }

        @Override
        String label(Period period) {
            return period.to().format(DateTimeFormatter.ofPattern("yyyy-MM"));
        }
    },
    /** Monday to Sunday. */
    WEEK {
        @Override
        Period of(LocalDate day, WorkingDays calendar) {
            return new Period(
                    day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)),
                    day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY)));
        }

        @Override
        String label(Period period) {
            return "%d-W%02d"
                    .formatted(
                            period.to().get(IsoFields.WEEK_BASED_YEAR),
                            period.to().get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
        }
    },
    /** Each working day, with the days off before it: what happened at the weekend is in Monday's. */
    DAY {
        @Override
        Period of(LocalDate day, WorkingDays calendar) {
            LocalDate end = calendar.isWorkingDay(day) ? day : calendar.after(day, 1);
            return new Period(calendar.after(end, -1).plusDays(1), end);
        }

        @Override
        String label(Period period) {
            return period.to().toString();
        }
    };

    private static final int MONTHS = 3;

    /** The period that a day is in. */
    abstract Period of(LocalDate day, WorkingDays calendar);

    /** As the id of a cycle ends. */
    abstract String label(Period period);

    Period next(Period period, WorkingDays calendar) {
        return of(period.to().plusDays(1), calendar);
    }
}
