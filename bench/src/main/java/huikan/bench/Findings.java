package huikan.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** What one run found. */
final class Findings {

    static final String PROCESSOR_TIME = "processor time, ms a filing";
    static final String SATURATED = "saturated, until all are counted";
    static final String HALF_LOAD = "half load, then";
    static final String ALL = "all";
    static final String A_SECOND = "filings a second";
    static final String TAKEN = "taken";

    private final List<Row> rows = new ArrayList<>();
    private final List<Aim> aims = new ArrayList<>();
    private final Map<String, Histogram> latencies = new LinkedHashMap<>();

    /**
     * Figures that belong together.
     *
     * @param part of the report, with the unit of its figures
     * @param values by name, in order
     */
    record Row(String part, String what, Map<String, Double> values) {}

    /**
     * What is aimed at, and what came of it.
     *
     * @param found null when it was not measured, or there were too few samples
     */
    record Aim(
            String what,
            boolean atLeast,
            double bound,
            @Nullable Double found) {}

    void add(String part, String what, Map<String, Double> values) {
        if (!values.isEmpty()) {
            rows.add(new Row(part, what, values));
        }
    }

    /** Of each process, and all together first; nothing where no process can be seen. */
    void addOfProcesses(String part, String what, Map<String, Double> processes) {
        Map<String, Double> values = new LinkedHashMap<>();
        if (!processes.isEmpty()) {
            values.put(ALL, sum(processes));
            values.putAll(processes);
        }
        add(part, what, values);
    }

    /** How many filings a second, and what was not as it should be. */
    void addRate(String what, Load.Result load) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(TAKEN, load.filingsPerSecond());
        if (load.refused() > 0) {
            values.put("refused, of all", (double) load.refused());
            load.statuses().forEach((status, times) -> values.put("answers " + status, (double) times));
        }
        if (load.late() > 0) {
            values.put("sent late, of all", (double) load.late());
        }
        add(A_SECOND, what, values);
    }

    void addLatency(String part, String what, Histogram nanos) {
        add(part, what, Percentiles.of(nanos));
        latencies.put(part + ": " + what, nanos);
    }

    void aimAtLeast(String what, double bound, @Nullable Double found) {
        aims.add(new Aim(what, true, bound, found));
    }

    void aimAtMost(String what, double bound, @Nullable Double found) {
        aims.add(new Aim(what, false, bound, found));
    }

    /** One figure; null where it was not measured, or there were too few samples. */
    @Nullable
    Double value(String part, String what, String name) {
        return rows.stream()
                .filter(row -> row.part().equals(part) && row.what().equals(what))
                .findFirst()
                .map(row -> row.values().get(name))
                .orElse(null);
    }

    List<Row> rows() {
        return rows;
    }

    List<Aim> aims() {
        return aims;
    }

    Map<String, Histogram> latencies() {
        return latencies;
    }

    static double sum(Map<String, Double> processes) {
        return processes.values().stream().mapToDouble(Double::doubleValue).sum();
    }
}
