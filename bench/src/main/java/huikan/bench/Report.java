package huikan.bench;

import huikan.bench.Findings.Aim;
import huikan.bench.Findings.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What all runs found together.
 *
 * @param headline what a filing costs
 * @param command that was run
 * @param suite which was measured
 * @param rows every figure as its median and spread
 * @param curves milliseconds by percentile, of the samples of all runs
 */
record Report(
        String headline,
        String command,
        Machine machine,
        String suite,
        int runs,
        List<SpreadRow> rows,
        List<AimMet> aims,
        Map<String, Map<Double, Double>> curves) {

    /** Figures that belong together. */
    record SpreadRow(String part, String what, Map<String, Spread> values) {
        String text(int runs) {
            return values.entrySet().stream()
                    .map(one -> one.getKey() + " " + one.getValue().text(runs))
                    .collect(Collectors.joining(", "));
        }
    }

    /** @param met null when that cannot be told */
    record AimMet(
            String what, String aim, String found, @Nullable Boolean met) {
        static AimMet of(Aim aim, List<Double> found, int runs) {
            String wanted = (aim.atLeast() ? "at least " : "at most ")
                    + Spread.of(List.of(aim.bound())).text(1);
            if (found.isEmpty()) {
                return new AimMet(aim.what(), wanted, "not measured, or too few samples", null);
            }
            Spread spread = Spread.of(found);
            boolean met = aim.atLeast() ? spread.median() >= aim.bound() : spread.median() <= aim.bound();
            return new AimMet(aim.what(), wanted, spread.text(runs), met);
        }

        String text() {
            return (met == null ? "no answer  " : met ? "met        " : "not met    ") + what + ": " + found + " ("
                    + aim + ")";
        }
    }

    /** @param runs at least one */
    static Report of(Options options, Machine machine, List<Findings> runs) {
        List<SpreadRow> rows = new ArrayList<>();
        runs.stream()
                .flatMap(run -> run.rows().stream())
                .collect(Collectors.groupingBy(
                        row -> List.of(row.part(), row.what()), LinkedHashMap::new, Collectors.toList()))
                .forEach((name, same) -> rows.add(new SpreadRow(name.get(0), name.get(1), spread(same))));
        String suite = options.elsewhere() == null
                ? "a suite of its own for each run, on an empty folder of this machine"
                : "the suite at " + options.elsewhere().address()
                        + ", as it was: started by somebody else, with its own limits and data";
        return new Report(
                headline(rows, runs.size(), options.elsewhere() != null),
                options.command(),
                machine,
                suite,
                runs.size(),
                rows,
                aims(runs),
                curves(runs));
    }

    private static Map<String, Spread> spread(List<Row> same) {
        Map<String, List<Double>> values = new LinkedHashMap<>();
        same.forEach(row -> row.values()
                .forEach((name, value) ->
                        values.computeIfAbsent(name, one -> new ArrayList<>()).add(value)));
        Map<String, Spread> spreads = new LinkedHashMap<>();
        values.forEach((name, each) -> spreads.put(name, Spread.of(each)));
        return spreads;
    }

    private static String headline(List<SpreadRow> rows, int runs, boolean elsewhere) {
        String costs = rows.stream()
                .filter(row -> row.part().equals(Findings.PROCESSOR_TIME))
                .filter(row -> List.of(Findings.SATURATED, Findings.HALF_LOAD).contains(row.what()))
                .map(row ->
                        Objects.requireNonNull(row.values().get(Findings.ALL)).text(runs) + " " + row.what())
                .collect(Collectors.joining("; "));
        if (!costs.isEmpty()) {
            return Findings.PROCESSOR_TIME + ": " + costs;
        }
        return "processor time a filing: not measured, the processes "
                + (elsewhere ? "of a suite elsewhere cannot be seen from here" : "cannot be seen on this system");
    }

    private static List<AimMet> aims(List<Findings> runs) {
        List<AimMet> aims = new ArrayList<>();
        for (int i = 0; i < runs.getFirst().aims().size(); i++) {
            int at = i;
            List<Double> found = runs.stream()
                    .map(run -> run.aims().get(at).found())
                    .filter(Objects::nonNull)
                    .toList();
            aims.add(AimMet.of(runs.getFirst().aims().get(i), found, runs.size()));
        }
        return aims;
    }

    private static Map<String, Map<Double, Double>> curves(List<Findings> runs) {
        Map<String, Histogram> sums = new LinkedHashMap<>();
        runs.forEach(run -> run.latencies()
                .forEach((what, nanos) -> sums.computeIfAbsent(what, one -> new Histogram(Percentiles.DIGITS))
                        .add(nanos)));
        Map<String, Map<Double, Double>> curves = new LinkedHashMap<>();
        sums.forEach((what, nanos) -> curves.put(what, Percentiles.curve(nanos)));
        return curves;
    }

    /** For a terminal. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(headline);
        lines.add("");
        lines.add(command + ", " + machine.date() + ", commit " + machine.commit());
        lines.add("loaded from " + machine.processors() + " x " + machine.processor() + ", " + machine.memoryGigabytes()
                + " GB, " + machine.system() + ", " + machine.java());
        lines.add(suite);
        if (runs > 1) {
            lines.add("the median of " + runs + " runs (the smallest - the largest)");
        }
        rows.stream()
                .collect(Collectors.groupingBy(SpreadRow::part, LinkedHashMap::new, Collectors.toList()))
                .forEach((part, figures) -> {
                    lines.add("");
                    lines.add(part);
                    figures.forEach(row -> lines.add("  %-44s %s".formatted(row.what(), row.text(runs))));
                });
        lines.add("");
        aims.forEach(aim -> lines.add(aim.text()));
        return String.join("\n", lines) + "\n";
    }
}
