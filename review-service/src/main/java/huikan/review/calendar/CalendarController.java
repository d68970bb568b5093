package huikan.review.calendar;

import huikan.calendar.DayRun;
import huikan.calendar.WorkingDays;
import huikan.problem.FieldError;
import huikan.service.page.Page;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.IfMatch;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/calendar}. */
@RestController
@RequestMapping("/api/calendar")
final class CalendarController {

    private static final int LONGEST = 400;
    private static final int FARTHEST = 500;
    private static final int FIRST_YEAR = 1949;
    private static final int LAST_YEAR = 2199;

    private final Calendars calendars;
    private final Today today;

    CalendarController(Calendars calendars, Today today) {
        this.calendars = calendars;
        this.today = today;
    }

    /**
     * A day.
     *
     * @param name of the holiday that it belongs to, off or made up for
     */
    record DayView(
            LocalDate date, boolean working, @Nullable String name) {}

    record YearBody(List<DayRun> days) {}

    /**
     * The days of a year that are not what their weekday says.
     *
     * @param version 0 while nobody put the year in
     */
    record YearView(int year, CalendarYear.Source source, List<DayRun> days, long version) {
        static YearView of(CalendarYear year) {
            return new YearView(year.year(), year.source(), year.runs(), year.version());
        }
    }

    /**
     * A due date.
     *
     * @param days working days, negative for before
     */
    record DueView(LocalDate from, int days, LocalDate date) {}

    /** Each day from one to another, at most 400; by default from today on for 31 days. */
    @GetMapping
    Page<DayView> list(
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        LocalDate first = counted("from", from == null ? today.date() : from);
        LocalDate last = to == null ? first.plusDays(30) : to;
        if (last.isBefore(first) || first.plusDays(LONGEST).isBefore(last)) {
            throw HttpProblem.INVALID.because(
                    "At most " + LONGEST + " days, the last not before the first.",
                    List.of(new FieldError("", "parameter.to", last + " does not fit " + first + ".")));
        }
        WorkingDays days = calendars.workingDays();
        return Page.whole(first.datesUntil(last.plusDays(1))
                .map(day ->
                        new DayView(day, days.isWorkingDay(day), days.name(day).orElse(null)))
                .toList());
    }

    /** The n-th working day after (or before) a day. */
    @GetMapping("/due")
    DueView due(@RequestParam LocalDate from, @RequestParam int days) {
        if (Math.abs((long) days) > FARTHEST) {
            throw HttpProblem.INVALID.because(
                    "At most " + FARTHEST + " working days.",
                    List.of(new FieldError("", "parameter.days", days + " is too far.")));
        }
        return new DueView(from, days, calendars.workingDays().after(counted("from", from), days));
    }

    @GetMapping("/{year}")
    ResponseEntity<YearView> one(@PathVariable int year) {
        return answer(calendars.year(known(year)));
    }

    /** A year's days off and of make-up work, as its notice says; takes the place of what is known of that year. */
    @PutMapping("/{year}")
    ResponseEntity<YearView> put(
            @PathVariable int year,
            @RequestBody YearBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        if (!caller.isAdmin()) {
            throw CalendarProblem.NOT_AN_ADMINISTRATOR.because("The login has another role.");
        }
        CalendarYear seen = calendars.year(known(year));
        IfMatch.require(ifMatch, seen.version());
        new Violations().addAll(CalendarRules.errors(year, body.days())).refuse(CalendarProblem.INVALID);
        if (!calendars.put(seen, body.days())) {
            throw IfMatch.overtaken();
        }
        return answer(calendars.year(year));
    }

    /** A date that days can be counted from. */
    private static LocalDate counted(String parameter, LocalDate date) {
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw HttpProblem.INVALID.because(
                    "A date from " + FIRST_YEAR + " to " + LAST_YEAR + ".",
                    List.of(new FieldError("", "parameter." + parameter, date + " is too far.")));
        }
        return date;
    }

    private static int known(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw HttpProblem.NOT_FOUND.because("There is no calendar of " + year + ".");
        }
        return year;
    }

    private static ResponseEntity<YearView> answer(CalendarYear year) {
        return ResponseEntity.ok().eTag(IfMatch.etag(year.version())).body(YearView.of(year));
    }
}
