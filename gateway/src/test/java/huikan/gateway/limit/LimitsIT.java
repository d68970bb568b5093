package huikan.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.testing.OnInfrastructure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** The limits as a client meets them. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "huikan.accounts.demo=true",
            "huikan.limits.requests.per-second=1",
            "huikan.limits.requests.burst=4",
            "huikan.limits.tokens.per-second=1",
            "huikan.limits.tokens.burst=3",
            "huikan.limits.filings.per-second=1",
            "huikan.limits.filings.burst=2"
        })
class LimitsIT extends OnInfrastructure {

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> post(String path, String authorization, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", authorization)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> token(String login) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((login + ":huikan-demo").getBytes(StandardCharsets.UTF_8));
        return post(
                "/oauth2/token",
                "Basic " + basic,
                "application/x-www-form-urlencoded",
                "grant_type=client_credentials");
    }

    private String bearer(String login) throws IOException, InterruptedException {
        return "Bearer "
                + JsonMapper.shared()
                        .readTree(token(login).body())
                        .path("access_token")
                        .asString();
    }

    @Test
    void who_asks_too_much_is_told_the_limit_and_when_to_come_again_and_others_are_not_touched() throws Exception {
        String one = bearer("210902-gov");
        String other = bearer("210903-gov");
        String lines = ("{\"cycle\":\"annual-2023\",\"agency\":\"210902-gov\"}\n").repeat(3);
        HttpResponse<String> batch = post("/api/submissions/batch", one, "application/x-ndjson", lines);
        assertThat(batch.statusCode()).isEqualTo(200);
        assertThat(batch.headers().firstValue("RateLimit"))
                .hasValueSatisfying(state -> assertThat(state).startsWith("\"requests\";r=3"));
        assertThat(batch.headers().firstValue("RateLimit-Policy")).hasValue("\"requests\";q=4;w=4");
        assertThat(batch.body().lines().toList()).hasSize(3);
        assertThat(batch.body().lines().filter(line -> line.contains("too-many-filings")))
                .hasSize(1);

        HttpResponse<String> answer = batch;
        for (int i = 0; i < 8 && answer.statusCode() != 429; i++) {
            answer = post("/api/receipts/verify", one, "application/json", "{}");
        }
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("/problems/too-many-requests");
        assertThat(post("/api/receipts/verify", other, "application/json", "{\"receipt\":\"none\"}")
                        .statusCode())
                .isEqualTo(200);

        HttpResponse<String> guess = token("admin");
        for (int i = 0; i < 8 && guess.statusCode() != 429; i++) {
            guess = token("admin");
        }
        assertThat(guess.statusCode()).isEqualTo(429);
        assertThat(guess.headers().firstValue("Retry-After")).isPresent();
    }
}
