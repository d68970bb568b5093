package huikan.analytics.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.analytics.metrics.Periods.By;
import huikan.analytics.metrics.Periods.Covered;
import huikan.analytics.metrics.Periods.Period;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodsTest {

    private static Period period(String from, String to) {
        return new Period(LocalDate.parse(from), LocalDate.parse(to));
    }

    @ParameterizedTest
    @CsvSource({
        "MONTH,2024-02-17,2024-02-01,2024-02-29,2024-02",
        "QUARTER,2023-06-30,2023-04-01,2023-06-30,2023-Q2",
        "HALF_YEAR,2023-07-01,2023-07-01,2023-12-31,2023-H2",
        "HALF_YEAR,2023-01-01,2023-01-01,2023-06-30,2023-H1",
        "YEAR,2023-12-31,2023-01-01,2023-12-31,2023"
    })
    void a_day_is_in_one_period_of_the_calendar(By by, LocalDate day, String from, String to, String name) {
        assertThat(by.of(day)).isEqualTo(period(from, to));
        assertThat(by.name(by.of(day))).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-02-01,2024-02-29,2023-02-01,2023-02-28",
        "2025-02-01,2025-02-28,2024-02-01,2024-02-29",
        "2023-01-01,2023-12-31,2022-01-01,2022-12-31",
        "2024-03-04,2024-03-10,2023-03-04,2023-03-10"
    })
    void the_year_before_a_month_that_ends_is_a_month_that_ends(String from, String to, String before, String end) {
        assertThat(period(from, to).yearBefore()).isEqualTo(period(before, end));
    }

    @Test
    void periods_cover_another_wholly_in_part_or_twice() {
        Period year = period("2023-01-01", "2023-12-31");
        Period first = period("2023-01-01", "2023-06-30");
        Period second = period("2023-07-01", "2023-12-31");
        assertThat(Periods.covered(year, List.of(second, first))).isEqualTo(Covered.WHOLE);
        assertThat(Periods.covered(year, List.of(year))).isEqualTo(Covered.WHOLE);
        assertThat(Periods.covered(year, List.of(first))).isEqualTo(Covered.PART);
        assertThat(Periods.covered(year, List.of(second))).isEqualTo(Covered.PART);
        assertThat(Periods.covered(year, List.of(first, period("2023-07-02", "2023-12-31"))))
                .isEqualTo(Covered.PART);
        assertThat(Periods.covered(year, List.of(first, second, year))).isEqualTo(Covered.TWICE);
        assertThat(Periods.covered(year, List.of(first, period("2023-06-30", "2023-12-31"))))
                .isEqualTo(Covered.TWICE);
    }
}
