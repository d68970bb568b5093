package huikan.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Counts in working days. Where no notice says otherwise, Monday to Friday are. */
public final class WorkingDays {

    /** 1970 began on a Thursday. */
    private static final int EPOCH_AFTER_MONDAY = 3;

    private final NavigableMap<LocalDate, DayRun> exceptions = new TreeMap<>();

    public WorkingDays(Collection<DayRun> runs) {
        runs.forEach(run -> run.days().forEach(day -> exceptions.put(day, run)));
    }

    public boolean isWorkingDay(LocalDate day) {
        DayRun run = exceptions.get(day);
        if (run != null) {
            return run.kind() == DayRun.Kind.WORK;
        }
        return isWeekday(day);
    }

    private static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }

    /**
     * How many working days are left until a day is over: 0 on that day. Once it is over, the working days since, negative;
     * before the first of them it is -1, too, so that what is late is never 0.
     */
    public int left(LocalDate today, LocalDate due) {
        return due.isBefore(today) ? Math.min(-1, -between(due, today)) : between(today, due);
    }

    /** The working days after the first up to the last, in a time that does not grow with the weeks between them. */
    private int between(LocalDate first, LocalDate last) {
        long days = weekdaysUntil(last) - weekdaysUntil(first);
        for (var exception : exceptions.subMap(first, false, last, true).entrySet()) {
            if (isWeekday(exception.getKey()) != isWorkingDay(exception.getKey())) {
                days += isWorkingDay(exception.getKey()) ? 1 : -1;
            }
        }
        return Math.toIntExact(days);
    }

    /** Monday to Friday, this day included, since the Monday before 1970. */
    private static long weekdaysUntil(LocalDate day) {
        long since = day.toEpochDay() + EPOCH_AFTER_MONDAY;
        return Math.floorDiv(since, 7L) * 5 + Math.min(Math.floorMod(since, 7L) + 1, 5);
    }

    /**
     * The n-th working day after a day, which is not counted itself, as periods are counted in law; before it, when n is
     * negative; the day itself for 0.
     */
    public LocalDate after(LocalDate day, int n) {
        int step = n < 0 ? -1 : 1;
        LocalDate reached = day;
        for (int left = Math.abs(n); left > 0; ) {
            reached = reached.plusDays(step);
            if (isWorkingDay(reached)) {
                left--;
            }
        }
        return reached;
    }

    /** The holiday that a day belongs to, as a day off or of make-up work. */
    public Optional<String> name(LocalDate day) {
        return Optional.ofNullable(exceptions.get(day)).map(DayRun::name);
    }
}
