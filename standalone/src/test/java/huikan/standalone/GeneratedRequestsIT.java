package huikan.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.standalone.Api.Answer;
import huikan.standalone.RequestGenerator.Request;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Requests that are made up from the contract, whatever they are, are answered as the contract says: never by an error of the
 * suite, and each refusal by a problem of the catalogue. {@code -Dhuikan.generated.seed=4711} and
 * {@code -Dhuikan.generated.each=200} try others, and more.
 */
class GeneratedRequestsIT {

    private static final long SEED = Long.getLong("huikan.generated.seed", 20261127);
    private static final int EACH = Integer.getInteger("huikan.generated.each", 10);
    /** Of requests whatever they are, some reach beyond the first look. */
    private static final double FEWEST_ANSWERED = 0.1;

    /** Its answer ends only after a while: {@link StreamIT} asks for it. */
    private static final String STREAM = "/api/metrics/stream";

    @TempDir
    Path folder;

    @Test
    void whatever_is_asked_the_answer_is_one_of_the_contract() throws IOException {
        JsonNode contract = Api.JSON.readTree(
                Files.readString(RunningSuite.HOME.resolve("gateway/src/main/resources/contract/openapi.json")));
        RequestGenerator generator = new RequestGenerator(contract, SEED);
        Set<String> catalogue = new HashSet<>();
        contract.path("x-problems")
                .forEach(one -> catalogue.add(one.path("type").asString()));
        Map<Integer, Integer> statuses = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        // what is made up may also be done, and no other test expects that
        try (RunningSuite suite = new RunningSuite(folder.resolve("data"), Ports.free())) {
            suite.start("--demo");
            Api api = suite.api();
            for (int round = 0; round < EACH; round++) {
                for (Map.Entry<String, JsonNode> path : contract.path("paths").properties()) {
                    if (path.getKey().equals(STREAM)) {
                        continue;
                    }
                    for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                        Request request = generator.of(operation.getKey(), path.getKey(), operation.getValue());
                        Answer answer = send(api, generator.login(), request);
                        statuses.merge(answer.status(), 1, Integer::sum);
                        complaint(answer, operation.getValue(), catalogue)
                                .ifPresent(why -> wrong.add(why + ": " + shown(request) + " -> " + shown(answer)));
                        told(answer).forEach(id -> generator.add(path.getKey(), id));
                    }
                }
            }
            assertThat(wrong).as("seed " + SEED + ", answers " + statuses).isEmpty();
            int all = statuses.values().stream().mapToInt(Integer::intValue).sum();
            int answered = statuses.entrySet().stream()
                    .filter(one -> one.getKey() < 300)
                    .mapToInt(Map.Entry::getValue)
                    .sum();
            assertThat((double) answered / all).as(statuses.toString()).isGreaterThan(FEWEST_ANSWERED);
            assertThat(api.getOpen("/api/status").is(200).json().path("ready").asBoolean())
                    .isTrue();
            assertThat(api.get("admin", "/api/dead-letters").is(200).json().path("items"))
                    .as("what was acknowledged can be read by every service")
                    .isEmpty();
        }
    }

    private static Answer send(Api api, String login, Request request) {
        HttpRequest.Builder built = api.as(login, request.path())
                .method(
                        request.method().toUpperCase(Locale.ROOT),
                        request.body() == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(request.body()));
        if (request.type() != null) {
            built.header("Content-Type", request.type());
        }
        if (request.ifMatch() != null) {
            built.header("If-Match", request.ifMatch());
        }
        try {
            return api.send(built);
        } catch (IllegalStateException unanswered) {
            throw new IllegalStateException(shown(request) + " was not answered", unanswered);
        }
    }

    private static Optional<String> complaint(Answer answer, JsonNode operation, Set<String> catalogue) {
        int status = answer.status();
        if (status >= 500) {
            return Optional.of("an error of the suite");
        }
        if (!operation.path("responses").has(Integer.toString(status))) {
            return Optional.of("not in the contract");
        }
        if (answer.response().request().method().equals("HEAD")) {
            return Optional.empty();
        }
        if (answer.response().uri().getPath().equals("/oauth2/token")) {
            // RFC 6749, 5.2
            return status < 400 || answer.json().path("error").isString()
                    ? Optional.empty()
                    : Optional.of("no error of OAuth");
        }
        boolean problem = answer.response()
                .headers()
                .firstValue("Content-Type")
                .orElse("")
                .startsWith("application/problem+json");
        if (status >= 400
                && (!problem || !catalogue.contains(answer.json().path("type").asString()))) {
            return Optional.of("no problem of the catalogue");
        }
        return Optional.empty();
    }

    /** What is in an answer, by the names under which it can be asked for. */
    private static List<String> told(Answer answer) {
        if (answer.status() >= 300 || !answer.text().startsWith("{")) {
            return List.of();
        }
        JsonNode all = answer.json();
        return Stream.concat(Stream.of(all), all.path("items").valueStream())
                .flatMap(one -> Stream.of("id", "submission", "login", "code").map(name -> one.path(name)))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .toList();
    }

    private static String shown(Request request) {
        return request.method() + " " + request.path() + " If-Match " + request.ifMatch() + " "
                + shortened(request.body());
    }

    private static String shown(Answer answer) {
        return answer.status() + " " + shortened(answer.text());
    }

    private static String shortened(String text) {
        return text == null ? "" : text.substring(0, Math.min(text.length(), 600));
    }
}
