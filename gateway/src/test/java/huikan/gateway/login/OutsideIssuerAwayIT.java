package huikan.gateway.login;

import static huikan.gateway.testing.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.gateway.testing.Browser;
import huikan.gateway.testing.OtherIssuer;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** A gateway that is started while the outside issuer is away, which then comes and goes. */
// a gateway of its own, which has never seen the issuer
@TestPropertySource(properties = "huikan.oidc.audience=" + OtherIssuer.CLIENT)
class OutsideIssuerAwayIT extends OnOtherIssuer {

    private static void assertAway(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(answer.body())
                .contains("data-testid=\"problem\"", "cannot be reached at the moment", "data-testid=\"login-submit\"");
    }

    @Test
    void without_it_the_gateway_serves_its_own_and_who_needs_it_is_asked_to_come_again() {
        Browser browser = browser();
        assertAway(browser.get("/login/oidc?lang=en"));
        assertThat(browser.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        Browser client = browser();
        HttpResponse<String> own =
                client.send(client.request("/api/me").header("Authorization", client.bearer("210902-gov", DEMO)));
        assertThat(own.statusCode()).isEqualTo(200);
        Browser admin = admin();
        String login = linked(admin, "wang", "VIEWER", false);

        String back;
        try (OtherIssuer issuer = OtherIssuer.start(ISSUER_PORT)) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> browser.get("/login/oidc").statusCode() == 303);
            back = prove(browser, leave(browser, "/"), "wang");
            String token = OtherIssuer.signed(issuer.claims("wang"));
            issuer.stop();
            assertAway(at(browser, back));
            HttpResponse<String> foreign =
                    client.send(client.request("/api/me").header("Authorization", "Bearer " + token));
            assertThat(foreign.statusCode()).as(foreign.body()).isEqualTo(503);
            assertThat(json(foreign).path("type").asString()).isEqualTo("/problems/issuer-away");
            assertThat(foreign.headers().firstValue("Retry-After")).hasValue("2");
        }
        try (OtherIssuer again = OtherIssuer.start(ISSUER_PORT)) {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> logInOutside(browser(), "wang", "/").statusCode() == 303);
            String token = OtherIssuer.signed(again.claims("wang"));
            again.stop();
            HttpResponse<String> foreign =
                    client.send(client.request("/api/me").header("Authorization", "Bearer " + token));
            assertThat(json(foreign).path("login").asString())
                    .as("the keys that are known hold")
                    .isEqualTo(login);
        }
    }
}
