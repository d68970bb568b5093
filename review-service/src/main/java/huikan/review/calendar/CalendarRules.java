package huikan.review.calendar;

import huikan.calendar.DayRun;
import huikan.problem.FieldError;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What a year's days must satisfy. */
final class CalendarRules {

    private static final int MOST_RUNS = 366;
    private static final int LONGEST_NAME = 100;

    private CalendarRules() {}

    static List<FieldError> errors(int year, List<DayRun> runs) {
        List<FieldError> errors = new ArrayList<>();
        if (runs.size() > MOST_RUNS) {
            errors.add(new FieldError("/days", "days.count", "A year has at most " + MOST_RUNS + " rows."));
            return errors;
        }
        Set<LocalDate> seen = new HashSet<>();
        for (int i = 0; i < runs.size(); i++) {
            check(year, runs.get(i), "/days/" + i, seen, errors);
        }
        return errors;
    }

    private static void check(int year, DayRun run, String at, Set<LocalDate> seen, List<FieldError> errors) {
        if (run.from().getYear() != year || run.to().getYear() != year) {
            errors.add(new FieldError(at, "date.other-year", "All days of this calendar are in " + year + "."));
            return;
        }
        if (run.to().isBefore(run.from())) {
            errors.add(new FieldError(at + "/to", "date.order", run.to() + " is before " + run.from() + "."));
            return;
        }
        if (run.name().isBlank() || run.name().length() > LONGEST_NAME) {
            errors.add(new FieldError(at + "/name", "text.length", "1 to " + LONGEST_NAME + " characters."));
        }
        run.days().forEach(day -> {
            if (!seen.add(day)) {
                errors.add(new FieldError(at, "date.twice", day + " is named twice."));
            }
            if (run.kind() == DayRun.Kind.WORK && !isWeekend(day)) {
                errors.add(new FieldError(at, "date.weekday", day + " is a " + day.getDayOfWeek() + " anyhow."));
            }
        });
    }

    private static boolean isWeekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }
}
