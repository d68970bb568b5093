package huikan.gateway.login;

import static huikan.gateway.testing.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.gateway.Gateways;
import huikan.gateway.testing.Browser;
import huikan.gateway.testing.OnGateway;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** The requests of a session. */
class SessionIT extends OnGateway {

    private static final String LOGIN = "210902-gov";

    @Autowired
    Environment environment;

    private static String verify(Browser browser, String... headers) {
        HttpResponse<String> answer = browser.send("POST", "/api/receipts/verify", "{\"receipt\": \"none\"}", headers);
        return answer.statusCode()
                + (answer.statusCode() == 200
                        ? ""
                        : " " + json(answer).path("type").asString());
    }

    @Test
    void me_says_who_it_is() {
        Browser browser = loggedIn(LOGIN, DEMO);
        HttpResponse<String> answer = browser.get("/api/me");
        assertThat(answer.headers().firstValue("X-CSRF-Token")).isEqualTo(browser.cookie("huikan-csrf"));
        assertThat(json(answer).toString())
                .isEqualTo("{\"login\":\"210902-gov\",\"name\":\"210902-gov\","
                        + "\"agency\":{\"code\":\"210902-gov\",\"name\":\"海州区人民政府\",\"level\":\"COUNTY\"},\"role\":\"REPORTER\","
                        + "\"actsFor\":[\"210902-gov\"],\"sees\":[\"210902-gov\"],\"language\":\"zh\"}");
    }

    @Test
    void me_answers_to_a_token_and_while_the_directory_is_away() {
        Browser client = browser();
        HttpResponse<String> answer = client.send(
                client.request("/api/me").header("Authorization", client.bearer("210903-gov.reviewer", DEMO)));
        assertThat(answer.headers().firstValue("X-CSRF-Token")).isEmpty();
        JsonNode me = json(answer);
        assertThat(me.path("agency").toString())
                .isEqualTo("{\"code\":\"210903-gov\",\"name\":\"210903-gov\",\"level\":null}");
        assertThat(me.path("actsFor").toString()).isEqualTo("[]");
        assertThat(me.path("sees").toString()).isEqualTo("[\"210903-gov\"]");
        assertThat(json(admin().get("/api/me")).path("agency").isNull()).isTrue();
    }

    @Test
    void behind_the_gateway_there_is_a_token_and_no_cookie() {
        Browser browser = loggedIn(LOGIN, DEMO);
        assertThat(browser.get("/api/agencies/210902-gov").statusCode()).isEqualTo(200);
        assertThat(ARRIVED.get().keySet()).noneMatch("cookie"::equalsIgnoreCase);
        String first = ARRIVED.get().get("Authorization").getFirst();
        assertThat(first).startsWith("Bearer ");
        browser.get("/api/agencies/210902-gov");
        assertThat(ARRIVED.get().get("Authorization")).containsExactly(first);
        assertThat(browser.get("/api/agencies/210902-gov").headers().firstValue("RateLimit"))
                .as("the limits know the login")
                .isPresent();
    }

    @Test
    void what_changes_something_needs_the_token_of_the_session_from_a_page_of_this_origin() {
        Browser browser = loggedIn(LOGIN, DEMO);
        assertThat(verify(browser)).isEqualTo("200");
        assertThat(verify(browser, "Sec-Fetch-Site", "same-origin")).isEqualTo("200");
        assertThat(verify(browser, "Sec-Fetch-Site", "cross-site")).isEqualTo("403 /problems/csrf-token-wrong");
        Browser without = browser();
        for (String csrf : new String[] {null, "", "wrong"}) {
            var request = without.request("/api/receipts/verify")
                    .header("Content-Type", "application/json")
                    .header(
                            "Cookie",
                            "huikan-session=" + browser.cookie("huikan-session").orElseThrow())
                    .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"receipt\": \"none\"}"));
            if (csrf != null) {
                request.header("X-CSRF-Token", csrf);
            }
            HttpResponse<String> answer = without.send(request);
            assertThat(answer.statusCode()).as(csrf).isEqualTo(403);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        }
        Browser other = loggedIn(LOGIN, DEMO);
        var foreign = without.request("/api/receipts/verify")
                .header("Content-Type", "application/json")
                .header(
                        "Cookie",
                        "huikan-session=" + browser.cookie("huikan-session").orElseThrow())
                .header("X-CSRF-Token", other.cookie("huikan-csrf").orElseThrow())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"receipt\": \"none\"}"));
        assertThat(without.send(foreign).statusCode())
                .as("the token of another session of the same login")
                .isEqualTo(403);
    }

    @Test
    void a_request_with_a_token_of_its_own_goes_on_as_it_came() {
        Browser browser = loggedIn(LOGIN, DEMO);
        HttpResponse<String> answer =
                browser.send(browser.request("/api/me").header("Authorization", browser.bearer("210904-gov", DEMO)));
        assertThat(json(answer).path("login").asString()).isEqualTo("210904-gov");
        assertThat(browser.send(browser.request("/api/me").header("Authorization", "Bearer nonsense"))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_session_that_is_not_known_is_refused_and_its_cookie_cleared_and_open_paths_stay_open() {
        Browser browser = browser();
        HttpResponse<String> answer =
                browser.send(browser.request("/api/me").header("Cookie", "huikan-session=nonsense"));
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(json(answer).path("type").asString()).isEqualTo("/problems/unauthenticated");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(one -> one.startsWith("huikan-session=;") && one.contains("Max-Age=0"));
        HttpResponse<String> open =
                browser.send(browser.request("/api/openapi.json").header("Cookie", "huikan-session=nonsense"));
        assertThat(open.statusCode()).isEqualTo(200);
        assertThat(open.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void a_session_ends_an_hour_after_the_last_request() {
        Browser browser = loggedIn(LOGIN, DEMO);
        for (int i = 0; i < 3; i++) {
            clock.forward(Duration.ofMinutes(58));
            assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
        }
        clock.forward(Duration.ofMinutes(61));
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void a_session_ends_twelve_hours_after_the_login_whatever_comes() {
        Browser browser = loggedIn(LOGIN, DEMO);
        for (int i = 0; i < 14; i++) {
            clock.forward(Duration.ofMinutes(50));
            assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
        }
        clock.forward(Duration.ofMinutes(21));
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void two_gateways_know_the_same_session_and_its_end() {
        Browser browser = loggedIn(LOGIN, DEMO);
        try (ServletWebServerApplicationContext second = Gateways.another(environment)) {
            Browser there = browser.at(second.getWebServer().getPort());
            assertThat(there.get("/api/me").statusCode()).isEqualTo(200);
            assertThat(verify(there)).isEqualTo("200");
            assertThat(there.send("POST", "/logout", null).statusCode()).isEqualTo(204);
        }
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void another_role_counts_within_seconds() {
        Browser admin = admin();
        String login = newLogin(admin, "VIEWER");
        Browser browser = loggedIn(login, secret(login));
        assertThat(json(browser.get("/api/me")).path("role").asString()).isEqualTo("VIEWER");
        admin.send("PUT", "/api/accounts/" + login, """
                {"name": "王小明", "agency": "210902-gov", "role": "REPORTER", "language": "en", "locked": false}""", "If-Match", "\"1\"");
        await().atMost(Duration.ofSeconds(8)).untilAsserted(() -> {
            JsonNode me = json(browser.get("/api/me"));
            assertThat(me.path("role").asString()).isEqualTo("REPORTER");
            assertThat(me.path("language").asString()).isEqualTo("en");
        });
    }

    @Test
    void a_person_who_is_locked_or_whose_sessions_are_ended_is_out_within_seconds() {
        Browser admin = admin();
        String login = newLogin(admin, "VIEWER");
        Browser browser = loggedIn(login, secret(login));
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(admin.send("DELETE", "/api/accounts/" + login + "/sessions", null)
                        .statusCode())
                .isEqualTo(204);
        await().atMost(Duration.ofSeconds(8))
                .untilAsserted(
                        () -> assertThat(browser.get("/api/me").statusCode()).isEqualTo(401));

        Browser again = loggedIn(login, secret(login));
        assertThat(again.get("/api/me").statusCode()).isEqualTo(200);
        admin.send("PUT", "/api/accounts/" + login, """
                {"name": "王小明", "agency": "210902-gov", "role": "VIEWER", "language": "zh", "locked": true}""", "If-Match", "\"1\"");
        await().atMost(Duration.ofSeconds(8))
                .untilAsserted(
                        () -> assertThat(again.get("/api/me").statusCode()).isEqualTo(401));
        assertThat(browser().logIn(login, secret(login)).statusCode()).isEqualTo(403);
    }

    @Test
    void who_changes_the_secret_stays_and_the_other_sessions_end() {
        String login = newLogin(admin(), "VIEWER");
        Browser here = loggedIn(login, secret(login));
        Browser there = loggedIn(login, secret(login));
        assertThat(there.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(here.send("POST", "/api/me/secret", "{\"old\": \"wrong\", \"new\": \"a whole new secret\"}")
                        .statusCode())
                .isEqualTo(403);
        assertThat(here.send("POST", "/api/me/secret", "{\"old\": \"%s\", \"new\": \"short\"}".formatted(secret(login)))
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> changed = here.send(
                "POST",
                "/api/me/secret",
                "{\"old\": \"%s\", \"new\": \"a whole new secret\"}".formatted(secret(login)));
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(204);
        await().atMost(Duration.ofSeconds(8))
                .untilAsserted(
                        () -> assertThat(there.get("/api/me").statusCode()).isEqualTo(401));
        assertThat(here.get("/api/me").statusCode()).isEqualTo(200);
        assertThat(browser().logIn(login, secret(login)).statusCode()).isEqualTo(401);
        assertThat(browser().logIn(login, "a whole new secret").statusCode()).isEqualTo(303);
    }

    @Test
    void the_language_is_the_persons_choice() {
        Browser browser = loggedIn("210905-gov.viewer", DEMO);
        assertThat(browser.send("POST", "/api/me/language", "{\"language\": \"en\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(browser.send("POST", "/api/me/language", "{\"language\": \"fr\"}")
                        .statusCode())
                .isEqualTo(422);
        await().atMost(Duration.ofSeconds(8))
                .untilAsserted(() -> assertThat(
                                json(browser.get("/api/me")).path("language").asString())
                        .isEqualTo("en"));
        assertThat(browser().logIn("210905-gov.viewer", DEMO).statusCode())
                .as("the secret is as it was")
                .isEqualTo(303);
    }
}
