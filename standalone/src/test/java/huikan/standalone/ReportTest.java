package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code status} says of a suite that tells these metrics. */
class ReportTest {

    /** However full the disk of this machine is. */
    private static final double NEVER = 1.1;

    @TempDir
    Path data;

    private HttpServer suite;

    @BeforeEach
    void start() throws IOException {
        suite = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/api/status", "{\"ready\":true,\"parts\":{\"review-service\":\"UP\"}}");
        suite.start();
    }

    @AfterEach
    void stop() {
        suite.stop(0);
    }

    private void answer(String path, String body) {
        suite.createContext(path, exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    private String said(String metrics, double nearlyFull) throws InterruptedException {
        answer("/actuator/prometheus", metrics);
        int port = suite.getAddress().getPort();
        List<String> lines = new ArrayList<>();
        new Report(
                        new DataFolder.Suite(1, port, List.of(new DataFolder.Part("review-service", 1, port))),
                        data,
                        nearlyFull)
                .print(lines::add);
        return String.join("\n", lines);
    }

    @Test
    void deadlines_that_could_not_be_handled_need_a_hand() throws InterruptedException {
        assertThat(said("""
                        huikan_deadlines_failing{kind="findings"} 2.0
                        huikan_deadlines_failing{kind="obligations"} 1.0
                        """, NEVER))
                .contains("ATTENTION 3 deadlines could not be handled")
                .doesNotContain("nothing needs a hand");
    }

    @Test
    void a_disk_that_is_nearly_full_needs_a_hand() throws InterruptedException {
        assertThat(said("", 0)).contains("ATTENTION the disk is ").doesNotContain("nothing needs a hand");
    }

    @Test
    void where_all_were_handled_nothing_does() throws InterruptedException {
        assertThat(said("huikan_deadlines_failing{kind=\"findings\"} 0.0\n", NEVER))
                .contains("nothing needs a hand")
                .doesNotContain("ATTENTION");
    }
}
