package huikan.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReportTest {

    private static final Machine MACHINE = new Machine("2026-11-28T01:00:00Z", "abc", 2, "AMD", 23, "Linux", "Temurin");

    private static Report report(String words, Findings... runs) {
        return Report.of(Options.parse(Path.of("/home"), List.of(words.split(" ")), Map.of()), MACHINE, List.of(runs));
    }

    private static Findings run(double saturated, double halfLoad) {
        Findings run = new Findings();
        run.addOfProcesses(Findings.PROCESSOR_TIME, Findings.SATURATED, processes(saturated));
        run.addOfProcesses(Findings.PROCESSOR_TIME, "half load, first", processes(9));
        run.addOfProcesses(Findings.PROCESSOR_TIME, Findings.HALF_LOAD, processes(halfLoad));
        return run;
    }

    private static Map<String, Double> processes(double all) {
        Map<String, Double> millis = new LinkedHashMap<>();
        millis.put("launcher", all / 4);
        millis.put("gateway", all - all / 4);
        return millis;
    }

    private static Findings aimed(@Nullable Double found) {
        Findings run = run(1, 2);
        run.aimAtMost("p99, ms", 300, found);
        return run;
    }

    @Test
    void the_first_line_is_what_a_filing_costs() {
        assertThat(report("--for 12s", run(3.25, 7.5)).text().lines())
                .startsWith("processor time, ms a filing: 3.25 saturated, until all are counted; 7.50 half load, then")
                .contains("./huikan bench --for 12s, 2026-11-28T01:00:00Z, commit abc")
                .contains("  saturated, until all are counted             all 3.25, launcher 0.81, gateway 2.44");
    }

    @Test
    void of_several_runs_the_median_is_told_with_the_smallest_and_the_largest() {
        assertThat(report("--runs 3", run(3.5, 8), run(3.25, 7.5), run(4.75, 7.25))
                        .text()
                        .lines())
                .startsWith("processor time, ms a filing: 3.50 (3.25 - 4.75) saturated, until all are counted; "
                        + "7.50 (7.25 - 8) half load, then")
                .contains("the median of 3 runs (the smallest - the largest)");
    }

    @Test
    void the_median_of_an_even_number_lies_between_the_middle_two() {
        assertThat(Spread.of(List.of(4.0, 1.0, 3.0, 9.0))).isEqualTo(new Spread(3.5, 1, 9, 4));
    }

    @Test
    void what_only_some_runs_have_is_told_as_such() {
        Histogram few = new Histogram(Percentiles.DIGITS);
        DoubleStream.iterate(1, one -> one + 1)
                .limit(30)
                .forEach(one -> few.recordValue(TimeUnit.MILLISECONDS.toNanos((long) one)));
        Histogram many = few.copy();
        for (int i = 0; i < 3; i++) {
            many.add(few);
        }
        Findings first = run(1, 2);
        first.addLatency("half load, then, ms", "until the receipt", few);
        Findings second = run(1, 2);
        second.addLatency("half load, then, ms", "until the receipt", many);
        assertThat(report("--runs 2", first, second).text())
                .contains("p90 27.0 in 1 of 2 runs")
                .contains("samples 75 (30 - 120)")
                .doesNotContain("p99");
    }

    @Test
    void a_percentile_without_enough_samples_is_no_figure_of_a_run() {
        Histogram one = new Histogram(Percentiles.DIGITS);
        one.recordValue(TimeUnit.MILLISECONDS.toNanos(5));
        Findings run = run(1, 2);
        run.addLatency("half load, then, ms", "until the receipt", one);
        assertThat(run.value("half load, then, ms", "until the receipt", "samples"))
                .isEqualTo(1);
        assertThat(run.value("half load, then, ms", "until the receipt", "p99")).isNull();
        assertThat(run.value("half load, then, ms", "of something else", "p99")).isNull();
    }

    @Test
    void each_part_stands_once_with_all_its_figures() {
        Findings run = run(1, 2);
        run.add("memory, MB", "ready", Map.of("all", 1100.0));
        run.add(Findings.PROCESSOR_TIME, "warm-up", Map.of("all", 5.0));
        assertThat(report("--runs 1", run).text().lines().filter(Findings.PROCESSOR_TIME::equals))
                .hasSize(1);
    }

    @Test
    void of_a_suite_elsewhere_it_says_that_processes_cannot_be_seen() {
        Findings run = new Findings();
        run.add(Findings.A_SECOND, "single, acknowledged", Map.of(Findings.TAKEN, 1234.4));
        run.addOfProcesses("memory, MB", "ready", Map.of());
        assertThat(report("--url http://127.0.0.1:8080 --user admin --password s3cret", run)
                        .text())
                .startsWith(
                        "processor time a filing: not measured, the processes of a suite elsewhere cannot be seen from here\n")
                .contains("the suite at http://127.0.0.1:8080/, as it was")
                .contains("taken 1234")
                .doesNotContain("memory")
                .doesNotContain("s3cret");
    }

    @Test
    void an_aim_is_met_by_the_median_and_has_no_answer_without_enough_samples() {
        assertThat(report("--runs 3", aimed(200.0), aimed(250.0), aimed(900.0)).text())
                .contains("met        p99, ms: 250 (200 - 900) (at most 300)");
        assertThat(report("--runs 1", aimed(300.5)).text()).contains("not met    p99, ms: 301 (at most 300)");
        assertThat(report("--runs 1", aimed(null)).text())
                .contains("no answer  p99, ms: not measured, or too few samples (at most 300)");
    }

    @Test
    void refused_filings_and_requests_sent_late_stand_beside_the_rate(@TempDir Path folder) throws IOException {
        Findings run = run(1, 2);
        Histogram latency = new Histogram(Percentiles.DIGITS);
        run.addRate(
                "single",
                new Load.Result(Duration.ofSeconds(2), 80, 20, 3, new TreeMap<>(Map.of(202, 80L, 429, 20L)), latency));
        Report report = report("--runs 1", run);
        assertThat(report.text())
                .contains("taken 40, refused, of all 20, answers 202 80, answers 429 20, sent late, of all 3");
        Pages.write(report, folder);
        JsonNode json = Api.JSON.readTree(Files.readString(folder.resolve("report.json")));
        assertThat(json.at("/rows/3/values/taken/median").asDouble()).isEqualTo(40);
        assertThat(folder.resolve("report.html"))
                .content()
                .contains(report.headline())
                .doesNotContain("/*report*/");
        assertThat(folder.resolve("report.txt")).content().isEqualTo(report.text());
    }
}
