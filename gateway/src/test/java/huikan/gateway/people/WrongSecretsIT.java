package huikan.gateway.people;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.gateway.testing.OnGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

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
}
