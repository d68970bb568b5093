package huikan.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

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
class LimitsIT extends ThroughGateway {

    private HttpResponse<String> post(String path, String authorization, String type, String body)
            throws IOException, InterruptedException {
        return send(request(path, authorization).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
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
