package huikan.calendar;

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

    /** What counts day by day says the same. */
    @ParameterizedTest
    @CsvSource({"2024-01-01, 2024-12-31", "2019-03-01, 2026-11-26", "2024-02-04, 2024-02-18", "2031-05-02, 2031-05-05"})
    void days_between_are_those_that_are_counted_one_by_one(LocalDate from, LocalDate to) {
        long counted = from.plusDays(1)
                .datesUntil(to.plusDays(1))
                .filter(DAYS::isWorkingDay)
                .count();
        assertThat(DAYS.left(from, to)).isEqualTo((int) counted);
        assertThat(DAYS.left(to, from)).isEqualTo((int) Math.min(-1, -counted));
    }

    @ParameterizedTest
    @CsvSource({
        // due on a Friday, and looked at from the day before to the Tuesday after
        "2024-06-13, 1",
        "2024-06-14, 0",
        "2024-06-15, -1",
        "2024-06-17, -1",
        "2024-06-18, -2"
    })
    void what_is_late_is_never_none_left(LocalDate today, int left) {
        assertThat(DAYS.left(today, LocalDate.of(2024, 6, 14))).isEqualTo(left);
    }

    /** As published beside the notices; they know nothing of the table. */
    @ParameterizedTest
    @CsvSource({"2023, 249", "2024, 251", "2025, 248", "2026, 248"})
    void a_year_has_as_many_working_days_as_people_count(int year, int expected) {
        LocalDate first = LocalDate.of(year, 1, 1);
        assertThat(first.datesUntil(first.plusYears(1)).filter(DAYS::isWorkingDay))
                .hasSize(expected);
    }
}
