package huikan.analytics.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.AgencyEvent.Ended;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.Event;
import huikan.events.EventFamily;
import huikan.events.Line;
import huikan.events.ReviewEvent.ReviewPassed;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Superior;
import huikan.events.SupervisionEvent.CaseReviewMoved;
import huikan.events.SupervisionEvent.FindingMoved;
import huikan.events.SupervisionEvent.Grades;
import huikan.events.SupervisionEvent.InspectionMoved;
import huikan.events.SupervisionEvent.LetterMoved;
import huikan.events.SupervisionEvent.OrderMoved;
import huikan.events.SupervisionEvent.Step;
import huikan.events.SupervisionEvent.TaskMoved;
import huikan.testing.OnInfrastructure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Supervision and turnaround over HTTP, as the events tell them. A token here is an agency and a role. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@Import(SupervisionMetricsIT.Tokens.class)
class SupervisionMetricsIT extends OnInfrastructure {

    private static final String PROVINCE = "980000-gov";
    private static final String CITY = "980100-gov";
    private static final String COUNTY = "980101-gov";
    private static final String OTHER = "970000-gov";
    private static final String CYCLE = "supervised-2023";
    private static final List<String> ABOVE = List.of(CITY, PROVINCE);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TestConfiguration(proxyBeanMethods = false)
    static class Tokens {
        @Bean
        JwtDecoder jwtDecoder() {
            return token -> {
                String[] words = token.split("/");
                Jwt.Builder jwt = Jwt.withTokenValue(token)
                        .header("alg", "none")
                        .subject("x")
                        .claim("role", words[1]);
                return words[0].isEmpty()
                        ? jwt.build()
                        : jwt.claim("agency", words[0]).build();
            };
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    private void tell(Event event) {
        kafka.send(new ProducerRecord<>(
                        event.topic(),
                        null,
                        event.key(),
                        EventFamily.json(event),
                        new RecordHeaders().add("ce_type", event.type().getBytes(StandardCharsets.UTF_8))))
                .join();
    }

    @BeforeEach
    void aSmallProvince() {
        tell(new AgencyPut(PROVINCE, "x", AgencyLevel.PROVINCE, null, null, 1));
        tell(new AgencyPut(CITY, "x", AgencyLevel.CITY, PROVINCE, null, 1));
        tell(new AgencyPut(COUNTY, "x", AgencyLevel.COUNTY, CITY, null, 1));
        tell(new AgencyPut(OTHER, "x", AgencyLevel.PROVINCE, null, null, 1));
        LocalDate day = LocalDate.of(2024, 1, 1);
        tell(new CycleIssued(CYCLE, "annual", Line.TERRITORY, day, day, day, day, day, List.of()));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        get(OTHER, "/api/metrics/turnaround?cycle=" + CYCLE).statusCode() == 200
                                && get("", "/api/metrics/rectification?under=" + PROVINCE)
                                                .statusCode()
                                        == 200
                                && json(PROVINCE, "/api/metrics/rectification")
                                                .path("inspections")
                                                .path("agencies")
                                                .asInt()
                                        == 2);
    }

    private HttpResponse<String> get(String agency, String path, String... headers) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Authorization", "Bearer " + agency + "/" + (agency.isEmpty() ? "ADMIN" : "VIEWER"));
            return HTTP.send(
                    (headers.length == 0 ? request : request.headers(headers)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private JsonNode json(String agency, String path) {
        HttpResponse<String> answer = get(agency, path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    private static Step step(String move, String from, String to, long version, Instant at) {
        return new Step(move, from, to, version, "sha256:x", "x", at, null);
    }

    private static FindingMoved finding(String id, String from, String to, long version, Instant at) {
        return new FindingMoved(
                id,
                COUNTY,
                ABOVE,
                "INSPECTION",
                "X",
                "BY_DEADLINE",
                true,
                LocalDate.of(2024, 3, 1),
                null,
                step("x", from, to, version, at));
    }

    @Test
    void what_supervision_came_to_is_told_with_its_parts() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        LocalDate today = now.atOffset(ZoneOffset.ofHours(8)).toLocalDate();
        String whole = "/api/metrics/rectification?from=" + today.minusDays(1) + "&to=" + today;
        Instant before = now.minusSeconds(40);
        tell(finding("m1", null, "REGISTERED", 1, before));
        tell(finding("m1", "VERIFYING", "CLOSED", 2, before.plusSeconds(5)));
        tell(finding("m2", null, "REGISTERED", 1, before.plusSeconds(10)));
        tell(new OrderMoved(
                "m3", COUNTY, ABOVE, PROVINCE, null, "URGENT", List.of(), today, step("x", null, "ISSUED", 1, before)));
        tell(new OrderMoved(
                "m3",
                COUNTY,
                ABOVE,
                PROVINCE,
                null,
                "URGENT",
                List.of(),
                today,
                step("reply", "HANDLING", "REPLIED", 2, now)));
        tell(new OrderMoved(
                "m4", COUNTY, ABOVE, PROVINCE, null, "URGENT", List.of(), today, step("x", null, "DRAFT", 1, before)));
        tell(new LetterMoved(
                "m5",
                COUNTY,
                ABOVE,
                PROVINCE,
                "SUPERVISION",
                null,
                List.of(),
                today.minusDays(1),
                step("x", null, "ISSUED", 1, before)));
        tell(new TaskMoved("m6", COUNTY, ABOVE, PROVINCE, "l", "1", 1, 100, today, step("x", null, "DONE", 1, before)));
        tell(new CaseReviewMoved(
                "m7", COUNTY, ABOVE, PROVINCE, "s", "d", 4, null, step("x", null, "PLANNED", 1, before)));
        tell(new CaseReviewMoved(
                "m7",
                COUNTY,
                ABOVE,
                PROVINCE,
                "s",
                "d",
                4,
                new Grades(3, 0, 1, 1),
                step("x", "SCORED", "GRADED", 2, before)));
        tell(new InspectionMoved(
                "m8",
                PROVINCE,
                PROVINCE,
                false,
                List.of(COUNTY, CITY),
                List.of(),
                step("x", null, "RUNNING", 1, before)));
        tell(new InspectionMoved(
                "m8",
                PROVINCE,
                PROVINCE,
                false,
                List.of(COUNTY, CITY),
                List.of(COUNTY),
                step("feedback", "CONCLUDING", "CONCLUDING", 2, before)));
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            JsonNode told = json(PROVINCE, whole);
            return told.path("inspections").path("inspected").asInt() == 1
                    && told.path("findings").path("registered").asInt() == 2
                    && told.path("orders").path("answered").asInt() == 1
                    && told.path("letters").path("all").path("issued").asInt() == 1
                    && told.path("tasks").path("done").asInt() == 1
                    && told.path("caseReviews").path("graded").asInt() == 1;
        });
        JsonNode told = json(PROVINCE, whole);
        JsonNode findings = told.path("findings");
        assertThat(findings.path("byStatus").toString()).isEqualTo("{\"CLOSED\":1,\"REGISTERED\":1}");
        assertThat(findings.path("closingRate").toString())
                .isEqualTo("{\"rate\":\"50.00\",\"numerator\":1,\"denominator\":2}");
        assertThat(findings.path("overdue").asInt()).isEqualTo(1);
        assertThat(findings.path("recurred").asInt()).isEqualTo(1);
        assertThat(findings.path("relapseRate").path("rate").asString()).isEqualTo("N/A");
        assertThat(told.path("orders").path("issued").asInt())
                .as("a draft is not")
                .isEqualTo(1);
        assertThat(told.path("orders").path("inTimeRate").path("rate").asString())
                .isEqualTo("100.00");
        assertThat(told.path("letters")
                        .path("byKind")
                        .path("SUPERVISION")
                        .path("overdue")
                        .asInt())
                .isEqualTo(1);
        assertThat(told.path("caseReviews").path("excellentRate").path("rate").asString())
                .isEqualTo("75.00");
        assertThat(told.path("inspections").path("coverage").path("rate").asString())
                .as("the city was not told yet")
                .isEqualTo("50.00");
        assertThat(told.path("children").size()).isEqualTo(1);
        assertThat(told.path("children").path(0).path("agency").asString()).isEqualTo(CITY);
        assertThat(told.path("children").path(0).path("closed").asInt()).isEqualTo(1);
        assertThat(json("", whole + "&under=" + COUNTY).path("findings")).isEqualTo(findings);
        assertThat(json(OTHER, whole).path("findings").path("registered").asInt())
                .isZero();

        assertThat(told.path("positions").size()).isBetween(1, 2);
        HttpResponse<String> again = get(PROVINCE, whole);
        String tag = again.headers().firstValue("ETag").orElseThrow();
        assertThat(get(PROVINCE, whole, "If-None-Match", tag).statusCode()).isEqualTo(304);
        JsonNode present = JsonMapper.shared().readTree(again.body());
        assertThat(json(PROVINCE, whole + "&asOf=" + present.path("asOf").asString()))
                .as("the instant that is told is the one that it is of")
                .isEqualTo(present);
        assertThat(get(PROVINCE, whole + "&format=csv&lang=en").body())
                .contains("Agency code,Agency,Subject,Figure,Of it,Number,Rate %,Numerator,Denominator")
                .contains("980000-gov,x,Findings,By status,CLOSED,1,,,")
                .contains("980000-gov,x,Findings,Closing rate,,,50.00,1,2")
                .contains("980000-gov,x,Orders,In time,,,100.00,1,1")
                .contains("980000-gov,x,Letters,Overdue,SUPERVISION,1,,,")
                .contains("980000-gov,x,Inspections,Coverage,,,50.00,1,2")
                .contains("980000-gov,x,Case-file reviews,Excellent,,,75.00,3,4")
                .contains("980000-gov,x,Tasks,Done,,1,,,")
                .contains("980100-gov,x,Findings,Recurred,,1,,,");
        assertThat(get(PROVINCE, whole + "&format=xlsx").body()).startsWith("PK");

        JsonNode then = json(PROVINCE, whole + "&asOf=" + before.plusSeconds(4)).path("findings");
        assertThat(then.path("registered").asInt()).isEqualTo(1);
        assertThat(then.path("closed").asInt()).isZero();
        assertThat(json(PROVINCE, whole.replace("to=" + today, "to=" + today.minusDays(1)))
                        .path("findings")
                        .path("registered")
                        .asInt())
                .isLessThanOrEqualTo(2);
        JsonNode longAgo = json(PROVINCE, "/api/metrics/rectification?asOf=-999999999-01-01T00:00:00Z");
        assertThat(longAgo.path("findings").path("registered").asInt()).isZero();
        assertThat(json(PROVINCE, "/api/metrics/rectification?from=-999999999-01-01&to=%2B999999999-12-31")
                        .path("findings")
                        .path("registered")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void what_is_an_agency_s_that_ended_is_read_by_who_came_in_its_place() {
        String ended = "960000-gov";
        String successor = "950000-gov";
        tell(new AgencyPut(ended, "x", AgencyLevel.PROVINCE, null, null, 1));
        tell(new AgencyPut(successor, "x", AgencyLevel.PROVINCE, null, null, 1));
        String rectification = "/api/metrics/rectification?under=" + ended;
        String turnaround = "/api/metrics/turnaround?cycle=" + CYCLE + "&under=" + ended;
        Awaitility.await()
                .until(() -> get(ended, rectification).statusCode() == 200
                        && get(successor, "/api/metrics/rectification").statusCode() == 200);
        assertThat(get(successor, rectification).statusCode()).isEqualTo(404);
        tell(new AgencyPut(
                ended,
                "x",
                AgencyLevel.PROVINCE,
                null,
                null,
                2,
                List.of(),
                new Ended(LocalDate.of(2024, 1, 1), List.of(successor))));
        Awaitility.await().until(() -> get(successor, rectification).statusCode() == 200);
        assertThat(get(successor, turnaround).statusCode()).isEqualTo(200);
        assertThat(get(OTHER, rectification).statusCode()).isEqualTo(404);
    }

    @Test
    void how_long_levels_take_is_told_in_their_order() {
        Instant received = Instant.now().minus(Duration.ofDays(3)).truncatedTo(ChronoUnit.MILLIS);
        tell(new SubmissionAccepted(
                "s1",
                CYCLE,
                COUNTY,
                AgencyLevel.COUNTY,
                List.of(new Superior(CITY, AgencyLevel.CITY), new Superior(PROVINCE, AgencyLevel.PROVINCE)),
                1,
                "sha256:x",
                received,
                false,
                null,
                Map.of(),
                Map.of(),
                Map.of(),
                null,
                null,
                null,
                null,
                JsonMapper.shared().createObjectNode()));
        Instant passed = received.plus(Duration.ofMinutes(90));
        tell(new ReviewPassed("s1", CYCLE, COUNTY, 1, "sha256:x", AgencyLevel.CITY, 2L, "x", passed));
        String asked = "/api/metrics/turnaround?cycle=" + CYCLE;
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> json(PROVINCE, asked)
                                .path("levels")
                                .path(1)
                                .path("decided")
                                .asInt()
                        == 1);
        JsonNode levels = json(PROVINCE, asked).path("levels");
        assertThat(levels.path(0).path("level").asString()).isEqualTo("PROVINCE");
        assertThat(levels.path(0).path("median").isNull()).isTrue();
        assertThat(levels.path(0).path("waiting").asInt()).isEqualTo(1);
        assertThat(levels.path(0).path("oldest").asString()).isEqualTo(passed.toString());
        assertThat(levels.path(1).path("median").asString()).isEqualTo("PT1H30M");
        assertThat(levels.path(1).path("p90").asString()).isEqualTo("PT1H30M");
        assertThat(levels.path(1).path("waiting").asInt()).isZero();
        assertThat(json(PROVINCE, asked).path("positions").propertyNames()).containsExactly("reviews", "submissions");
        HttpResponse<String> again = get(PROVINCE, asked);
        String tag = again.headers().firstValue("ETag").orElseThrow();
        assertThat(get(PROVINCE, asked, "If-None-Match", tag).statusCode()).isEqualTo(304);
        JsonNode present = JsonMapper.shared().readTree(again.body());
        assertThat(json(PROVINCE, asked + "&asOf=" + present.path("asOf").asString()))
                .isEqualTo(present);
        assertThat(get(PROVINCE, asked + "&format=csv&lang=en").body())
                .contains(
                        "Level,Decided,\"Median, hours\",\"90 %, hours\",Waiting,Oldest since (UTC),\"Waits for, hours\"")
                .contains("Province,0,,,1," + passed + ",0.00")
                .contains("City,1,1.50,1.50,0,,");
        assertThat(get(PROVINCE, asked + "&format=xlsx").body()).startsWith("PK");
        assertThat(json(OTHER, asked).path("levels").size()).isZero();
        assertThat(json(PROVINCE, asked + "&asOf=" + received.minusMillis(1))
                        .path("levels")
                        .size())
                .isZero();
        assertThat(json(PROVINCE, asked + "&asOf=-999999999-01-01T00:00:00Z")
                        .path("levels")
                        .size())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "980100-gov, rectification?under=nobody, 404, agency-unknown",
        "970000-gov, rectification?under=980100-gov, 404, agency-unknown",
        "980101-gov, rectification?under=980100-gov, 404, agency-unknown",
        "980100-gov, rectification?from=2024-03-02&to=2024-03-01, 422, period-backwards",
        "980100-gov, rectification?from=2024-02-30, 422, invalid",
        "980100-gov, rectification?to=yesterday, 422, invalid",
        "980100-gov, rectification?asOf=2024-03-01, 422, invalid",
        "980100-gov, rectification?asOf=2999-01-01T00:00:00Z, 422, as-of-later",
        "'', rectification, 422, under-missing",
        "980100-gov, turnaround, 400, ",
        "980100-gov, turnaround?cycle=nothing, 404, cycle-unknown",
        "980100-gov, turnaround?cycle=supervised-2023&under=nobody, 404, agency-unknown",
        "970000-gov, turnaround?cycle=supervised-2023&under=980100-gov, 404, agency-unknown",
        "980100-gov, turnaround?cycle=supervised-2023&asOf=soon, 422, invalid",
        "980100-gov, turnaround?cycle=supervised-2023&asOf=2999-01-01T00:00:00Z, 422, as-of-later",
        "'', turnaround?cycle=supervised-2023, 422, under-missing"
    })
    void a_bad_question_is_refused(String caller, String question, int status, String problem) {
        HttpResponse<String> answer = get(caller, "/api/metrics/" + question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (problem != null) {
            assertThat(JsonMapper.shared().readTree(answer.body()).path("type").asString())
                    .isEqualTo("/problems/" + problem);
        }
    }
}
