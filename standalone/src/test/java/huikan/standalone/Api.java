package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A client of the suite, as its users write one. */
final class Api {

    static final JsonMapper JSON = JsonMapper.shared();
    private static final String JSON_TYPE = "application/json";

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    final String address;

    Api(String address) {
        this.address = address;
    }

    record Answer(int status, String text, HttpResponse<String> response) {
        JsonNode json() {
            return JSON.readTree(text);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        Answer is(int expected) {
            assertThat(status).as(text).isEqualTo(expected);
            return this;
        }

        /** A problem of this status and code, told in full. */
        JsonNode problem(int expected, String code) {
            is(expected);
            assertThat(header("Content-Type")).startsWith("application/problem+json");
            JsonNode problem = json();
            assertThat(problem.path("type").asString()).isEqualTo("/problems/" + code);
            assertThat(problem.path("status").asInt()).isEqualTo(expected);
            assertThat(problem.path("title").asString()).isNotBlank();
            assertThat(problem.path("detail").asString()).isNotBlank();
            assertThat(text).doesNotContain("Exception").doesNotContain("\tat ");
            return problem;
        }
    }

    String token(String login) {
        return tokens.computeIfAbsent(
                login,
                one -> requestToken(one, "huikan-demo")
                        .json()
                        .path("access_token")
                        .asString());
    }

    Answer requestToken(String login, String secret) {
        String basic = Base64.getEncoder().encodeToString((login + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(address + "/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
    }

    /** Without a token. */
    Answer getOpen(String path) {
        return send(HttpRequest.newBuilder(URI.create(address + path)).GET());
    }

    Answer get(String login, String path) {
        return send(as(login, path).GET());
    }

    Answer post(String login, String path, JsonNode body, String... headers) {
        return post(login, path, body.toString(), headers);
    }

    Answer post(String login, String path, String body, String... headers) {
        HttpRequest.Builder request =
                as(login, path).header("Content-Type", JSON_TYPE).POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    HttpRequest.Builder as(String login, String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token(login));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(
                    request.timeout(Duration.ofSeconds(40)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** A filing without figures, with the sections that its form asks for. */
    static ObjectNode filing(String cycle, String agency) {
        ObjectNode filing = JSON.createObjectNode().put("cycle", cycle).put("agency", agency);
        ArrayNode sections = filing.putArray("sections");
        for (String kind : List.of("MEASURES_RESULTS", "SHORTCOMINGS", "LEADERSHIP_DUTY", "NEXT_YEAR")) {
            sections.addObject().put("kind", kind).put("text", "略");
        }
        return filing;
    }

    /** Files and waits until it is assessed. */
    JsonNode file(JsonNode filing, String... headers) {
        String agency = filing.path("agency").asString();
        Answer receipt = post(agency, "/api/submissions", filing, headers).is(202);
        String id = receipt.json().path("id").asString();
        assertThat(receipt.header("Location")).isEqualTo("/api/submissions/" + id);
        return get(agency, "/api/submissions/" + id + "?wait=20").is(200).json();
    }

    JsonNode accepted(JsonNode filing) {
        JsonNode submission = file(filing);
        // one whom nobody stands above may be approved by now
        assertThat(submission.path("state").asString())
                .as(submission.toString())
                .isIn("ACCEPTED", "APPROVED");
        return submission;
    }

    /** Codes of those below an agency along a line; 500 at most. */
    List<String> agencies(String under, String line) {
        List<String> codes = new ArrayList<>();
        get("admin", "/api/agencies?under=" + under + "&line=" + line + "&limit=500")
                .is(200)
                .json()
                .path("items")
                .forEach(agency -> codes.add(agency.path("code").asString()));
        return codes;
    }

    /** The review of a submission, once it is there. */
    JsonNode review(String login, String submission) {
        return eventually(() -> get(login, "/api/reviews/" + submission).is(200).json());
    }

    /** One level passes it on. */
    JsonNode pass(String reviewer, String submission) {
        JsonNode review = review(reviewer, submission);
        ObjectNode decision = JSON.createObjectNode().put("decision", "PASS").put("comment", "同意");
        return post(
                        reviewer,
                        "/api/reviews/" + submission + "/decisions",
                        decision,
                        "If-Match",
                        "\"" + review.path("version").asLong() + "\"")
                .is(200)
                .json();
    }

    /** Every level that is asked passes it on, as the review itself says who is next. */
    JsonNode passAllLevels(String reader, String submission) {
        JsonNode review = review(reader, submission);
        while (review.path("state").asString().equals("WAITING")) {
            review = pass(review.path("waitingFor").asString() + ".reviewer", submission);
        }
        return review;
    }

    JsonNode awaitState(String login, String submission, String state) {
        return eventually(() -> {
            JsonNode view = get(login, "/api/submissions/" + submission).is(200).json();
            assertThat(view.path("state").asString()).isEqualTo(state);
            return view;
        });
    }

    JsonNode rollup(String login, String cycle, String under, String basis) {
        return get(login, "/api/metrics/rollup?cycle=" + cycle + "&under=" + under + "&basis=" + basis)
                .is(200)
                .json();
    }

    static <T> T eventually(java.util.concurrent.Callable<T> look) {
        Object[] seen = new Object[1];
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(() -> seen[0] = look.call());
        @SuppressWarnings("unchecked")
        T found = (T) seen[0];
        return found;
    }
}
