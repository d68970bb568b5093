package huikan.analytics.metrics;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Calendar periods, and how the periods of cycles fill them. */
final class Periods {

    private Periods() {}

    /**
     * @param from its first day
     * @param to its last day
     */
    record Period(LocalDate from, LocalDate to) {

        boolean contains(Period other) {
            return !other.from.isBefore(from) && !other.to.isAfter(to);
        }

        /** The same days of the year before; the last day of a month stays one. */
        Period yearBefore() {
            return new Period(from.minusYears(1), yearBefore(to));
        }

        private static LocalDate yearBefore(LocalDate last) {
            YearMonth month = YearMonth.from(last).minusYears(1);
            return last.equals(YearMonth.from(last).atEndOfMonth()) ? month.atEndOfMonth() : last.minusYears(1);
        }
    }

    /** By which periods a series goes. */
    enum By {
        CYCLE,
        MONTH,
        QUARTER,
        HALF_YEAR,
        YEAR;

        private int months() {
            return switch (this) {
                case CYCLE -> 0;
                case MONTH -> 1;
                case QUARTER -> 3;
                case HALF_YEAR -> 6;
                case YEAR -> 12;
            };
        }

        /** The calendar period that a day is in; of a cycle it has none. */
        Period of(LocalDate day) {
            int first = (day.getMonthValue() - 1) / months() * months() + 1;
            YearMonth start = YearMonth.of(day.getYear(), first);
            return new Period(start.atDay(1), start.plusMonths(months() - 1L).atEndOfMonth());
        }

        /** What it is called: 2023-05, 2023-Q2, 2023-H1, 2023. */
        String name(Period period) {
            LocalDate from = period.from();
            return switch (this) {
                case CYCLE -> from + "/" + period.to();
                case MONTH -> YearMonth.from(from).toString();
                case QUARTER -> from.getYear() + "-Q" + from.get(IsoFields.QUARTER_OF_YEAR);
                case HALF_YEAR -> from.getYear() + (from.getMonth() == Month.JANUARY ? "-H1" : "-H2");
                case YEAR -> Integer.toString(from.getYear());
            };
        }
    }

    /** How much of a period some others are. */
    enum Covered {
        WHOLE,
        /** Days are missing. */
        PART,
        /** Some days are in two of them, and would count twice. */
        TWICE
    }

    static Covered covered(Period period, Collection<Period> by) {
        List<Period> sorted =
                by.stream().sorted(Comparator.comparing(Period::from)).toList();
        LocalDate next = period.from();
        boolean isWhole = true;
        for (Period one : sorted) {
            if (one.from().isBefore(next)) {
                return Covered.TWICE;
            }
            isWhole &= one.from().equals(next);
            next = one.to().plusDays(1);
        }
        return isWhole && next.equals(period.to().plusDays(1)) ? Covered.WHOLE : Covered.PART;
    }
}
