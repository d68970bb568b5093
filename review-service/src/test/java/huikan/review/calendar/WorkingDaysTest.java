package huikan.review.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingDaysTest {

    private static final Map<Integer, List<DayRun>> NOTICES = Notices.read();
    private static final WorkingDays DAYS =
            new WorkingDays(NOTICES.values().stream().flatMap(List::stream).toList());

    @ParameterizedTest
    @CsvSource({
        // over the Spring Festival of 2024: off from 10 to 17 February, made up for on 4 and 18 February
        "2024-02-09, 1, 2024-02-18",
        "2024-02-09, 3, 2024-02-20",
        "2024-02-20, -3, 2024-02-09",
        // a Sunday of make-up work counts
        "2024-02-02, 1, 2024-02-04",
        // from a day off on
        "2024-10-03, 1, 2024-10-08",
        "2024-10-08, -1, 2024-09-30",
        "2024-10-11, 1, 2024-10-12",
        // nothing but a weekend
        "2024-06-14, 1, 2024-06-17",
        "2024-06-14, 0, 2024-06-14"
    })
    void days_are_counted_as_people_work(LocalDate from, int n, LocalDate expected) {
        assertThat(DAYS.after(from, n)).isEqualTo(expected);
    }

    @Test
    void a_year_that_nobody_announced_has_its_weekends_off() {
        assertThat(DAYS.after(LocalDate.of(2031, 5, 2), 1)).isEqualTo(LocalDate.of(2031, 5, 5));
    }

    @Test
    void the_notices_name_each_day_once_and_make_up_for_weekends_only() {
        NOTICES.forEach((year, runs) ->
                assertThat(CalendarRules.errors(year, runs)).as("%d", year).isEmpty());
        assertThat(NOTICES.keySet()).contains(2024, 2025, 2026);
    }

    /** As published beside the notices; they know nothing of the table. */
    @ParameterizedTest
    @CsvSource({"2023, 249", "2024, 251", "2025, 248", "2026, 248"})
    void a_year_has_as_many_working_days_as_people_count(int year, int expected) {
        LocalDate first = LocalDate.of(year, 1, 1);
        assertThat(first.datesUntil(first.plusYears(1)).filter(DAYS::isWorkingDay))
                .hasSize(expected);
    }

    @Test
    void a_calendar_that_contradicts_itself_is_refused_with_every_reason() {
        LocalDate monday = LocalDate.of(2031, 5, 5);
        List<DayRun> runs = List.of(
                new DayRun(monday, monday, DayRun.Kind.WORK, "x"),
                new DayRun(monday, monday.plusDays(1), DayRun.Kind.REST, " "),
                new DayRun(monday, monday.minusDays(1), DayRun.Kind.REST, "x"),
                new DayRun(monday.plusYears(1), monday.plusYears(1), DayRun.Kind.REST, "x"));
        assertThat(CalendarRules.errors(2031, runs))
                .extracting(error -> error.pointer() + " " + error.code())
                .containsExactly(
                        "/days/0 date.weekday",
                        "/days/1/name text.length",
                        "/days/1 date.twice",
                        "/days/2/to date.order",
                        "/days/3 date.other-year");
    }
}
