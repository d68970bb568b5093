package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** Broker and store run out of memory, and the launcher is killed. */
class BrokerAndStoreIT {

    private static final String CYCLE = "annual-2022";
    /** The largest request that a broker takes, and more than it has memory for. */
    private static final int LARGEST_REQUEST = 100 << 20;

    @TempDir
    Path folder;

    private RunningSuite suite;

    @AfterEach
    void stop() {
        suite.close();
    }

    @Test
    void when_they_run_out_of_memory_they_end_whole_and_are_there_again_with_all_that_was_acknowledged()
            throws Exception {
        int kafkaPort = Ports.free();
        suite = new RunningSuite(folder.resolve("data"), Ports.free());
        suite.start("--demo", "--kafka-port", Integer.toString(kafkaPort));
        Api api = suite.api();
        Map<String, String> acknowledged = new LinkedHashMap<>();
        for (String agency : List.of("210902-gov", "210903-gov", "210904-gov", "210905-gov")) {
            acknowledged.put(agency, file(api, agency));
        }

        ProcessHandle before = suite.brokerAndStore().orElseThrow();
        announceRequest(kafkaPort, before);
        Awaitility.await()
                .until(() -> suite.brokerAndStore()
                        .filter(now -> !now.equals(before))
                        .isPresent());
        eventually(() -> assertThat(api.get("admin", "/api/status")
                        .is(200)
                        .json()
                        .path("ready")
                        .asBoolean())
                .isTrue());
        assertThat(Files.readString(suite.data.resolve("launcher.out")))
                .contains("broker-and-store ended (exit 3); it is started again");
        acknowledged.forEach((agency, id) -> assertThat(api.get(agency, "/api/submissions/" + id + "?wait=30")
                        .is(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("ACCEPTED"));
        String next = eventually(() -> file(api, "210911-gov"));
        assertThat(api.get("210911-gov", "/api/submissions/" + next + "?wait=30")
                        .is(200)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("ACCEPTED");

        List<ProcessHandle> all = suite.children();
        assertThat(all).hasSize(5);
        suite.launcher().destroyForcibly();
        Awaitility.await()
                .alias("nothing is left of a launcher that was killed")
                .atMost(Duration.ofSeconds(2))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(
                                all.stream().filter(ProcessHandle::isAlive).map(BrokerAndStoreIT::stat))
                        .allMatch(stat -> stat.isEmpty() || stat.contains(") Z ")));
    }

    /** A zombie has ended, too: the system may take its time to ask for its exit code. */
    private static String stat(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        } catch (IOException ended) {
            return "";
        }
    }

    /** The broker makes room for a request as soon as it is told how long it is. */
    private static void announceRequest(int port, ProcessHandle broker) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            new DataOutputStream(client.getOutputStream()).writeInt(LARGEST_REQUEST);
            Awaitility.await().until(() -> !broker.isAlive());
        }
    }

    private static String file(Api api, String agency) {
        ObjectNode filing = Api.filing(CYCLE, agency);
        filing.withObject("/indicators/own").put("INS001", 7);
        return api.post(agency, "/api/submissions", filing, "Idempotency-Key", "memory-" + agency)
                .is(202)
                .json()
                .path("id")
                .asString();
    }
}
