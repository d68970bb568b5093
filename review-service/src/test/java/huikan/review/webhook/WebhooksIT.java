package huikan.review.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import huikan.events.AgencyEvent.Ended;
import huikan.review.access.Directory;
import huikan.review.access.DirectoryOf;
import huikan.review.testing.OverHttp;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

class WebhooksIT extends OverHttp {

    private static final String CITY = "210900-gov.supervisor";
    /** Of a unit that no other test has anything to do with: what is late for others is not sent here. */
    private static final String LEADER = "210200-gov.supervisor";

    private static HttpServer receiver;

    /** What the receiver answers next; 204 when nothing is said. */
    private static final ConcurrentLinkedQueue<Integer> ANSWERS = new ConcurrentLinkedQueue<>();

    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    /** Answers that come byte by byte, and those of which the connection was closed. */
    private static final AtomicInteger DRIPPING = new AtomicInteger();

    private static final AtomicInteger CUT = new AtomicInteger();

    private static final List<Received> RECEIVED = new CopyOnWriteArrayList<>();

    private record Received(Map<String, List<String>> headers, String body) {
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Autowired
    Directory directory;

    @DynamicPropertySource
    static void allowed(DynamicPropertyRegistry properties) throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", WebhooksIT::receive);
        receiver.createContext("/drip", WebhooksIT::drip);
        receiver.setExecutor(THREADS);
        receiver.start();
        properties.add("huikan.webhooks.hosts", () -> address() + ",127.0.0.1:1");
        properties.add("huikan.webhooks.insecure", () -> "true");
        properties.add("huikan.webhooks.sweep", () -> "50ms");
        properties.add("huikan.webhooks.pauses", () -> "1h,2h");
        properties.add("huikan.webhooks.timeout", () -> "2s");
    }

    private static String address() {
        return "127.0.0.1:" + receiver.getAddress().getPort();
    }

    private static void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            RECEIVED.add(new Received(Map.copyOf(exchange.getRequestHeaders()), body));
            Integer answer = ANSWERS.poll();
            exchange.sendResponseHeaders(answer == null ? 204 : answer, -1);
        }
    }

    /** Begins an answer, and does not end it as long as somebody listens. */
    private static void drip(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(200, 0);
        DRIPPING.incrementAndGet();
        try (OutputStream out = exchange.getResponseBody()) {
            while (!THREADS.isShutdown()) {
                out.write(' ');
                out.flush();
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        } catch (IOException closed) {
            CUT.incrementAndGet();
        }
    }

    @BeforeAll
    static void fresh() {
        RECEIVED.clear();
    }

    @AfterAll
    static void stop() {
        THREADS.shutdown();
        receiver.stop(0);
    }

    @BeforeEach
    void spring() {
        itIs("2024-03-01");
        get(LEADER, "/api/webhooks")
                .json()
                .path("items")
                .forEach(one -> delete(LEADER, "/api/webhooks/" + one.path("id").asString())
                        .is(204));
        RECEIVED.clear();
        ANSWERS.clear();
    }

    private Answer webhook(String login, String url) {
        return post(login, "/api/webhooks", "{'url': '" + url + "'}");
    }

    /** Not due in any of these tests: a notice of being late would reach the receiver in whichever of them comes next. */
    private String assigned() {
        return assigned("210200-gov", "210000-gov.supervisor", "2024-12-31");
    }

    private String assigned(String unit, String supervisor, String dueOn) {
        String finding = "/api/findings/"
                + post(supervisor, "/api/findings", """
                        {'agency': '%s', 'source': {'kind': 'COMPLAINT'}, 'title': '问题', 'description': 'x', 'category': 'X',
                         'rectify': 'BY_DEADLINE'}""".formatted(unit)).is(201).id();
        move(supervisor, finding, "assign", "{'dueOn': '" + dueOn + "'}").is(200);
        return finding;
    }

    private JsonNode log(String webhook) {
        return log(LEADER, webhook);
    }

    private JsonNode log(String leader, String webhook) {
        return get(leader, "/api/webhooks/" + webhook + "/deliveries?limit=500")
                .is(200)
                .json()
                .path("items");
    }

    @Test
    void what_waits_for_an_agency_is_sent_signed_and_logged() {
        Answer made = webhook(LEADER, "http://" + address() + "/hook").is(201);
        String finding = assigned();
        await().untilAsserted(() -> assertThat(RECEIVED).hasSize(1));
        Received one = RECEIVED.getFirst();
        JsonNode data = JSON.readTree(one.body()).path("data");
        assertThat("/api/findings/" + data.path("thing").asString()).isEqualTo(finding);
        assertThat(data.path("reason").asString()).isEqualTo("WAITING");
        assertThat(data.path("to").toString()).contains("210200-gov/UNIT");
        assertThat(one.header("webhook-signature"))
                .isEqualTo(Signature.of(
                        made.text("secret"),
                        one.header("webhook-id"),
                        Long.parseLong(one.header("webhook-timestamp")),
                        one.body()));
        await().untilAsserted(() -> {
            JsonNode logged = log(made.id());
            assertThat(logged).hasSize(1);
            assertThat(logged.path(0).path("outcome").asString()).isEqualTo("DELIVERED");
            assertThat(logged.path(0).path("attempts").path(0).path("status").asInt())
                    .isEqualTo(204);
        });
        assertThat(get(LEADER, "/api/webhooks/" + made.id())
                        .json()
                        .path("secret")
                        .isNull())
                .as("shown once")
                .isTrue();
    }

    @Test
    void what_waits_for_an_agency_that_ended_is_sent_to_who_came_in_its_place() {
        String successor = "210501-gov";
        DirectoryOf.county(directory, "210502-gov", "210200-gov", 1, null);
        String finding = assigned("210502-gov", LEADER, "2024-12-31");
        DirectoryOf.county(directory, successor, "210200-gov", 1, null);
        DirectoryOf.county(
                directory, "210502-gov", "210200-gov", 2, new Ended(LocalDate.parse("2024-03-01"), List.of(successor)));
        String webhook = webhook(successor + ".supervisor", "http://" + address() + "/hook")
                .is(201)
                .id();
        // what was not claimed in time waits for the unit once more
        itIs("2024-03-08");
        await().untilAsserted(() -> assertThat(log(successor + ".supervisor", webhook))
                .anySatisfy(one -> assertThat(JSON.readTree(one.path("body").asString())
                                .at("/data/thing")
                                .asString())
                        .isEqualTo(finding.substring("/api/findings/".length()))));
        delete(successor + ".supervisor", "/api/webhooks/" + webhook).is(204);
    }

    @Test
    void what_is_not_taken_is_tried_again_later_and_given_up_in_the_end() {
        ANSWERS.addAll(List.of(503, 302, 500));
        String webhook =
                webhook(LEADER, "http://" + address() + "/hook").is(201).id();
        assigned();
        await().untilAsserted(
                        () -> assertThat(log(webhook).path(0).path("attempts")).hasSize(1));
        assertThat(log(webhook).path(0).path("outcome").asString()).isEqualTo("PENDING");
        clock.moveTo(clock.instant().plusSeconds(3_700));
        await().untilAsserted(
                        () -> assertThat(log(webhook).path(0).path("attempts")).hasSize(2));
        clock.moveTo(clock.instant().plusSeconds(7_300));
        await().untilAsserted(() ->
                assertThat(log(webhook).path(0).path("outcome").asString()).isEqualTo("GIVEN_UP"));
        assertThat(RECEIVED).hasSize(3);
        assertThat(RECEIVED.stream().map(one -> one.header("webhook-id")).distinct())
                .as("by its id the receiver knows what it has")
                .hasSize(1);
    }

    @Test
    void a_receiver_that_is_gone_hears_nothing_more_and_one_that_is_down_is_noted() {
        ANSWERS.add(410);
        String gone = webhook(LEADER, "http://" + address() + "/hook").is(201).id();
        assigned();
        await().untilAsserted(() -> assertThat(get(LEADER, "/api/webhooks/" + gone)
                        .json()
                        .path("active")
                        .asBoolean())
                .isFalse());
        String down = webhook(LEADER, "http://127.0.0.1:1/hook").is(201).id();
        assigned();
        await().untilAsserted(() -> assertThat(
                        log(down).path(0).path("attempts").path(0).path("error").asString())
                .contains("ConnectException"));
        assertThat(log(gone)).hasSize(1);
    }

    @Test
    void a_receiver_that_drips_its_answer_delays_no_other_and_is_tried_again() {
        String slow = webhook(LEADER, "http://" + address() + "/drip").is(201).id();
        webhook(LEADER, "http://" + address() + "/hook").is(201);
        assigned();
        await().untilAtomic(DRIPPING, equalTo(1));
        assigned();
        await().untilAsserted(() -> assertThat(RECEIVED).hasSize(2));

        // both notifications of the slow one, one after the other
        await().untilAsserted(() -> assertThat(log(slow)).hasSize(2).allSatisfy(delivery -> {
            assertThat(delivery.path("outcome").asString()).isEqualTo("PENDING");
            assertThat(delivery.path("attempts")).hasSize(1);
            JsonNode attempt = delivery.path("attempts").path(0);
            assertThat(attempt.path("status").isNull()).isTrue();
            assertThat(attempt.path("error").asString()).isEqualTo("no whole answer within 2 s");
        }));
        await().untilAtomic(CUT, equalTo(2));

        clock.moveTo(clock.instant().plusSeconds(3_700));
        await().untilAsserted(() -> assertThat(log(slow))
                .allSatisfy(delivery -> assertThat(delivery.path("attempts")).hasSize(2)));
    }

    @Test
    void a_deadline_that_went_by_is_told_to_the_unit_and_to_its_superior() {
        String leader = "210902-gov.supervisor";
        String webhook =
                webhook(leader, "http://" + address() + "/elsewhere").is(201).id();
        String finding = assigned("210902-gov", CITY, "2024-06-28");
        move("210902-gov", finding, "claim", null).is(200);
        itIs("2024-07-01");
        await().untilAsserted(() -> assertThat(log(leader, webhook))
                .anyMatch(delivery -> delivery.path("body").asString().contains("URGE_NOTICE")
                        && delivery.path("body").asString().contains("210900-gov/SUPERVISOR")));
    }

    @Test
    void webhooks_are_the_supervisors_of_one_agency_and_go_where_the_operator_allows() {
        webhook("210200-gov", "http://" + address() + "/hook").problem(403, "webhook-not-yours");
        assertThat(webhook(LEADER, "http://169.254.169.254/latest").problem(422, "webhook-invalid"))
                .containsExactly("/url host.not-allowed");
        for (String url : List.of("ftp://" + address(), "http://u:p@" + address(), "no address", "/hook")) {
            webhook(LEADER, url).problem(422, "webhook-invalid");
        }
        String webhook =
                webhook(LEADER, "http://" + address() + "/hook").is(201).id();
        get(CITY, "/api/webhooks/" + webhook).problem(404, "webhook-unknown");
        get(CITY, "/api/webhooks/" + webhook + "/deliveries").problem(404, "webhook-unknown");
        for (int i = 1; i < 10; i++) {
            webhook(LEADER, "http://" + address() + "/hook").is(201);
        }
        webhook(LEADER, "http://" + address() + "/hook").problem(409, "too-many-webhooks");
    }
}
