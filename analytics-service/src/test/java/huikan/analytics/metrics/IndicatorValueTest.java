package huikan.analytics.metrics;

import static org.assertj.core.api.Assertions.assertThat;

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
}
