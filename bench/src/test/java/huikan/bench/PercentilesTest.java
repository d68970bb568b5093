package huikan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PercentilesTest {

    /** 1 ms, 2 ms and so on. */
    private static Histogram samples(int count) {
        Histogram nanos = new Histogram(Percentiles.DIGITS);
        for (int i = 1; i <= count; i++) {
            nanos.recordValue(TimeUnit.MILLISECONDS.toNanos(i));
        }
        return nanos;
    }

    @ParameterizedTest(name = "{0} samples: {1}")
    @CsvSource({
        "1, largest samples",
        "19, largest samples",
        "20, p50 largest samples",
        "30, p50 largest samples",
        "99, p50 largest samples",
        "100, p50 p90 largest samples",
        "999, p50 p90 largest samples",
        "1000, p50 p90 p99 largest samples",
        "9999, p50 p90 p99 largest samples",
        "10000, p50 p90 p99 p99.9 largest samples",
    })
    void a_percentile_takes_ten_samples_above_it(int count, String told) {
        assertThat(Percentiles.of(samples(count)).keySet()).containsExactly(told.split(" "));
    }

    @Test
    void what_is_told_is_in_milliseconds() {
        Map<String, Double> millis = Percentiles.of(samples(1000));
        assertThat(millis.get("p50")).isCloseTo(500, within(1.0));
        assertThat(millis.get("p90")).isCloseTo(900, within(1.0));
        assertThat(millis.get("p99")).isCloseTo(990, within(1.0));
        assertThat(millis.get("largest")).isCloseTo(1000, within(1.0));
        assertThat(millis.get("samples")).isEqualTo(1000);
    }

    @Test
    void of_no_samples_only_their_number_is_told() {
        assertThat(Percentiles.of(samples(0))).isEqualTo(Map.of("samples", 0.0));
    }

    @Test
    void a_curve_ends_where_the_samples_do() {
        assertThat(Percentiles.curve(samples(1000)).keySet()).isNotEmpty().allMatch(level -> level <= 99);
        assertThat(Percentiles.curve(samples(30)).keySet()).isNotEmpty().allMatch(level -> level <= 67);
    }
}
