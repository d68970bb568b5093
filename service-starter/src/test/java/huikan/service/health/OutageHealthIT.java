package huikan.service.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoDatabase;
import huikan.service.page.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A service whose broker and store are both away: alive, not ready, and plain about it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=outage-test",
            "spring.kafka.bootstrap-servers=127.0.0.1:1",
            "spring.kafka.admin.fail-fast=false",
            "spring.kafka.admin.properties.default.api.timeout.ms=1000",
            "spring.kafka.admin.properties.request.timeout.ms=1000",
            "spring.mongodb.uri=mongodb://127.0.0.1:1",
            "huikan.store.database=none",
            "huikan.store.patience=300ms",
            "huikan.security.jwk-set-uri=http://127.0.0.1:1/keys",
            "huikan.security.open=/open/**"
        })
class OutageHealthIT {

    @SpringBootApplication
    @Import(Things.class)
    static class App {}

    @RestController
    @RequestMapping("/open")
    static class Things {
        private final MongoDatabase database;

        Things(MongoDatabase database) {
            this.database = database;
        }

        record Body(String name, int size) {}

        @GetMapping("/store")
        String store() {
            return String.valueOf(database.runCommand(new Document("ping", 1)));
        }

        @GetMapping("/bug")
        String bug() {
            throw new IllegalStateException("the inside of the house");
        }

        @GetMapping("/list")
        int list(@RequestParam(defaultValue = "50") int limit) {
            return Page.limit(limit);
        }

        @PostMapping("/body")
        String body(@RequestBody Body body) {
            return body.name();
        }
    }

    @LocalServerPort
    int port;

    @Autowired
    MongoDatabase database;

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.timeout(Duration.ofSeconds(20)).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private HttpResponse<String> post(String body) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/open/body"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void a_dead_broker_and_a_dead_store_turn_readiness_red_and_not_liveness() throws Exception {
        assertThat(get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        HttpResponse<String> readiness = get("/actuator/health/readiness");
        assertThat(readiness.statusCode()).isEqualTo(503);
        JsonNode components = JsonMapper.shared().readTree(readiness.body()).path("components");
        assertThat(components.at("/kafka/status").asString()).isEqualTo("DOWN");
        assertThat(components.at("/store/status").asString()).isEqualTo("DOWN");
        assertThatThrownBy(() -> database.runCommand(new Document("ping", 1))).isNotNull();
    }

    @Test
    void metrics_are_there_for_whoever_watches() throws Exception {
        assertThat(get("/actuator/prometheus").body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void a_store_that_is_away_is_503_with_the_time_to_come_again() throws Exception {
        HttpResponse<String> answer = get("/open/store");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("/problems/unavailable");
    }

    @Test
    void a_bug_is_told_without_a_word_of_the_inside() throws Exception {
        HttpResponse<String> answer = get("/open/bug");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body())
                .contains("/problems/internal")
                .doesNotContain("inside")
                .doesNotContain("Exception");
    }

    @Test
    void a_token_that_cannot_be_checked_is_503_and_none_is_401() throws Exception {
        String token = "eyJhbGciOiJSUzI1NiIsImtpZCI6IngifQ.eyJzdWIiOiJ4In0.c2ln";
        assertThat(get("/closed", "Authorization", "Bearer " + token).statusCode())
                .isEqualTo(503);
        assertThat(get("/closed").statusCode()).isEqualTo(401);
    }

    @Test
    void a_body_that_does_not_fit_is_told_with_its_place() throws Exception {
        assertThat(post("{").statusCode()).isEqualTo(400);
        for (String body : new String[] {
            "{\"name\":{\"$ne\":1},\"size\":1}",
            "{\"name\":\"x\",\"size\":\"many\"}",
            "{\"name\":false,\"size\":1}",
            "{\"name\":1.5,\"size\":1}",
            "{\"name\":\"x\",\"size\":\"1\"}",
            "{\"name\":\"x\",\"size\":1.5}",
            "{\"name\":\"x\",\"size\":99999999999}",
            "{\"name\":\"x\",\"size\":1,\"more\":2}"
        }) {
            HttpResponse<String> answer = post(body);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
            assertThat(answer.body()).containsPattern("\"pointer\":\"/(name|size|more)\"");
        }
        assertThat(post("{\"name\":\"x\",\"size\":1}").statusCode()).isEqualTo(200);
    }

    @Test
    void a_method_that_is_not_allowed_is_told_those_that_are() throws Exception {
        HttpResponse<String> answer = get("/open/body");
        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"0, 422", "-1, 422", "501, 422", "2147483647, 422", "2147483648, 422", "x, 422", "1, 200", "500, 200"})
    void a_limit_that_is_not_allowed_is_refused_by_its_name(String limit, int status) throws Exception {
        HttpResponse<String> answer = get("/open/list?limit=" + limit);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (status == 422) {
            assertThat(answer.body()).contains("parameter.limit");
        } else {
            assertThat(answer.body()).isEqualTo(limit);
        }
    }
}
