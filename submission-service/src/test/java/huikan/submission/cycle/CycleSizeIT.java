package huikan.submission.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.events.AgencyLevel;
import huikan.service.consuming.ReceivedFilings;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

/** What a cycle of many agencies costs, from its issue to its ledger; {@code -Dhuikan.cycle.agencies=100000} measures. */
class CycleSizeIT extends OverHttp {

    private static final int TOWNSHIPS = Integer.getInteger("huikan.cycle.agencies", 200);
    private static final int IN_A_COUNTY = 100;
    private static final int ASKED = 20;
    /** Beside the province, so that no other test counts it. */
    private static final String CITY = "990700-gov";

    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    @Autowired
    Agencies agencies;

    @Autowired
    CyclePlans plans;

    @Autowired
    CycleIssue issue;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    private static String county(int i) {
        return "9907%04d-gov".formatted(i / IN_A_COUNTY + 1);
    }

    private static String township(int i) {
        return "9907%08d-gov".formatted(10_000_000 + i);
    }

    private void add() {
        agencies.addMissing(List.of(new Agency(CITY, "某市", AgencyLevel.CITY, null, null, List.of(), List.of(), 1)));
        agencies.addMissing(IntStream.iterate(0, i -> i < TOWNSHIPS, i -> i + IN_A_COUNTY)
                .mapToObj(i -> new Agency(county(i), "某县", AgencyLevel.COUNTY, CITY, null, List.of(), List.of(), 1))
                .toList());
        agencies.addMissing(IntStream.range(0, TOWNSHIPS)
                .mapToObj(i ->
                        new Agency(township(i), "某镇", AgencyLevel.TOWNSHIP, county(i), null, List.of(), List.of(), 1))
                .toList());
    }

    private static void say(String what, long nanos, int each) {
        System.out.printf("%s: %d agencies, %.0f ms, %.3f ms each%n", what, TOWNSHIPS, nanos / 1e6, nanos / 1e6 / each);
    }

    private static long heap() {
        MEMORY.gc();
        return MEMORY.getHeapMemoryUsage().getUsed() >> 20;
    }

    private void median(String what, String login, String path) {
        long[] times = new long[ASKED];
        for (int i = 0; i < ASKED; i++) {
            long before = System.nanoTime();
            get(login, path).is(200);
            times[i] = System.nanoTime() - before;
        }
        Arrays.sort(times);
        System.out.printf(
                "%s: %d agencies, p50 %.1f ms, at most %.1f ms%n",
                what, TOWNSHIPS, times[ASKED / 2] / 1e6, times[ASKED - 1] / 1e6);
    }

    @Test
    void a_cycle_of_many_agencies_is_issued_filed_and_in_its_ledger() {
        itIs("2026-02-01");
        long before = System.nanoTime();
        add();
        say("agencies", System.nanoTime() - before, TOWNSHIPS);
        long heap = heap();
        String cycle = "size-" + UUID.randomUUID();
        before = System.nanoTime();
        // as POST /api/cycles does, which a client would not wait for
        boolean fresh = issue.issue(plans.of(JSON.readValue("""
                {"id": "%s", "form": "annual", "period": {"from": "2025-01-01", "to": "2025-12-31"},
                 "opensOn": "2026-01-01", "dueOn": "2026-03-01", "closesOn": "2026-03-31",
                 "agencies": {"under": "%s"}}""".formatted(cycle, CITY), CycleBody.class)));
        assertThat(fresh).isTrue();
        say("issued", System.nanoTime() - before, TOWNSHIPS);
        System.out.printf("heap: %d MB before, %d MB after%n", heap, heap());
        before = System.nanoTime();
        for (int i = 0; i < TOWNSHIPS; i++) {
            kafka.send(ReceivedFilings.record(
                    Received.of(cycle, township(i), "2026-02-01T00:00:00Z", i % 1_000), "gateway"));
        }
        String ledger = "/api/cycles/" + cycle + "/ledger";
        await().atMost(Duration.ofMinutes(15))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    JsonNode seen = get("admin", ledger).is(200).json();
                    assertThat(seen.path("filed").asInt()).as(seen.toString()).isEqualTo(TOWNSHIPS);
                    assertThat(seen.path("expected").asInt()).isGreaterThan(TOWNSHIPS);
                });
        say("filed and settled", System.nanoTime() - before, TOWNSHIPS);
        median("ledger", "admin", ledger);
        median("ledger of the city", CITY, ledger);
        median("ledger of a county", county(0), ledger);
        median("first page of 50 that filed", "admin", "/api/cycles/" + cycle + "/obligations?state=FILED");
        median("what a township owes", township(TOWNSHIPS - 1), "/api/obligations");
        rehearse(cycle);
        System.out.printf("heap: %d MB in the end%n", heap());
    }

    /** A rule over all that were filed; how far it is can be seen meanwhile. */
    private void rehearse(String cycle) {
        long before = System.nanoTime();
        JsonNode begun = sendJson("admin", "POST", "/api/rules/R14/rehearsal", "{\"cycle\": \"%s\"}".formatted(cycle))
                .is(202)
                .json();
        String path = "/api/rules/R14/rehearsal/" + begun.path("id").asString();
        Set<Long> steps = new HashSet<>();
        await().atMost(Duration.ofMinutes(15))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    JsonNode seen = get("admin", path).is(200).json();
                    steps.add(seen.path("checked").asLong());
                    return seen.path("done").asBoolean();
                });
        JsonNode done = get("admin", path).json();
        assertThat(done.path("total").asInt()).isEqualTo(TOWNSHIPS);
        assertThat(done.path("checked").asInt()).isEqualTo(TOWNSHIPS);
        assertThat(done.path("failed").asInt()).isZero();
        say("rehearsed, " + steps.size() + " steps seen", System.nanoTime() - before, TOWNSHIPS);
    }
}
