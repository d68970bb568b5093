package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The suite is killed, or stopped, in the middle of filings: nothing acknowledged is lost or doubled, nothing is left
 * behind.
 */
class KillIT {

    private static final String CYCLE = "annual-ndmo-2020";
    private static final int FIGURE = 7;

    @TempDir
    Path folder;

    @Test
    void no_acknowledged_filing_is_lost_or_doubled_when_the_launcher_is_killed() throws Exception {
        endInTheMiddle(RunningSuite::kill);
    }

    @Test
    void a_stop_under_load_finishes_what_was_begun() throws Exception {
        endInTheMiddle(suite -> suite.launcher().destroy());
        String gateway = Files.readString(folder.resolve("data/logs/gateway.log"));
        assertThat(gateway)
                .containsPattern("(?s)Graceful shutdown complete.*Graceful shutdown complete")
                .doesNotContain("Graceful shutdown aborted");
        // nothing was thrown away half done: no listener and no outbox complained on its way out
        for (String service : List.of("submission-service", "review-service", "analytics-service")) {
            assertThat(Files.readString(folder.resolve("data/logs/" + service + ".log")))
                    .as(service)
                    .doesNotContain(" ERROR ");
        }
    }

    private void endInTheMiddle(Consumer<RunningSuite> end) throws Exception {
        RunningSuite suite = new RunningSuite(folder.resolve("data"), Ports.free());
        try {
            suite.start("--demo");
            // one client for the whole test: a secret is slow to check, and tokens outlive the suite's end
            Api api = suite.api();
            List<String> agencies = api.agencies("210000-ndmo", "DEPARTMENT");
            assertThat(agencies).hasSize(115);
            agencies.forEach(api::token);
            Map<String, String> acknowledged = endInTheMiddleOf(suite, api, agencies, end);
            assertThat(acknowledged.size()).isBetween(30, agencies.size() - 1);

            suite.start("--demo");
            acknowledged.forEach((agency, id) -> assertThat(api.get(agency, "/api/submissions/" + id + "?wait=30")
                            .is(200)
                            .json()
                            .path("state")
                            .asString())
                    .isIn("ACCEPTED", "APPROVED"));
            // every client that got no answer asks again with its key
            for (String agency : agencies) {
                String id = file(api, agency).is(202).json().path("id").asString();
                assertThat(acknowledged.getOrDefault(agency, id)).isEqualTo(id);
            }
            eventually(() -> {
                JsonNode books = api.get("admin", "/api/cycles/" + CYCLE + "/ledger")
                        .is(200)
                        .json();
                assertThat(books.path("received").asInt()).isEqualTo(agencies.size());
                assertThat(books.path("accepted").asInt()).isEqualTo(agencies.size());
                assertThat(books.path("balanced").asBoolean()).isTrue();
                return books;
            });
            eventually(() -> {
                JsonNode rollup = api.rollup("210000-ndmo", CYCLE, "210000-ndmo", "REPORTED");
                assertThat(rollup.at("/filings/counted").asInt()).isEqualTo(agencies.size());
                assertThat(rollup.at("/indicators/INS001/total").asInt()).isEqualTo(agencies.size() * FIGURE);
                return rollup;
            });
        } finally {
            suite.close();
        }
    }

    private static Map<String, String> endInTheMiddleOf(
            RunningSuite suite, Api api, List<String> agencies, Consumer<RunningSuite> end) {
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        List<ProcessHandle> children = suite.children();
        try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
            for (String agency : agencies) {
                clients.submit(() -> {
                    Api.Answer answer = file(api, agency);
                    if (answer.status() == 202) {
                        acknowledged.put(agency, answer.json().path("id").asString());
                    }
                    if (acknowledged.size() >= 40) {
                        end.accept(suite);
                    }
                });
            }
        }
        assertThat(children).hasSize(5);
        Awaitility.await()
                .atMost(Duration.ofSeconds(45))
                .until(() -> !suite.launcher().isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
        return acknowledged;
    }

    private static Api.Answer file(Api api, String agency) {
        ObjectNode filing = Api.filing(CYCLE, agency);
        filing.withObject("/indicators/own").put("INS001", FIGURE);
        return api.post(agency, "/api/submissions", filing, "Idempotency-Key", "kill-" + agency);
    }
}
