package huikan.review.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts in working days. Where no notice says otherwise, Monday to Friday are. */
public final class WorkingDays {

    private final Map<LocalDate, DayRun> exceptions = new HashMap<>();

    WorkingDays(Collection<DayRun> runs) {
        runs.forEach(run -> run.days().forEach(day -> exceptions.put(day, run)));
    }

    public boolean isWorkingDay(LocalDate day) {
        DayRun run = exceptions.get(day);
        if (run != null) {
            return run.kind() == DayRun.Kind.WORK;
        }
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
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
    Optional<String> name(LocalDate day) {
        return Optional.ofNullable(exceptions.get(day)).map(DayRun::name);
    }
}
