package huikan.analytics.metrics;

import static huikan.analytics.metrics.Values.RATE;
import static huikan.analytics.metrics.Values.count;
import static huikan.analytics.metrics.Values.counted;
import static huikan.analytics.metrics.Values.rated;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.analytics.metrics.IndicatorValue.Rate;
import huikan.analytics.metrics.IndicatorValue.Total;
import huikan.analytics.metrics.IndicatorValue.Why;
import huikan.analytics.metrics.Periods.By;
import huikan.analytics.metrics.Periods.Covered;
import huikan.analytics.metrics.SeriesController.Point;
import huikan.analytics.rollup.Basis;
import huikan.analytics.rollup.Rollup;
import huikan.analytics.rollup.Sums;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.OverTime;
import huikan.events.Line;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesTest {

    private final List<CycleIssued> cycles = new ArrayList<>();
    private final Map<String, Rollup> sums = new HashMap<>();

    private void cycle(LocalDate from, LocalDate to, Definition definition, Sums counted) {
        String id = from + "/" + to;
        cycles.add(new CycleIssued(id, "form", Line.TERRITORY, from, to, to, to, to, List.of(definition)));
        sums.put(
                id,
                new Rollup(
                        id,
                        "210000-gov",
                        null,
                        List.of(),
                        3,
                        1,
                        0,
                        0,
                        new TreeMap<>(Map.of(Basis.APPROVED, counted)),
                        Instant.EPOCH));
    }

    private void month(int year, int month, Definition definition, Sums counted) {
        YearMonth of = YearMonth.of(year, month);
        cycle(of.atDay(1), of.atEndOfMonth(), definition, counted);
    }

    private List<Point> points(By by, String indicator) {
        return SeriesController.points(by, cycles, sums, Basis.APPROVED, indicator);
    }

    private static long total(Point point) {
        return ((Total) point.value()).exact();
    }

    @ParameterizedTest
    @CsvSource({"SUM,78", "LAST,12", "FIRST,1"})
    void the_months_of_a_year_become_one_by_the_indicators_rule_over_time(OverTime rule, long expected) {
        for (int month = 1; month <= 12; month++) {
            month(2023, month, count(Consolidation.SUM, rule), counted(month, 2));
        }
        assertThat(points(By.CYCLE, "A")).hasSize(12);
        Point year = points(By.YEAR, "A").getFirst();
        assertThat(total(year)).isEqualTo(expected);
        assertThat(year.period()).isEqualTo("2023");
        assertThat(year.cycles()).hasSize(12);
        assertThat(year.covered()).isEqualTo(Covered.WHOLE);
        assertThat(year.filings().expected()).isEqualTo(36);
        assertThat(year.filings().counted()).isEqualTo(24);
        assertThat(points(By.QUARTER, "A")).extracting(Point::period).endsWith("2023-Q4");
    }

    @Test
    void a_rate_over_a_year_is_the_sum_of_its_numerators_over_that_of_its_denominators() {
        month(2023, 1, RATE, rated(1, 2));
        month(2023, 2, RATE, rated(0, 98));
        Point year = points(By.YEAR, "R").getFirst();
        assertThat(((Rate) year.value()).rate()).isEqualTo("1.00");
        assertThat(year.covered()).isEqualTo(Covered.PART);
    }

    @Test
    void what_several_periods_may_share_has_a_bound_and_what_is_of_one_period_only_has_nothing() {
        month(2023, 1, count(Consolidation.SUM, OverTime.SUM_DISTINCT), counted(5, 1));
        month(2023, 2, count(Consolidation.SUM, OverTime.SUM_DISTINCT), counted(6, 1));
        Total shared = (Total) points(By.YEAR, "A").getFirst().value();
        assertThat(shared.total()).isNull();
        assertThat(shared.atMost()).isEqualTo(11);
        assertThat(total(points(By.MONTH, "A").getFirst())).isEqualTo(5);

        cycles.clear();
        month(2023, 1, count(Consolidation.SUM, OverTime.NONE), counted(5, 1));
        month(2023, 2, count(Consolidation.SUM, OverTime.NONE), counted(6, 1));
        Total none = (Total) points(By.YEAR, "A").getFirst().value();
        assertThat(none.total()).isNull();
        assertThat(none.atMost()).isNull();
        assertThat(IndicatorValue.over(
                        new Definition("R", RATE.type(), RATE.consolidation(), RATE.numerator(), RATE.denominator()),
                        List.of(rated(1, 2), rated(1, 2))))
                .isEqualTo(new Rate("N/A", 0, 0, 2, Why.ONE_PERIOD));
    }

    @Test
    void days_that_are_in_two_cycles_are_not_counted_twice() {
        month(2023, 1, count(Consolidation.SUM, OverTime.SUM), counted(5, 1));
        cycle(
                LocalDate.of(2023, 1, 1),
                LocalDate.of(2023, 12, 31),
                count(Consolidation.SUM, OverTime.SUM),
                counted(70, 1));
        Point year = points(By.YEAR, "A").getFirst();
        assertThat(year.covered()).isEqualTo(Covered.TWICE);
        assertThat(year.value()).isNull();
        // a year is in no month
        assertThat(points(By.MONTH, "A")).extracting(Point::period).containsExactly("2023-01");
    }

    @Test
    void a_period_is_compared_with_the_same_of_the_year_before() {
        Definition definition = count(Consolidation.SUM, OverTime.SUM);
        month(2023, 2, definition, counted(80, 1));
        month(2024, 2, definition, counted(60, 1));
        month(2025, 2, count(Consolidation.SUM, OverTime.LAST), counted(0, 0));
        month(2026, 2, definition, counted(61, 1));
        month(2027, 2, count(Consolidation.SUM, OverTime.LAST), counted(62, 1));
        List<Point> points = points(By.CYCLE, "A");
        assertThat(points.getFirst().change()).isNull();
        Change change = points.get(1).change();
        assertThat(change.absolute()).isEqualTo(-20);
        assertThat(change.percent()).isEqualTo("-25.00");
        assertThat(change.redefined()).isFalse();
        // nobody filed it then
        assertThat(points.get(2).change()).isNull();
        assertThat(points.get(3).change()).isNull();
        assertThat(points.get(4).change().redefined()).isTrue();
        assertThat(points(By.YEAR, "A").get(1).change().absolute()).isEqualTo(-20);
    }

    @Test
    void a_rate_changes_by_points_and_a_part_of_a_year_is_not_compared_with_a_whole_one() {
        assertThat(Change.of(Values.rate(1, 2), Values.rate(2, 5), false))
                .extracting(Change::points, Change::percent)
                .containsExactly("-10.00", null);
        assertThat(Change.of(Values.rate(1, 0), Values.rate(2, 5), false)).isNull();
        assertThat(Change.of(Values.total(Long.MIN_VALUE), Values.total(Long.MAX_VALUE), false)
                        .absolute())
                .isNull();
        assertThat(Change.of(Values.total(0), Values.total(5), false).percent()).isNull();
        Definition definition = count(Consolidation.SUM, OverTime.SUM);
        for (int month = 1; month <= 12; month++) {
            month(2023, month, definition, counted(month, 2));
        }
        month(2024, 1, definition, counted(5, 1));
        List<Point> years = points(By.YEAR, "A");
        assertThat(years).extracting(Point::covered).containsExactly(Covered.WHOLE, Covered.PART);
        assertThat(years.getLast().change()).isNull();
    }
}
