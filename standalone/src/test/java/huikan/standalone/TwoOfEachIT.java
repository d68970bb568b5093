package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two instances of each service, and SIGKILL for one process after the other while agencies file. */
class TwoOfEachIT {

    private static final String CYCLE = "annual-ndmo-2020";
    /** How many are acknowledged between one kill and the next. */
    private static final int BETWEEN = 18;

    private static final List<String> SERVICES =
            List.of("gateway", "submission-service", "review-service", "analytics-service");

    @TempDir
    Path folder;

    private final List<Process> second = new ArrayList<>();

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "the environment of a process is read from /proc")
    void every_filing_is_counted_once_whatever_is_killed_meanwhile() throws Exception {
        try (RunningSuite suite = new RunningSuite(folder.resolve("data"), Ports.free())) {
            suite.start("--demo");
            int otherDoor = Ports.free();
            for (String service : SERVICES) {
                second.add(second(suite, service, service.equals("gateway") ? otherDoor : Ports.free()));
            }
            List<Api> doors = List.of(suite.api(), new Api("http://127.0.0.1:" + otherDoor));
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptionsMatching(IllegalStateException.class::isInstance)
                    .until(() -> doors.getLast()
                            .getOpen("/api/status")
                            .is(200)
                            .json()
                            .path("ready")
                            .asBoolean());
            List<String> agencies = doors.getFirst().agencies("210000-ndmo", "DEPARTMENT");
            assertThat(agencies).hasSizeGreaterThan(5 * BETWEEN);
            agencies.forEach(agency -> doors.forEach(door -> door.token(agency)));

            Map<String, String> acknowledged = fileWhileKilling(suite, doors, agencies);

            assertThat(acknowledged).hasSameSizeAs(agencies);
            int total = agencies.stream().mapToInt(TwoOfEachIT::figure).sum();
            Api api = doors.getLast();
            Awaitility.await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
                JsonNode books = api.get("admin", "/api/cycles/" + CYCLE + "/ledger")
                        .is(200)
                        .json();
                assertThat(books.path("accepted").asInt()).isEqualTo(agencies.size());
                assertThat(books.path("balanced").asBoolean()).isTrue();
                JsonNode rollup = api.rollup("210000-ndmo", CYCLE, "210000-ndmo", "REPORTED");
                assertThat(rollup.at("/filings/counted").asInt()).isEqualTo(agencies.size());
                assertThat(rollup.at("/indicators/INS001/total").asInt()).isEqualTo(total);
            });
            assertThat(lineage(api)).hasSameSizeAs(agencies).isSortedAccordingTo(Comparator.reverseOrder());
            assertThat(lineage(api).stream().mapToInt(Integer::intValue).sum()).isEqualTo(total);
            // each is waiting for its reviewer, once
            acknowledged.forEach((agency, id) ->
                    eventually(() -> api.get(agency, "/api/reviews/" + id).is(200)));
        } finally {
            second.forEach(Process::destroyForcibly);
        }
    }

    private static int figure(String agency) {
        return Math.floorMod(agency.hashCode(), 100);
    }

    /** The cells of all pages. */
    private static List<Integer> lineage(Api api) {
        List<Integer> cells = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = api.get(
                            "210000-ndmo",
                            "/api/metrics/lineage?basis=REPORTED&indicator=INS001&limit=40&cycle=" + CYCLE + next)
                    .is(200)
                    .json();
            page.path("items").forEach(one -> cells.add(one.at("/cells/INS001").asInt()));
            next = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!next.isEmpty());
        return cells;
    }

    /** Each agency sends again, at the other door, until it has its receipt. */
    private static Map<String, String> fileWhileKilling(RunningSuite suite, List<Api> doors, List<String> agencies)
            throws InterruptedException {
        Map<String, String> acknowledged = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<String> victims = new ConcurrentLinkedQueue<>(List.of(
                "submission-service", "review-service", "analytics-service", "gateway", Suite.BROKER_AND_STORE));
        AtomicInteger taken = new AtomicInteger();
        try (ExecutorService clients = Executors.newFixedThreadPool(4)) {
            for (String agency : agencies) {
                clients.submit(() -> {
                    for (int attempt = agency.hashCode(); !acknowledged.containsKey(agency); attempt++) {
                        file(doors.get(Math.floorMod(attempt, doors.size())), agency, acknowledged);
                    }
                    String victim = taken.incrementAndGet() % BETWEEN == 0 ? victims.poll() : null;
                    if (victim != null) {
                        assertThat(ProcessHandle.of(suite.part(victim).pid())
                                        .orElseThrow()
                                        .destroyForcibly())
                                .isTrue();
                    }
                });
            }
            clients.shutdown();
            assertThat(clients.awaitTermination(5, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(victims).isEmpty();
        return acknowledged;
    }

    private static void file(Api door, String agency, Map<String, String> acknowledged) {
        ObjectNode filing = Api.filing(CYCLE, agency);
        filing.withObject("/indicators/own").put("INS001", figure(agency));
        try {
            Api.Answer answer = door.post(agency, "/api/submissions", filing, "Idempotency-Key", "two-" + agency);
            if (answer.status() == 202) {
                acknowledged.put(agency, answer.json().path("id").asString());
            }
        } catch (IllegalStateException away) {
            assertThat(away).hasCauseInstanceOf(IOException.class);
        }
    }

    /** With the environment of the first, but ports and a name of its own. */
    private Process second(RunningSuite suite, String service, int port) throws IOException {
        Map<String, String> environment = new HashMap<>();
        String first = Files.readString(
                Path.of("/proc", Long.toString(suite.part(service).pid()), "environ"), StandardCharsets.UTF_8);
        Arrays.stream(first.split("\0"))
                .map(one -> one.split("=", 2))
                .filter(one -> one.length == 2)
                .forEach(one -> environment.put(one[0], one[1]));
        environment.put("HUIKAN_INSTANCE", service + "-2");
        if (service.equals("gateway")) {
            environment.put("HUIKAN_PORT", Integer.toString(port));
            environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(Ports.free()));
        } else {
            String name = service.replace("-service", "").toUpperCase(java.util.Locale.ROOT);
            environment.put("HUIKAN_" + name + "_PORT", Integer.toString(port));
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Program.of(RunningSuite.HOME, service).command(112))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(service + "-2.log").toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }
}
