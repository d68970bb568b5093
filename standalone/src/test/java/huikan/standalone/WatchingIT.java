package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import huikan.testing.RanOn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The alerts and dashboards of {@code deploy/} against what a running suite tells. */
class WatchingIT {

    private static final Path DEPLOY = Path.of("..", "deploy").toAbsolutePath().normalize();
    private static final Pattern NAME = Pattern.compile("\\b(?:huikan|kafka|http|jvm|process|logback)_[a-z0-9_]+");

    /** Counters that are there only after the first time. */
    private static final Set<String> NOT_YET = Set.of("huikan_dead_letters_total");

    @Test
    void every_metric_that_an_alert_or_a_dashboard_asks_for_is_told_by_some_service() throws IOException {
        RunningSuite suite = RunningSuite.shared();
        Api api = suite.api();
        String agency = "330102-gov";
        ObjectNode filing = Api.filing("annual-2022", agency);
        api.post(agency, "/api/submissions", filing).is(202);
        // the second finds the slot taken; the third has no shape
        api.post(agency, "/api/submissions", filing).is(202);
        api.post(agency, "/api/submissions", "{}").is(422);
        Set<String> asked = new TreeSet<>();
        try (Stream<Path> files = Files.walk(DEPLOY)) {
            for (Path file : files.filter(path -> path.toString().matches(".*(alerts\\.yml|dashboards/.*\\.json)"))
                    .toList()) {
                Matcher name = NAME.matcher(Files.readString(file));
                while (name.find()) {
                    asked.add(name.group());
                }
            }
        }
        asked.removeAll(NOT_YET);
        assertThat(asked).hasSizeGreaterThan(10);
        eventually(() -> {
            assertThat(told(suite)).containsAll(asked);
            return null;
        });
    }

    private static Set<String> told(RunningSuite suite) throws InterruptedException {
        DataFolder.Suite running = DataFolder.running(suite.data).orElseThrow();
        Status status = new Status("http://127.0.0.1:" + running.port());
        Set<String> names = new TreeSet<>();
        for (DataFolder.Part part : running.parts()) {
            // broker and store tell none
            status.metrics(part.port())
                    .ifPresent(text -> Metrics.parse(text).samples().forEach(sample -> names.add(sample.name())));
        }
        return names;
    }

    @Test
    void the_alerts_fire_when_they_should_and_only_then() throws Exception {
        List<String> command = List.of("promtool", "test", "rules", "alerts-test.yml");
        Process promtool;
        try {
            promtool = new ProcessBuilder(command)
                    .directory(DEPLOY.resolve("prometheus").toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException missing) {
            RanOn.notRun("the alert rules", "promtool is not here (Debian: prometheus)");
            assumeTrue(false, "promtool is not here");
            return;
        }
        String said = new String(promtool.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(promtool.exitValue()).as(said).isZero();
    }
}
