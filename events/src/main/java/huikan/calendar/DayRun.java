package huikan.calendar;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.util.stream.Stream;

/**
 * Days in a row that are not what their weekday says.
 *
 * @param to the last of them
 * @param name of the holiday that they belong to, e.g. 春节
 */
public record DayRun(LocalDate from, LocalDate to, Kind kind, String name) {

    public DayRun {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        requireNonNull(kind, "kind");
        requireNonNull(name, "name");
    }

    /** What such a day is. */
    public enum Kind {
        /** A day off, whatever its weekday. */
        REST,
        /** Make-up work on a weekend (调休). */
        WORK
    }

    /** Each of them. */
    public Stream<LocalDate> days() {
        return from.datesUntil(to.plusDays(1));
    }
}
