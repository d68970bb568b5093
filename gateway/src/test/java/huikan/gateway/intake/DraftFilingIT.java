package huikan.gateway.intake;

import static huikan.gateway.testing.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import huikan.canonical.CanonicalJson;
import huikan.events.SubmissionReceived;
import huikan.events.Topics;
import huikan.gateway.testing.Browser;
import huikan.gateway.testing.OnGateway;
import huikan.service.consuming.ReceivedFilings;
import huikan.testing.Infrastructure;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With a stand-in for the service that keeps the drafts. */
class DraftFilingIT extends OnGateway {

    private static final String REPORTER = "210902-gov";
    private static final String DRAFT = "/api/drafts/annual-2023/210902-gov";
    private static final String BODY =
            "{\"agency\":\"210902-gov\",\"cycle\":\"annual-2023\",\"indicators\":{\"own\":{\"INS001\":670}}}";

    private static final List<String> CAME = Collections.synchronizedList(new ArrayList<>());
    private static volatile int status = 200;
    private static volatile String body = BODY;
    private static volatile String key = "";
    private static volatile String relayedBy = "";
    private static volatile String signedOffBy = "";
    private static int keys;

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String seen = exchange.getRequestHeaders().getFirst("If-Match");
            CAME.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()
                            + (seen == null ? "" : " " + seen) + " "
                            + String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))
                                    .startsWith("Bearer "));
            byte[] answered = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            if (!key.isEmpty()) {
                exchange.getResponseHeaders().set("Idempotency-Key", key);
            }
            if (!relayedBy.isEmpty()) {
                exchange.getResponseHeaders().set("Relayed-By", relayedBy);
            }
            if (!signedOffBy.isEmpty()) {
                exchange.getResponseHeaders().set("Signed-Off-By", signedOffBy);
            }
            exchange.sendResponseHeaders(status, answered.length);
            exchange.getResponseBody().write(answered);
        }
    }

    @AfterAll
    static void stop() {
        DRAFTS.set(null);
    }

    @BeforeEach
    void aDraft() {
        DRAFTS.set(DraftFilingIT::answer);
        keys++;
        status = 200;
        body = BODY;
        relayedBy = "";
        signedOffBy = "";
        key = "draft/annual-2023/" + keys + "/0";
    }

    private HttpResponse<String> file(Browser by, String... headers) {
        CAME.clear();
        return by.send("POST", DRAFT + "/filing", "", headers);
    }

    private static String code(HttpResponse<String> answer) {
        return json(answer).path("type").asString();
    }

    @Test
    void a_draft_is_acknowledged_as_any_filing_and_a_second_click_is_the_same_one() {
        Browser reporter = loggedIn(REPORTER, DEMO);
        HttpResponse<String> first = file(reporter, "If-Match", "\"7\"");
        assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
        assertThat(CAME).containsExactly("GET " + DRAFT + "/filing \"7\" true");
        String id = json(first).path("id").asString();
        assertThat(first.headers().firstValue("Location")).contains("/api/submissions/" + id);
        assertThat(json(first).path("digest").asString())
                .isEqualTo(CanonicalJson.digest(BODY.getBytes(StandardCharsets.UTF_8)));
        assertThat(json(first).path("receipt").asString()).isNotBlank();
        HttpResponse<String> second = file(reporter);
        assertThat(second.statusCode()).isEqualTo(202);
        assertThat(json(second)).isEqualTo(json(first));
        key = "draft/annual-2023/" + keys + "/1";
        assertThat(json(file(reporter)).path("id").asString())
                .as("another filing")
                .isNotEqualTo(id);
        assertThat(json(file(reporter, "Idempotency-Key", "mine-" + keys))
                        .path("id")
                        .asString())
                .isNotEqualTo(id);
    }

    @Test
    void what_the_keeper_of_drafts_refuses_is_told_as_it_says() {
        Browser reporter = loggedIn(REPORTER, DEMO);
        status = 409;
        body = """
                {"type": "/problems/draft-not-signed", "title": "t", "status": 409, "detail": "by nobody", "more": 1,
                 "errors": [{"pointer": "/x", "code": "c", "message": "m"}]}""";
        HttpResponse<String> refused = file(reporter);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(code(refused)).isEqualTo("/problems/draft-not-signed");
        assertThat(json(refused).path("detail").asString()).isEqualTo("by nobody");
        assertThat(json(refused).path("instance").asString()).isEqualTo(DRAFT + "/filing");
        assertThat(json(refused).path("errors").toString())
                .isEqualTo("[{\"pointer\":\"/x\",\"code\":\"c\",\"message\":\"m\"}]");
        body = "no problem at all";
        assertThat(file(reporter).statusCode()).isEqualTo(503);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 503})
    void while_drafts_cannot_be_read_nothing_is_filed(int answered) {
        status = answered;
        HttpResponse<String> refused = file(loggedIn(REPORTER, DEMO));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(code(refused)).isEqualTo("/problems/unavailable");
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        status = 200;
        key = "";
        assertThat(file(loggedIn(REPORTER, DEMO)).statusCode())
                .as("without its key a second click would be a second filing")
                .isEqualTo(503);
    }

    @Test
    void an_agency_that_relays_files_the_draft_of_another_and_the_receipt_says_who_did() {
        Browser city = loggedIn("210900-gov", DEMO);
        relayedBy = "210900-gov";
        HttpResponse<String> filed = file(city);
        assertThat(filed.statusCode()).as(filed.body()).isEqualTo(202);
        assertThat(json(filed).path("agency").asString()).isEqualTo(REPORTER);
        HttpResponse<String> verified = city.send(
                "POST",
                "/api/receipts/verify",
                "{\"receipt\": \"" + json(filed).path("receipt").asString() + "\"}");
        assertThat(json(verified).path("genuine").asBoolean()).isTrue();
        assertThat(json(verified).path("agency").asString()).isEqualTo(REPORTER);
        assertThat(json(verified).path("relayedBy").toString())
                .isEqualTo("{\"agency\":\"210900-gov\",\"login\":\"210900-gov\"}");
    }

    /** As it was told of. */
    private static SubmissionReceived received(HttpResponse<String> filed) {
        String id = json(filed).path("id").asString();
        Map<String, Object> broker = Map.of("bootstrap.servers", Infrastructure.kafka());
        try (KafkaConsumer<String, byte[]> told =
                new KafkaConsumer<>(broker, new StringDeserializer(), new ByteArrayDeserializer())) {
            told.assign(told.partitionsFor(Topics.SUBMISSIONS_RECEIVED).stream()
                    .map(one -> new TopicPartition(one.topic(), one.partition()))
                    .toList());
            told.seekToBeginning(told.assignment());
            List<SubmissionReceived> events = new ArrayList<>();
            await().until(() -> {
                told.poll(Duration.ofMillis(100))
                        .forEach(record -> ReceivedFilings.read(record)
                                .filter(event -> event.id().equals(id))
                                .ifPresent(events::add));
                return !events.isEmpty();
            });
            return events.getFirst();
        }
    }

    @Test
    void who_signed_a_draft_off_is_told_with_its_filing_and_cannot_be_claimed() {
        Browser reporter = loggedIn(REPORTER, DEMO);
        signedOffBy = "%E5%B1%80%E9%95%BF";
        assertThat(received(file(reporter)).signedOffBy()).isEqualTo("局长");
        signedOffBy = "";
        key = "draft/annual-2023/" + keys + "/1";
        assertThat(received(file(reporter, "Signed-Off-By", "x")).signedOffBy()).isNull();
        assertThat(received(reporter.send("POST", "/api/submissions", BODY, "Signed-Off-By", "x"))
                        .signedOffBy())
                .isNull();
    }

    @Test
    void who_does_not_relay_files_no_draft_of_another_whatever_came_of_asking() {
        Browser city = loggedIn("210900-gov", DEMO);
        assertThat(code(file(city))).isEqualTo("/problems/agency-not-yours");
        relayedBy = "210700-gov";
        assertThat(code(file(city))).isEqualTo("/problems/agency-not-yours");
        relayedBy = "210900-gov";
        assertThat(code(file(loggedIn("210900-gov.viewer", DEMO)))).isEqualTo("/problems/agency-not-yours");
        HttpResponse<String> directly = city.send("POST", "/api/submissions", BODY);
        assertThat(code(directly)).isEqualTo("/problems/agency-not-yours");
    }

    @Test
    void whoever_does_not_file_files_no_draft_either() {
        HttpResponse<String> refused = file(loggedIn("210902-gov.viewer", DEMO));
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(code(refused)).isEqualTo("/problems/agency-not-yours");
        body = "{\"cycle\": \"annual-2023\", \"agency\": \"210903-gov\"}";
        assertThat(code(file(loggedIn(REPORTER, DEMO)))).isEqualTo("/problems/agency-not-yours");
        assertThat(browser().send("POST", DRAFT + "/filing", "").statusCode()).isEqualTo(401);
    }

    @Test
    void all_else_of_a_draft_is_asked_of_its_keeper() {
        Browser reporter = loggedIn(REPORTER, DEMO);
        CAME.clear();
        reporter.get(DRAFT);
        reporter.send("PATCH", DRAFT + "?seen=3", "{}");
        reporter.send("PUT", DRAFT, "{}");
        reporter.send("DELETE", DRAFT, "");
        for (String move : List.of("checks", "hand-over", "sign-off", "prefill")) {
            reporter.send("POST", DRAFT + "/" + move, "{}");
        }
        assertThat(CAME)
                .containsExactly(
                        "GET " + DRAFT + " true",
                        "PATCH " + DRAFT + " true",
                        "PUT " + DRAFT + " true",
                        "DELETE " + DRAFT + " true",
                        "POST " + DRAFT + "/checks true",
                        "POST " + DRAFT + "/hand-over true",
                        "POST " + DRAFT + "/sign-off true",
                        "POST " + DRAFT + "/prefill true");
    }
}
