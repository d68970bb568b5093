package huikan.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** What may be said of how long something took: a percentile only where enough samples are beyond it. */
final class Percentiles {

    /** Of nanoseconds, three digits are kept. */
    static final int DIGITS = 3;

    private static final double NANOS_A_MILLI = 1e6;
    private static final int ALL = 100;
    /** A percentile with fewer samples above it is a matter of luck: p90 takes 100 samples, p99 takes 1 000. */
    private static final int ENOUGH_ABOVE = 10;

    private static final double ROUNDING = 1e-6;
    /** Steps of the curve between two halvings of what is left above. */
    private static final int STEPS = 5;

    private static final Map<String, Double> TOLD = new LinkedHashMap<>();

    static {
        TOLD.put("p50", 50.0);
        TOLD.put("p90", 90.0);
        TOLD.put("p99", 99.0);
        TOLD.put("p99.9", 99.9);
    }

    private Percentiles() {}

    /** Milliseconds by name: the percentiles there are samples for, the largest, and how many samples there are. */
    static Map<String, Double> of(Histogram nanos) {
        Map<String, Double> millis = new LinkedHashMap<>();
        TOLD.forEach((name, percentile) -> {
            if (enough(nanos, percentile)) {
                millis.put(name, nanos.getValueAtPercentile(percentile) / NANOS_A_MILLI);
            }
        });
        if (nanos.getTotalCount() > 0) {
            millis.put("largest", nanos.getMaxValue() / NANOS_A_MILLI);
        }
        millis.put("samples", (double) nanos.getTotalCount());
        return millis;
    }

    /** Milliseconds by percentile, as far as there are samples for it. */
    static Map<Double, Double> curve(Histogram nanos) {
        Map<Double, Double> curve = new LinkedHashMap<>();
        for (HistogramIterationValue value : nanos.percentiles(STEPS)) {
            if (enough(nanos, value.getPercentileLevelIteratedTo())) {
                curve.put(value.getPercentileLevelIteratedTo(), value.getValueIteratedTo() / NANOS_A_MILLI);
            }
        }
        return curve;
    }

    private static boolean enough(Histogram nanos, double percentile) {
        // 100 - 99.9 is a little less than 0.1
        return nanos.getTotalCount() * (ALL - percentile) > ENOUGH_ABOVE * ALL - ROUNDING;
    }
}
