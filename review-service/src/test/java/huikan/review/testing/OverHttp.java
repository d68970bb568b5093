package huikan.review.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.review.access.Directory;
import huikan.review.access.DirectoryOf;
import huikan.review.workflow.CutShort;
import huikan.review.workflow.Evidence;
import huikan.review.workflow.EvidenceOf;
import huikan.review.workflow.PutParts;
import huikan.review.workflow.Workflows;
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
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The service over HTTP, on a clock that tests move. A token here is the login, the agency and the role; logins are those of
 * the demo directory, such as {@code 210900-gov.supervisor}.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "huikan.supervision.sweep=50ms")
@Import({Replacements.class, PutParts.class, CutShort.class})
public abstract class OverHttp extends OnInfrastructure {

    protected static final JsonMapper JSON = JsonMapper.shared();
    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    protected MovableClock clock;

    @Autowired
    Workflows workflows;

    @Autowired
    Directory directory;

    @Autowired
    Evidence evidence;

    @BeforeEach
    void aSmallProvince() {
        DirectoryOf.liaoning(directory);
        EvidenceOf.everybody(evidence);
    }

    /** It is nine in the morning there, and a bit. */
    protected void itIs(String day) {
        clock.moveTo(at(day, LocalTime.of(9, 0)));
    }

    protected static Instant at(String day, LocalTime time) {
        return LocalDate.parse(day).atTime(time).atZone(PLACE).toInstant();
    }

    /** What came back. */
    public record Answer(int status, JsonNode json, HttpResponse<byte[]> response) {
        public Answer is(int expected) {
            assertThat(status).as(json.toString()).isEqualTo(expected);
            return this;
        }

        public String id() {
            return json.path("id").asString();
        }

        public String text(String field) {
            return json.path(field).asString();
        }

        public List<String> moves() {
            return StreamSupport.stream(json.path("moves").spliterator(), false)
                    .map(JsonNode::asString)
                    .toList();
        }

        /** A problem of this status and code; its errors as "pointer code". */
        public List<String> problem(int expected, String code) {
            is(expected);
            assertThat(json.path("type").asString()).isEqualTo("/problems/" + code);
            return StreamSupport.stream(json.path("errors").spliterator(), false)
                    .map(error -> (error.path("pointer").asString() + " "
                                    + error.path("code").asString())
                            .strip())
                    .toList();
        }
    }

    private static String token(String login) {
        if (login.equals("admin")) {
            return "admin//ADMIN";
        }
        int dot = login.indexOf('.');
        return dot < 0
                ? login + "/" + login + "/REPORTER"
                : login + "/" + login.substring(0, dot) + "/"
                        + login.substring(dot + 1).replaceAll("\\d", "").toUpperCase(java.util.Locale.ROOT);
    }

    /**
     * What is in a list, of all its pages: other tests of this store fill some of them.
     *
     * @param path with a parameter at least
     */
    protected List<JsonNode> all(String login, String path) {
        List<JsonNode> items = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = get(login, path + cursor).is(200).json();
            page.path("items").forEach(items::add);
            cursor = page.path("next").isNull()
                    ? null
                    : "&cursor=" + page.path("next").asString();
        }
        return items;
    }

    protected Answer get(String login, String path, String... headers) {
        return send(login, path, "GET", null, headers);
    }

    protected Answer post(String login, String path, String body, String... headers) {
        return send(login, path, "POST", body, headers);
    }

    protected Answer put(String login, String path, String body, String... headers) {
        return send(login, path, "PUT", body, headers);
    }

    protected Answer delete(String login, String path) {
        return send(login, path, "DELETE", null);
    }

    /** Makes a move of a thing as it now stands. What is due goes off before that, so that no timer comes in between. */
    protected Answer move(String login, String thing, String move, String body) {
        letDueGoOff();
        String version = get("admin", thing).is(200).json().path("version").asString();
        return post(login, thing + "/" + move, body, "If-Match", "\"" + version + "\"");
    }

    /** On a clock that was moved far, each case climbs rung after rung until it has caught up. */
    protected void letDueGoOff() {
        Instant now = clock.instant();
        workflows
                .all()
                .forEach(cases -> await().pollInterval(Duration.ofMillis(1))
                        .pollDelay(Duration.ZERO)
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> cases.store().due(now, 1).isEmpty()));
    }

    /** A file as it is. */
    protected Answer upload(String login, String path, String type, byte[] file) {
        return sent(
                request(login, path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofByteArray(file)));
    }

    private HttpRequest.Builder request(String login, String path) {
        // a whole address is that of another instance
        return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : "http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + token(login));
    }

    private Answer send(String login, String path, String method, String body, String... headers) {
        HttpRequest.Builder request = request(login, path)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return sent(request);
    }

    private static Answer sent(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            String type = response.headers().firstValue("Content-Type").orElse("");
            JsonNode json = type.contains("json")
                    ? JSON.readTree(new String(response.body(), StandardCharsets.UTF_8))
                    : JSON.createObjectNode();
            return new Answer(response.statusCode(), json, response);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
