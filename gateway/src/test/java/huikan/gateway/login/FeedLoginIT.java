package huikan.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.gateway.testing.Browser;
import huikan.gateway.testing.OnGateway;
import java.net.URLDecoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/** The OData feed by a login and its secret, as Excel and Power BI ask for it. */
@ExtendWith(OutputCaptureExtension.class)
class FeedLoginIT extends OnGateway {

    private static final String FEED = "/api/metrics/odata/Figures?$top=3";

    @Autowired
    JwtDecoder decoder;

    @BeforeEach
    void nothingCame() {
        ARRIVED.set(Map.of());
    }

    private static String basic(String login, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((login + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> read(String path, String authorization) {
        return browser().send(browser().request(path).header("Authorization", authorization));
    }

    private HttpResponse<String> read(String login, String secret, String path) {
        return read(path, basic(login, secret));
    }

    private Jwt arrived() {
        List<String> authorization = ARRIVED.get().getOrDefault("Authorization", List.of());
        assertThat(authorization).hasSize(1);
        return decoder.decode(authorization.getFirst().substring("Bearer ".length()));
    }

    private static void isRefused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().allValues("WWW-Authenticate"))
                .contains("Basic realm=\"Huikan\", charset=\"UTF-8\"", "Bearer");
        assertThat(ARRIVED.get()).as("nothing came to the service").isEmpty();
    }

    @Test
    void a_secret_becomes_a_token_of_its_login_behind_the_gateway(CapturedOutput output) {
        String login = newLogin(admin(), "VIEWER");
        for (String path : List.of(FEED, "/api/metrics/odata", "/api/metrics/odata/", "/api/metrics/odata/$metadata")) {
            assertThat(read(login, secret(login), path).statusCode()).as(path).isEqualTo(200);
            Jwt token = arrived();
            assertThat(token.getSubject()).isEqualTo(login);
            assertThat(token.getClaimAsString("agency")).isEqualTo("210902-gov");
            assertThat(token.getClaimAsString("role")).isEqualTo("VIEWER");
            assertThat(ARRIVED.get().get("Huikan-origin")).containsExactly("http://127.0.0.1:" + port);
        }
        assertThat(read("210900-gov.viewer", DEMO, FEED).statusCode())
                .as("one that the gateway was started with")
                .isEqualTo(200);
        assertThat(steps(admin(), login))
                .as("one look at the secret")
                .filteredOn(step -> step.startsWith("LOGGED_IN"))
                .hasSize(1);
        assertThat(output.getAll())
                .doesNotContain(secret(login), basic(login, secret(login)).substring(6));
    }

    @Test
    void who_says_nothing_is_asked_for_a_secret_and_who_has_a_token_or_a_session_is_not() {
        isRefused(browser().get(FEED));
        assertThat(read(FEED, browser().bearer("210900-gov.viewer", DEMO)).statusCode())
                .isEqualTo(200);
        assertThat(arrived().getSubject()).isEqualTo("210900-gov.viewer");
        assertThat(ARRIVED.get().get("Huikan-origin")).containsExactly("http://127.0.0.1:" + port);
        assertThat(loggedIn("210900-gov.viewer", DEMO).get(FEED).statusCode()).isEqualTo(200);
        HttpResponse<String> wrong = read(FEED, "Bearer nothing");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic",
                "Basic ",
                "Basic %%%",
                "Basic Og==",
                "Basic YWRtaW4=",
                "basic YTpiOmM=",
                "Basic YWRtaW46",
                "Basic 4pyT"
            })
    void what_is_no_login_with_its_secret_is_refused(String authorization) {
        HttpResponse<String> answer = read(FEED, authorization);
        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(ARRIVED.get()).isEmpty();
    }

    @Test
    void five_wrong_secrets_lock_for_a_quarter_of_an_hour_here_and_at_the_login_page() {
        String login = newLogin(admin(), "VIEWER");
        for (int i = 0; i < 5; i++) {
            isRefused(read(login, "wrong " + i, FEED));
        }
        isRefused(read(login, secret(login), FEED));
        assertThat(browser().logIn(login, secret(login)).statusCode()).isEqualTo(401);
        clock.forward(Duration.ofMinutes(15));
        assertThat(read(login, secret(login), FEED).statusCode()).isEqualTo(200);
        assertThat(steps(admin(), login)).contains("LOCKED_OUT by " + login);
    }

    @Test
    void a_secret_that_was_right_before_is_no_way_around_the_lock() {
        String login = newLogin(admin(), "VIEWER");
        assertThat(read(login, secret(login), FEED).statusCode()).isEqualTo(200);
        ARRIVED.set(Map.of());
        for (int i = 0; i < 5; i++) {
            isRefused(read(login, "wrong " + i, FEED));
        }
        clock.forward(Duration.ofSeconds(6));
        isRefused(read(login, secret(login), FEED));
        clock.forward(Duration.ofMinutes(15));
        assertThat(read(login, secret(login), FEED).statusCode()).isEqualTo(200);
    }

    @Test
    void wrong_secrets_at_the_login_page_count_here() {
        String login = newLogin(admin(), "VIEWER");
        for (int i = 0; i < 5; i++) {
            browser().logIn(login, "wrong");
        }
        isRefused(read(login, secret(login), FEED));
    }

    @Test
    void of_many_wrong_secrets_at_the_same_time_five_are_tried() throws Exception {
        String login = newLogin(admin(), "VIEWER");
        try (ExecutorService many = Executors.newFixedThreadPool(12)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                String wrong = "wrong " + i;
                answers.add(many.submit(() -> read(login, wrong, FEED).statusCode()));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isEqualTo(401);
            }
        }
        assertThat(steps(admin(), login))
                .filteredOn(step -> step.startsWith("LOGIN_FAILED"))
                .hasSize(5);
    }

    @Test
    void another_secret_and_a_lock_are_noticed_within_seconds() {
        Browser admin = admin();
        String login = newLogin(admin, "VIEWER");
        assertThat(read(login, secret(login), FEED).statusCode()).isEqualTo(200);
        admin.send("POST", "/api/accounts/" + login + "/secret", "{\"secret\": \"another long one\"}");
        assertThat(read(login, "another long one", FEED).statusCode())
                .as("the new one at once")
                .isEqualTo(200);
        clock.forward(Duration.ofSeconds(6));
        ARRIVED.set(Map.of());
        isRefused(read(login, secret(login), FEED));
        assertThat(read(login, "another long one", FEED).statusCode()).isEqualTo(200);
        admin.send("PUT", "/api/accounts/" + login, """
                {"name": "x", "agency": "210902-gov", "role": "VIEWER", "language": "zh", "locked": true}""", "If-Match", "\"2\"");
        clock.forward(Duration.ofSeconds(6));
        HttpResponse<String> locked = read(login, "another long one", FEED);
        assertThat(locked.statusCode()).as(locked.body()).isEqualTo(403);
        assertThat(locked.body()).contains("/problems/account-locked");
    }

    @Test
    void a_secret_reads_the_feed_and_does_nothing_else() {
        String basic = basic("admin", DEMO);
        for (String path : List.of(
                "/api/metrics/rollup?cycle=x", "/api/agencies/210902-gov", "/api/accounts", "/api/metrics/odatas")) {
            assertThat(read(path, basic).statusCode()).as(path).isEqualTo(401);
        }
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            HttpResponse<String> answer = browser()
                    .send(browser()
                            .request("/api/metrics/odata/Figures")
                            .header("Authorization", basic)
                            .method(method, BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).as(method).isEqualTo(401);
        }
        assertThat(ARRIVED.get()).as("nothing came to a service").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Figures?$filter=cycle%20eq%20'annual-2023'",
                "Figures?%24filter=cycle+eq+%27o%27%27clock+%2B+5%25%27&$top=5",
                "Figures?$filter=agency%20eq%20'%E4%B8%AD'%20and%20asOf%20gt%202024-01-01T00:00:00%2B08:00",
                "Completeness(cycle='annual-2023',agency='210902-gov')?$select=filed",
                "Figures/$count?$filter=total%20in%20(1,2)",
                "Figures?$skiptoken=WyJhbm51YWwtMjAyMyJd-_"
            })
    void what_is_asked_comes_to_the_service_however_it_is_encoded(String asked) {
        assertThat(read("210900-gov.viewer", DEMO, "/api/metrics/odata/" + asked)
                        .statusCode())
                .isEqualTo(200);
        assertThat(URLDecoder.decode(ASKED.get(), StandardCharsets.UTF_8))
                .isEqualTo("/api/metrics/odata/" + URLDecoder.decode(asked, StandardCharsets.UTF_8));
    }

    @Test
    void nobody_says_for_the_gateway_where_it_is() {
        browser()
                .send(browser()
                        .request(FEED)
                        .header("Authorization", basic("210900-gov.viewer", DEMO))
                        .header("Huikan-Origin", "https://elsewhere.example"));
        assertThat(ARRIVED.get().get("Huikan-origin")).containsExactly("http://127.0.0.1:" + port);
    }
}
