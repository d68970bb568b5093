package huikan.gateway.login;

import static huikan.gateway.testing.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import huikan.gateway.testing.Browser;
import huikan.gateway.testing.OtherIssuer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens of another issuer at the API. */
class OutsideTokenIT extends OnOtherIssuer {

    private static OtherIssuer issuer;

    private Browser admin;

    @BeforeAll
    static void startIssuer() {
        issuer = OtherIssuer.start(ISSUER_PORT);
    }

    @AfterAll
    static void stopIssuer() {
        issuer.close();
    }

    @BeforeEach
    void logIn() {
        admin = admin();
    }

    private HttpResponse<String> with(String token, String method, String path, String body) {
        Browser client = browser();
        return client.send(method, path, body, "Authorization", "Bearer " + token);
    }

    private HttpResponse<String> me(String token) {
        return with(token, "GET", "/api/me", "");
    }

    /** From the issuer's own token endpoint. */
    private String token(String client) {
        String basic = Base64.getEncoder().encodeToString((client + ":" + OtherIssuer.clientSecret(client)).getBytes());
        HttpResponse<String> answer = browser()
                .send(HttpRequest.newBuilder(URI.create(issuer.address() + "/oauth2/token"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
        return json(answer).path("access_token").asString();
    }

    @Test
    void one_for_this_suite_is_that_of_the_login_with_its_subject() throws Exception {
        String login = linked(admin, OtherIssuer.CLIENT, "REPORTER", false);
        HttpResponse<String> me = me(token(OtherIssuer.CLIENT));
        assertThat(me.statusCode()).as(me.body()).isEqualTo(200);
        assertThat(json(me).path("login").asString()).isEqualTo(login);
        assertThat(json(me).path("actsFor").get(0).asString()).isEqualTo("210902-gov");
        assertThat(me.headers().firstValue("RateLimit-Policy"))
                .as("as with any token")
                .isPresent();
        // the name of the agency may be known from before: what a service sees is looked at with a request of its own
        assertThat(with(token(OtherIssuer.CLIENT), "GET", "/api/agencies/210902-gov", "")
                        .statusCode())
                .isEqualTo(200);
        String arrived = ARRIVED.get().get("Authorization").getFirst();
        assertThat(SignedJWT.parse(arrived.substring("Bearer ".length()))
                        .getJWTClaimsSet()
                        .getIssuer())
                .as("what the services see")
                .isNotEqualTo(issuer.address());
        assertThat(with(token(OtherIssuer.CLIENT), "POST", "/api/me/language", "{\"language\": \"en\"}")
                        .statusCode())
                .as("no page, no CSRF token")
                .isEqualTo(204);
    }

    @Test
    void what_it_says_of_roles_counts_for_nothing() {
        linked(admin, "proud", "VIEWER", false);
        String token =
                OtherIssuer.signed(issuer.claims("proud").claim("role", "ADMIN").claim("scope", "ADMIN"));
        assertThat(json(me(token)).path("role").asString()).isEqualTo("VIEWER");
        assertThat(with(token, "GET", "/api/accounts", "").statusCode()).isEqualTo(403);
    }

    @Test
    void one_for_somebody_else_is_refused() {
        linked(admin, OtherIssuer.OTHER_CLIENT, "VIEWER", false);
        assertRefused(token(OtherIssuer.OTHER_CLIENT));
        assertThat(me(OtherIssuer.signed(
                                issuer.claims(OtherIssuer.OTHER_CLIENT).audience(List.of("x", OtherIssuer.CLIENT))))
                        .statusCode())
                .as("for it, too")
                .isEqualTo(200);
    }

    private void assertRefused(String token) {
        HttpResponse<String> answer = me(token);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        assertThat(json(answer).path("type").asString()).isEqualTo("/problems/unauthenticated");
    }

    @Test
    void one_that_does_not_hold_is_refused() {
        linked(admin, "careful", "VIEWER", false);
        Instant past = Instant.now().minus(Duration.ofMinutes(10));
        assertThat(me(OtherIssuer.signed(issuer.claims("careful"))).statusCode())
                .as("as it ought to be")
                .isEqualTo(200);
        assertRefused(OtherIssuer.signed(issuer.claims("careful").expirationTime(Date.from(past))));
        assertRefused(OtherIssuer.signed(issuer.claims("careful").expirationTime(null)));
        assertRefused(OtherIssuer.signed(
                issuer.claims("careful").notBeforeTime(Date.from(Instant.now().plus(Duration.ofMinutes(1))))));
        assertRefused(OtherIssuer.forged(issuer.claims("careful")));
        assertRefused(OtherIssuer.signed(issuer.claims("careful").issuer("http://127.0.0.1:9")));
        assertRefused(OtherIssuer.signed(issuer.claims("careful").subject(null)));
        assertRefused(OtherIssuer.signed(issuer.claims("careful").claim("nonce", "of an ID token")));
        assertRefused("nonsense");
        assertRefused("a.b.c");
    }

    @Test
    void one_that_was_good_a_moment_ago_is_asked_again_whether_it_is() {
        linked(admin, "brief", "VIEWER", false);
        Instant end = Instant.now().plusSeconds(1);
        // five seconds of another clock are forgiven
        String token = OtherIssuer.signed(issuer.claims("brief")
                .issueTime(Date.from(end.minusSeconds(60)))
                .notBeforeTime(Date.from(end.minusSeconds(60)))
                .expirationTime(Date.from(end.minusSeconds(4))));
        assertThat(me(token).statusCode()).isEqualTo(200);
        await().until(() -> me(token).statusCode() == 401);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void one_of_nobody_or_of_somebody_who_is_locked_is_told_why(boolean locked) {
        if (locked) {
            linked(admin, "locked-one", "VIEWER", true);
        }
        HttpResponse<String> answer = me(OtherIssuer.signed(issuer.claims("locked-one")));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(json(answer).path("type").asString())
                .isEqualTo(locked ? "/problems/account-locked" : "/problems/account-none");
    }

    @Test
    void our_own_go_on_as_they_were() {
        assertThat(me(browser().bearer("210902-gov", DEMO).substring("Bearer ".length()))
                        .statusCode())
                .isEqualTo(200);
    }
}
