package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** A suite on the {@code mongod} that is on the path; see {@link StandInMongod}. */
class MongodIT {

    private static final String AGENCY = "210902-gov";

    @TempDir
    Path folder;

    private RunningSuite suite;
    private List<ProcessHandle> all = List.of();

    @AfterEach
    void stop() {
        suite.close();
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private ProcessHandle mongod() {
        return ProcessHandle.of(suite.part(StoreChoice.MONGOD).pid()).orElseThrow();
    }

    private String told() throws IOException {
        return Files.readString(suite.data.resolve("launcher.out"));
    }

    private void isAccepted(String id) {
        eventually(() -> assertThat(suite.api()
                        .get(AGENCY, "/api/submissions/" + id + "?wait=30")
                        .is(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("ACCEPTED"));
    }

    private String refused(String... words) throws Exception {
        Path output = folder.resolve("refused.out");
        Process process = RunningSuite.launchWithPath(output, System.getenv("PATH"), words);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        return Files.readString(output);
    }

    @Test
    void it_is_started_watched_and_stopped_and_the_folder_stays_with_it() throws Exception {
        Path executable = StandInMongod.in(folder.resolve("bin"));
        suite = new RunningSuite(folder.resolve("data"), Ports.free(), executable.getParent());
        suite.start("--demo");
        assertThat(told()).contains("store: " + executable + ", which is on the path");
        assertThat(suite.data.resolve("store/store.mv")).doesNotExist();
        ObjectNode filing = Api.filing("annual-2022", AGENCY);
        filing.withObject("/indicators/own").put("INS001", 7);
        String id = suite.api()
                .post(AGENCY, "/api/submissions", filing, "Idempotency-Key", "mongod")
                .is(202)
                .json()
                .path("id")
                .asString();
        isAccepted(id);

        Path output = folder.resolve("status.out");
        Process status = RunningSuite.launch(output, "status", "--data", suite.data.toString());
        assertThat(status.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Files.readString(output)).containsPattern("store \\(mongod\\) +UP +\\d+ MB");
        assertThat(suite.data.resolve("logs/mongod.log")).content().contains("Waiting for connections");

        ProcessHandle first = mongod();
        first.destroyForcibly();
        Awaitility.await().until(() -> told().contains("mongod ended (exit 137); it is started again"));
        isAccepted(id);

        ProcessHandle second = mongod();
        assertThat(second).isNotEqualTo(first);
        all = suite.launcher().children().toList();
        assertThat(all).contains(second).hasSize(6);
        suite.launcher().destroyForcibly();
        Awaitility.await()
                .alias("nothing is left of a launcher that was killed")
                .atMost(Duration.ofSeconds(10))
                .until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(suite.data.resolve("store/mongod/mongod.lock"))
                .as("it was not killed")
                .isEmptyFile();

        String data = suite.data.toString();
        String port = Integer.toString(suite.port);
        assertThat(refused("start", "--data", data, "--port", port))
                .contains("was begun with mongod, and there is no mongod on the path any more");
        assertThat(refused("start", "--data", data, "--port", port, "--store", "embedded"))
                .contains("was begun with mongod, and --store asks for the embedded store");
        suite.start("--demo");
        assertThat(told()).contains("store: " + executable + ", with which the data folder was begun");
        isAccepted(id);
        ProcessHandle third = mongod();
        suite.close();
        assertThat(third.isAlive()).isFalse();
    }
}
