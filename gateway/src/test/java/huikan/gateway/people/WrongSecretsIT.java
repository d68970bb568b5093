package huikan.gateway.people;

import static huikan.gateway.testing.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.gateway.testing.Browser;
import huikan.gateway.testing.OnGateway;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What wrong secrets do to a login. */
class WrongSecretsIT extends OnGateway {

    @Test
    void five_wrong_secrets_lock_for_a_quarter_of_an_hour() {
        String login = newLogin(admin(), "VIEWER");
        for (int i = 0; i < 5; i++) {
            assertThat(browser().logIn(login, "wrong").statusCode()).isEqualTo(401);
        }
        assertThat(browser().logIn(login, secret(login)).statusCode()).isEqualTo(401);
        clock.forward(Duration.ofMinutes(14));
        assertThat(browser().logIn(login, secret(login)).statusCode()).isEqualTo(401);
        clock.forward(Duration.ofMinutes(1));
        assertThat(browser().logIn(login, secret(login)).statusCode()).isEqualTo(303);
        assertThat(steps(admin(), login))
                .startsWith("LOGGED_IN by " + login, "LOCKED_OUT by " + login)
                .filteredOn(step -> step.startsWith("LOGIN_FAILED"))
                .hasSize(5);
    }

    @Test
    void the_right_secret_in_between_begins_the_count_again() {
        String login = newLogin(admin(), "VIEWER");
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 4; i++) {
                browser().logIn(login, "wrong");
            }
            assertThat(browser().logIn(login, secret(login)).statusCode()).isEqualTo(303);
        }
    }

    @Test
    void a_new_secret_by_an_administrator_ends_the_lock() {
        String login = newLogin(admin(), "VIEWER");
        for (int i = 0; i < 5; i++) {
            browser().logIn(login, "wrong");
        }
        admin().send("POST", "/api/accounts/" + login + "/secret", "{\"secret\": \"another long one\"}");
        assertThat(browser().logIn(login, "another long one").statusCode()).isEqualTo(303);
    }

    @Test
    void an_administrator_sees_until_when_a_login_is_locked_out_and_that_a_new_secret_ends_it() {
        Browser admin = admin();
        String login = newLogin(admin, "VIEWER");
        String other = newLogin(admin, "VIEWER");
        for (int i = 0; i < 4; i++) {
            browser().logIn(login, "wrong");
        }
        assertThat(lockedOutUntil(admin, login)).as("once more may be tried").isEmpty();
        Instant before = clock.instant();
        browser().logIn(login, "wrong");
        Instant after = clock.instant();
        assertThat(lockedOutUntil(admin, login))
                .hasValueSatisfying(until -> assertThat(Instant.parse(until))
                        .isBetween(before.plus(Duration.ofMinutes(15)), after.plus(Duration.ofMinutes(15))));
        assertThat(lockedOutUntil(admin, other)).isEmpty();
        assertThat(json(admin.get("/api/accounts/" + login)).path("locked").asBoolean())
                .as("no administrator locked it")
                .isFalse();
        admin.send("POST", "/api/accounts/" + login + "/secret", "{\"secret\": \"another long one\"}");
        assertThat(lockedOutUntil(admin, login)).isEmpty();
        for (int i = 0; i < 5; i++) {
            browser().logIn(login, "wrong");
        }
        assertThat(lockedOutUntil(admin, login)).isPresent();
        clock.forward(Duration.ofMinutes(15));
        assertThat(lockedOutUntil(admin, login)).as("over by itself").isEmpty();
    }

    /** As the list and the login itself say it. */
    private static Optional<String> lockedOutUntil(Browser admin, String login) {
        JsonNode listed = json(admin.get("/api/accounts?login=" + login)).at("/items/0/lockedOutUntil");
        assertThat(json(admin.get("/api/accounts/" + login)).path("lockedOutUntil"))
                .isEqualTo(listed);
        assertThat(listed.isMissingNode()).as("it is always said").isFalse();
        return Optional.ofNullable(listed.asString(null));
    }

    @Test
    void of_many_wrong_secrets_at_the_same_time_five_are_tried() throws Exception {
        String login = newLogin(admin(), "VIEWER");
        try (ExecutorService many = Executors.newFixedThreadPool(12)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                answers.add(many.submit(() -> browser().logIn(login, "wrong").statusCode()));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(401);
            }
        }
        assertThat(steps(admin(), login))
                .filteredOn(step -> step.startsWith("LOGIN_FAILED"))
                .hasSize(5);
        assertThat(steps(admin(), login))
                .filteredOn(step -> step.startsWith("LOCKED_OUT"))
                .hasSize(1);
    }

    private HttpResponse<String> logIn(String login, String secret, String language) {
        Browser browser = browser();
        return browser.postForm(
                "/login", "_csrf", browser.formToken(), "login", login, "secret", secret, "lang", language);
    }

    @Test
    void who_has_the_secret_of_a_login_that_an_administrator_locked_is_told_so_and_nobody_else() {
        Browser admin = admin();
        String login = newLogin(admin, "VIEWER");
        admin.send("PUT", "/api/accounts/" + login, """
                {"name": "x", "agency": "210902-gov", "role": "VIEWER", "language": "zh", "locked": true}""", "If-Match", "\"1\"");
        HttpResponse<String> told = logIn(login, secret(login), "en");
        assertThat(told.statusCode()).as(told.body()).isEqualTo(403);
        assertThat(told.body()).contains("is locked by an administrator");
        assertThat(told.headers().allValues("Set-Cookie")).noneMatch(one -> one.startsWith("huikan-session"));
        assertThat(logIn(login, secret(login), "zh").body()).contains("已被管理员停用");
        assertThat(steps(admin, login)).startsWith("LOGIN_FAILED by " + login, "LOGIN_FAILED by " + login);
        for (int i = 0; i < 5; i++) {
            HttpResponse<String> wrong = logIn(login, "wrong", "en");
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.body()).doesNotContain("by an administrator");
        }
        assertThat(logIn(login, secret(login), "en").statusCode())
                .as("who has guessed five times learns no more")
                .isEqualTo(401);
    }
}
