package huikan.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;
import org.jspecify.annotations.Nullable;

/**
 * What a run found.
 *
 * @param command that was run
 * @param rates filings (requests, records) a second, in the order of the run
 * @param atHalfLoad how long filings took, first right after the suite was saturated, then when that was over
 * @param memory of each process in megabytes, when ready and at the end
 */
record Findings(
        String command,
        Machine machine,
        double readySeconds,
        List<Rate> rates,
        double loadPerSecond,
        List<Latencies> atHalfLoad,
        List<Cost> costs,
        Map<String, Map<String, Long>> memory,
        List<Aim> aims) {

    private static final double NANOS_A_MILLI = 1e6;

    /**
     * How many a second.
     *
     * @param p50Millis null, as {@code p99Millis}, where nobody waited
     * @param statuses of the answers, empty where there are none
     */
    record Rate(
            String what,
            double perSecond,
            @Nullable Double p50Millis,
            @Nullable Double p99Millis,
            Map<Integer, Long> statuses) {

        static Rate of(String what, Load.Result load) {
            return new Rate(
                    what,
                    load.filingsPerSecond(),
                    load.latency().getValueAtPercentile(50) / NANOS_A_MILLI,
                    load.latency().getValueAtPercentile(99) / NANOS_A_MILLI,
                    load.statuses());
        }
    }

    /**
     * How long something took.
     *
     * @param curve milliseconds at each percentile
     */
    record Latency(
            String what, long count, double p50Millis, double p99Millis, double maxMillis, Map<Double, Double> curve) {

        /** Of fewer the 99th percentile is the maximum. */
        private static final int ENOUGH = 100;

        /** Steps of the curve between two halvings of what is left above. */
        private static final int STEPS = 5;

        static Latency of(String what, Histogram nanos) {
            Map<Double, Double> curve = new LinkedHashMap<>();
            for (HistogramIterationValue value : nanos.percentiles(STEPS)) {
                curve.put(value.getPercentileLevelIteratedTo(), value.getValueIteratedTo() / NANOS_A_MILLI);
            }
            return new Latency(
                    nanos.getTotalCount() < ENOUGH ? what + " (p99: the most)" : what,
                    nanos.getTotalCount(),
                    nanos.getValueAtPercentile(50) / NANOS_A_MILLI,
                    nanos.getValueAtPercentile(99) / NANOS_A_MILLI,
                    nanos.getMaxValue() / NANOS_A_MILLI,
                    curve);
        }
    }

    /**
     * How long filings took in one stretch of time.
     *
     * @param when it was
     * @param waits by what was waited for, in the order of the way; the rollup's is the last
     */
    record Latencies(String when, List<Latency> waits) {
        Latency rollup() {
            return waits.getLast();
        }
    }

    /**
     * What a stretch of time took of the processors.
     *
     * @param unit what the numbers are of
     * @param processes milliseconds a filing, or percent of one processor, by process
     */
    record Cost(String when, String unit, Map<String, Double> processes) {
        double sum() {
            return processes.values().stream().mapToDouble(Double::doubleValue).sum();
        }
    }

    /** What was aimed at, and what came of it. */
    record Aim(String what, String aim, String found, boolean met) {
        static Aim atLeast(String what, double aim, double found) {
            return new Aim(what, "at least %.1f".formatted(aim), "%.1f".formatted(found), found >= aim);
        }

        static Aim atMost(String what, double aim, double found) {
            return new Aim(what, "at most %.1f".formatted(aim), "%.1f".formatted(found), found <= aim);
        }
    }

    /** For a terminal. */
    String table() {
        List<String> lines = new ArrayList<>();
        lines.add(machine.date() + "  commit " + machine.commit());
        lines.add(machine.processors() + " x " + machine.processor() + ", " + machine.memoryGigabytes() + " GB, "
                + machine.system() + ", " + machine.java());
        lines.add("");
        lines.add("%-44s %10s %10s %10s  %s".formatted("", "a second", "p50 ms", "p99 ms", "answers"));
        rates.forEach(rate -> lines.add("%-44s %10.0f %10s %10s  %s"
                .formatted(
                        rate.what(),
                        rate.perSecond(),
                        millis(rate.p50Millis()),
                        millis(rate.p99Millis()),
                        rate.statuses().isEmpty() ? "" : rate.statuses().toString())));
        for (Latencies stretch : atHalfLoad) {
            lines.add("");
            lines.add("%-44s %10s %10s %10s %10s"
                    .formatted(
                            "at %.0f a second, %s".formatted(loadPerSecond, stretch.when()),
                            "p50 ms",
                            "p99 ms",
                            "max ms",
                            "count"));
            stretch.waits()
                    .forEach(one -> lines.add("%-44s %10.1f %10.1f %10.1f %10d"
                            .formatted(one.what(), one.p50Millis(), one.p99Millis(), one.maxMillis(), one.count())));
        }
        lines.add("");
        lines.add("processor time");
        for (Cost cost : costs) {
            lines.add("%-44s %10.2f %s: %s"
                    .formatted(
                            cost.when(),
                            cost.sum(),
                            cost.unit(),
                            cost.processes().entrySet().stream()
                                    .map(one -> "%s %.2f".formatted(one.getKey(), one.getValue()))
                                    .collect(Collectors.joining(", "))));
        }
        lines.add("");
        lines.add("%-44s %s".formatted("memory, MB", String.join("  ", memory.keySet())));
        memory.values()
                .iterator()
                .next()
                .keySet()
                .forEach(part -> lines.add("%-44s %s"
                        .formatted(
                                "  " + part,
                                String.join(
                                        "  ",
                                        memory.entrySet().stream()
                                                .map(time -> ("%"
                                                                + time.getKey().length() + "d")
                                                        .formatted(
                                                                time.getValue().getOrDefault(part, 0L)))
                                                .toList()))));
        lines.add("");
        aims.forEach(aim -> lines.add(
                (aim.met() ? "met      " : "not met  ") + aim.what() + ": " + aim.found() + " (" + aim.aim() + ")"));
        return String.join("\n", lines) + "\n";
    }

    private static String millis(@Nullable Double value) {
        return value == null ? "" : "%.1f".formatted(value);
    }
}
