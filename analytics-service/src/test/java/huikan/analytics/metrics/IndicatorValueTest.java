package huikan.analytics.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.analytics.metrics.IndicatorValue.Rate;
import huikan.analytics.metrics.IndicatorValue.Total;
import huikan.analytics.metrics.IndicatorValue.Why;
import huikan.analytics.rollup.Sum;
import huikan.analytics.rollup.Sums;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IndicatorValueTest {

    @ParameterizedTest
    @CsvSource({"58,119,48.74", "1,3,33.33", "2,3,66.67", "1,8,12.50", "0,5,0.00", "5,5,100.00", "1,0,N/A", "0,0,N/A"})
    void a_rate_has_two_digits_half_up_and_is_not_applicable_over_nothing(
            long numerator, long denominator, String rate) {
        assertThat(IndicatorValue.percent(numerator, denominator)).isEqualTo(rate);
    }

    @Test
    void large_amounts_are_divided_exactly() {
        assertThat(IndicatorValue.percent(9_007_199_254_740_990L, 9_007_199_254_740_991L))
                .isEqualTo("100.00");
        assertThat(IndicatorValue.percent(4_503_599_627_370_495L, 9_007_199_254_740_991L))
                .isEqualTo("50.00");
    }

    private static final Definition RATE =
            new Definition("R", FigureType.RATE, Consolidation.RATIO_OF_SUMS, List.of("A", "B"), List.of("C"));

    private static Sums sums(Map<String, Sum> numerators, Map<String, Sum> denominators, Map<String, Sum> own) {
        return new Sums(
                3,
                new TreeMap<>(),
                new TreeMap<>(numerators),
                new TreeMap<>(denominators),
                new TreeMap<>(),
                new TreeMap<>(own),
                new TreeMap<>());
    }

    @Test
    void a_rate_says_why_there_is_none() {
        assertThat(IndicatorValue.of(RATE, sums(Map.of(), Map.of(), Map.of())))
                .isEqualTo(new Rate("N/A", 0, 0, 0, Why.NOT_FILED));
        assertThat(IndicatorValue.of(
                        RATE, sums(Map.of("R", new Sum(0, 2, 2)), Map.of("R", new Sum(0, 2, 2)), Map.of())))
                .isEqualTo(new Rate("N/A", 0, 0, 2, Why.OVER_NOTHING));
        assertThat(IndicatorValue.of(
                        RATE, sums(Map.of("R", new Sum(3, 2, 0)), Map.of("R", new Sum(4, 2, 0)), Map.of())))
                .isEqualTo(new Rate("75.00", 3, 4, 2, null));
    }

    @Test
    void a_rate_that_means_nothing_beyond_an_agency_is_its_own_or_none() {
        Definition alone = new Definition("R", FigureType.RATE, Consolidation.NONE, List.of("A", "B"), List.of("C"));
        Map<String, Sum> ofAll = Map.of("R", new Sum(9, 3, 0));
        assertThat(IndicatorValue.of(alone, sums(ofAll, ofAll, Map.of())))
                .isEqualTo(new Rate("N/A", 0, 0, 0, Why.NOT_ADDED));
        assertThat(IndicatorValue.of(alone, sums(ofAll, ofAll, Map.of("B", new Sum(1, 1, 0), "C", new Sum(8, 1, 0)))))
                .isEqualTo(new Rate("12.50", 1, 8, 1, null));
    }

    @Test
    void a_count_that_means_nothing_beyond_an_agency_has_no_sums_by_level_and_cannot_overflow() {
        Definition alone = new Definition("A", FigureType.COUNT, Consolidation.NONE, List.of(), List.of());
        Sums sums = new Sums(
                3,
                new TreeMap<>(Map.of(
                        AgencyLevel.CITY, new TreeMap<>(Map.of("A", new Sum(7, 1, 0))),
                        AgencyLevel.COUNTY, new TreeMap<>(Map.of("A", new Sum(Long.MAX_VALUE, 2, 0))))),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(Map.of("A", new Sum(7, 1, 0))),
                new TreeMap<>());
        Total total = (Total) IndicatorValue.of(alone, sums);
        assertThat(total.total()).isEqualTo(7);
        assertThat(total.byLevel()).isEmpty();
        assertThat(total.filings()).isEqualTo(3);
    }

    @Test
    void it_is_told_how_many_filed_a_figure_a_zero_that_it_does_not_apply_or_nothing() {
        Definition count = new Definition("A", FigureType.COUNT, Consolidation.SUM, List.of(), List.of());
        Sums sums = new Sums(
                7,
                new TreeMap<>(Map.of(AgencyLevel.COUNTY, new TreeMap<>(Map.of("A", new Sum(12, 4, 1))))),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(Map.of("A", new Sum(0, 2, 0))),
                new TreeMap<>(),
                new TreeMap<>());
        Total total = (Total) IndicatorValue.of(count, sums);
        assertThat(total.filings()).isEqualTo(4);
        assertThat(total.zeros()).isEqualTo(1);
        assertThat(total.notApplicable()).isEqualTo(2);
        assertThat(total.silent()).isEqualTo(1);
    }
}
