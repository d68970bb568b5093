package huikan.gateway.login;

import static huikan.gateway.testing.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.gateway.testing.Browser;
import huikan.testing.Infrastructure;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A gateway that is started while its store is away: it takes filings, and people wait. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"huikan.accounts.demo=true", "huikan.store.patience=200ms"})
class StoreAwayIT {

    @LocalServerPort
    int port;

    /** Nothing listens there. */
    @DynamicPropertySource
    static void away(DynamicPropertyRegistry properties) {
        Infrastructure.register(properties);
        properties.add("spring.mongodb.uri", () -> "mongodb://127.0.0.1:9");
    }

    private HttpResponse<String> asClient(String path, String body) {
        Browser client = new Browser(port);
        return client.send(client.request(path)
                .header("Authorization", client.bearer("210902-gov", "huikan-demo"))
                .header("Content-Type", "application/json")
                .method(body.isEmpty() ? "GET" : "POST", BodyPublishers.ofString(body)));
    }

    @Test
    void a_filing_with_a_token_is_acknowledged_and_the_gateway_is_ready() {
        HttpResponse<String> filed = asClient("/api/submissions", """
                {"cycle": "annual-2023", "agency": "210902-gov", "indicators": {"own": {"INS001": 1}}}""");
        assertThat(filed.statusCode()).as(filed.body()).isEqualTo(202);
        assertThat(new Browser(port).get("/actuator/health/readiness").statusCode())
                .isEqualTo(200);
        assertThat(json(asClient("/api/me", "")).path("login").asString()).isEqualTo("210902-gov");
    }

    @Test
    void who_logs_in_or_has_a_session_is_asked_to_come_again() {
        Browser browser = new Browser(port);
        HttpResponse<String> page = browser.logIn("210902-gov", "huikan-demo");
        assertThat(page.statusCode()).isEqualTo(503);
        assertThat(page.headers().firstValue("Retry-After")).isPresent();
        assertThat(page.body()).contains("data-testid=\"problem\"");
        HttpResponse<String> answer =
                browser.send(browser.request("/api/me").header("Cookie", "huikan-session=something"));
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(answer).path("type").asString()).isEqualTo("/problems/unavailable");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .as("the session may be there when the store is")
                .isEmpty();
    }
}
