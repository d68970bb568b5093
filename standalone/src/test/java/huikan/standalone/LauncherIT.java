package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the launcher says when something is in its way, and what it leaves behind. */
class LauncherIT {

    @TempDir
    Path folder;

    private String refused(String... words) throws IOException, InterruptedException {
        Path output = folder.resolve("out");
        Process process = RunningSuite.launch(output, words);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        List<String> lines = Files.readAllLines(output).stream()
                .filter(line -> line.startsWith("huikan:"))
                .toList();
        assertThat(Files.readString(output)).doesNotContain("\tat ");
        assertThat(lines).hasSize(1);
        return lines.getFirst();
    }

    @Test
    void a_taken_port_is_told() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertThat(refused("start", "--data", folder.resolve("d").toString(), "--port", port))
                    .contains("port " + port + " is taken");
        }
    }

    @Test
    void a_data_folder_that_is_none_is_told() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThat(refused("start", "--data", file.toString())).contains("cannot be used");
    }

    @Test
    void a_broken_store_is_told() throws Exception {
        Path data = folder.resolve("d");
        Files.createDirectories(data.resolve("store"));
        Files.writeString(data.resolve("format"), "4");
        Files.writeString(data.resolve("store/store.mv"), "this is no store".repeat(1_000));
        String port = Integer.toString(Ports.free());
        assertThat(refused("start", "--data", data.toString(), "--port", port)).contains("cannot open the store");
    }

    @Test
    void a_broken_broker_folder_is_told() throws Exception {
        Path data = folder.resolve("d");
        Files.createDirectories(data.resolve("kafka"));
        Files.writeString(data.resolve("kafka/meta.properties"), "nonsense=1\n");
        String port = Integer.toString(Ports.free());
        assertThat(refused("start", "--data", data.toString(), "--port", port)).contains("the broker does not start");
    }

    @Test
    void an_unknown_option_and_a_port_that_is_no_number_are_told() throws Exception {
        assertThat(refused("start", "--colour")).contains("there is no option --colour");
        assertThat(refused("start", "--port", "eighty")).contains("--port takes a number");
        assertThat(refused("start", "--data")).contains("--data needs a value");
    }

    @Test
    void status_tells_a_person_what_runs_and_what_waits() throws Exception {
        Path output = Files.createTempFile(folder, "status", ".out");
        Process status = RunningSuite.launch(
                output, "status", "--data", RunningSuite.shared().data.toString());
        assertThat(status.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output))
                .contains("is ready", "filings   since the start: acknowledged", "dead letters")
                .containsPattern("analytics-service +UP +\\d+ MB");
        assertThat(status.exitValue()).isZero();
        assertThat(refused("status", "--data", folder.resolve("nowhere").toString()))
                .contains("no suite runs on");
    }

    @Test
    void a_folder_of_another_version_is_refused_in_one_sentence_and_left_as_it_is() throws Exception {
        Path old = folder.resolve("old");
        Files.createDirectories(old.resolve("store"));
        String port = Integer.toString(Ports.free());
        assertThat(refused("start", "--data", old.toString(), "--port", port))
                .contains("was written in format 1, and this version has format 4: give another folder with --data");
        Files.writeString(old.resolve("format"), "5");
        assertThat(refused("start", "--data", old.toString(), "--port", port)).contains("was written in format 5");
        assertThat(old.resolve("kafka")).doesNotExist();
    }

    @Test
    void metrics_and_health_are_not_at_the_address_that_the_world_may_reach() throws IOException {
        RunningSuite suite = RunningSuite.shared();
        for (String path : new String[] {"/actuator/prometheus", "/actuator/health", "/actuator/info", "/actuator"}) {
            suite.api().get("admin", path).problem(404, "not-found");
        }
        assertThat(suite.ask("gateway", "/actuator/prometheus").is(200).text()).contains("jvm_memory_used_bytes");
    }

    @Test
    void a_rebuild_counts_from_the_first_event_again_and_comes_to_the_same() throws Exception {
        RunningSuite suite = RunningSuite.shared();
        String agency = "211402-gov";
        String cycle = "annual-2021";
        ObjectNode filing = Api.filing(cycle, agency);
        filing.withObject("/indicators/own").put("INS001", 7);
        suite.api().accepted(filing);
        JsonNode before = Api.eventually(() -> {
            JsonNode told = suite.api().rollup(agency, cycle, agency, "REPORTED");
            assertThat(told.at("/filings/counted").asInt()).isEqualTo(1);
            return told;
        });
        Path output = Files.createTempFile(folder, "rebuild", ".out");
        Process rebuild = RunningSuite.launch(output, "rebuild", "--data", suite.data.toString());
        assertThat(rebuild.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(rebuild.exitValue()).isZero();
        assertThat(Files.readString(output))
                .contains("from the first event")
                .containsPattern("[\\d,]+ of [\\d,]+ events \\(\\d+ %\\)")
                .containsPattern("shown; [1-9][\\d,]* obligations are as they were, 0 are not");
        assertThat(Files.readString(suite.data.resolve("logs/analytics-service.log")))
                .containsPattern("rollups of generation \\d+ are shown instead of \\d+: [1-9]");
        assertThat(suite.api().rollup(agency, cycle, agency, "REPORTED")).isEqualTo(before);
        assertThat(refused("rebuild", "--data", folder.resolve("nowhere").toString()))
                .contains("no suite runs on");
    }

    @Test
    void a_folder_of_a_running_suite_is_refused_and_another_beside_it_is_not() throws Exception {
        RunningSuite first = RunningSuite.shared();
        assertThat(refused("start", "--data", first.data.toString(), "--port", Integer.toString(Ports.free())))
                .contains("belongs to a running suite");
        RunningSuite second = new RunningSuite(folder.resolve("second"), Ports.free());
        second.start();
        List<ProcessHandle> processes = second.children();
        assertThat(processes).hasSize(5);
        // not a demo: the demo's logins do not exist, the administrator has a secret of its own
        assertThat(second.api().requestToken("admin", "huikan-demo").status()).isEqualTo(401);
        String secret = Files.readString(second.data.resolve("admin-secret")).strip();
        assertThat(second.api().requestToken("admin", secret).status()).isEqualTo(200);

        // Ctrl-C
        new ProcessBuilder("kill", "-INT", Long.toString(second.launcher().pid()))
                .start()
                .waitFor();
        Awaitility.await()
                .atMost(Duration.ofSeconds(40))
                .until(() -> !second.launcher().isAlive());
        assertThat(processes).noneMatch(ProcessHandle::isAlive);
        assertThat(first.api()
                        .get("admin", "/api/status")
                        .is(200)
                        .json()
                        .path("ready")
                        .asBoolean())
                .isTrue();
    }
}
