package huikan.review.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.calendar.DayRun;
import huikan.calendar.Notices;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CalendarRulesTest {

    private static final Map<Integer, List<DayRun>> NOTICES = Notices.read();

    @Test
    void the_notices_name_each_day_once_and_make_up_for_weekends_only() {
        NOTICES.forEach((year, runs) ->
                assertThat(CalendarRules.errors(year, runs)).as("%d", year).isEmpty());
        assertThat(NOTICES.keySet()).contains(2024, 2025, 2026);
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
