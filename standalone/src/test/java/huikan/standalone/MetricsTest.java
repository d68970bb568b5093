package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetricsTest {

    private static final Metrics METRICS = Metrics.parse("""
            # HELP rejected_total why
            # TYPE rejected_total counter
            rejected_total{reason="R27",service="s"} 2.0
            rejected_total{reason="slot-held",service="s"} 5.0
            rejected_total{reason="R27",service="t"} 1.0
            lag{client="a, \\"b\\"} c"} NaN
            lag{client="b"} 23.0
            up 1
            most +Inf
            not a metric at all
            """);

    @Test
    void values_are_summed_by_label_and_the_greatest_comes_first() {
        assertThat(METRICS.sum("rejected_total")).isEqualTo(8);
        assertThat(METRICS.sum("rejected_total", labels -> "t".equals(labels.get("service"))))
                .isEqualTo(1);
        assertThat(METRICS.by("rejected_total", "reason").toString()).isEqualTo("[slot-held=5.0, R27=3.0]");
    }

    @Test
    void what_is_not_a_number_is_no_maximum_and_what_is_missing_is_nothing() {
        assertThat(METRICS.max("lag")).isEqualTo(23);
        assertThat(METRICS.max("most")).isZero();
        assertThat(METRICS.sum("up")).isEqualTo(1);
        assertThat(METRICS.sum("missing")).isZero();
    }
}
