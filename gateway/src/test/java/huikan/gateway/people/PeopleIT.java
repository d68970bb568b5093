package huikan.gateway.people;

import static huikan.gateway.testing.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.gateway.testing.Browser;
import huikan.gateway.testing.OnGateway;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Logins as an administrator keeps them. */
class PeopleIT extends OnGateway {

    private Browser admin;

    @BeforeEach
    void anAdministrator() {
        admin = admin();
    }

    private static String body(String role, boolean locked) {
        return """
                {"name": "李小红", "agency": %s, "role": "%s", "language": "zh", "locked": %s}""".formatted(role.equals("ADMIN") ? "null" : "\"210902-gov\"", role, locked);
    }

    @Test
    void a_login_is_made_changed_and_followed() {
        String login = newLogin(admin, "REPORTER");
        HttpResponse<String> one = admin.get("/api/accounts/" + login);
        assertThat(one.headers().firstValue("ETag")).hasValue("\"1\"");
        assertThat(json(one).toString())
                .isEqualTo(
                        "{\"login\":\"" + login + "\",\"name\":\"王小明\",\"agency\":\"210902-gov\",\"role\":\"REPORTER\","
                                + "\"language\":\"zh\",\"locked\":false,\"lockedOutUntil\":null,\"subject\":null,\"version\":1}");
        String path = "/api/accounts/" + login;
        assertThat(admin.send("PUT", path, body("REVIEWER", false)).statusCode())
                .isEqualTo(428);
        assertThat(admin.send("PUT", path, body("REVIEWER", false), "If-Match", "\"7\"")
                        .statusCode())
                .isEqualTo(412);
        HttpResponse<String> changed = admin.send("PUT", path, body("REVIEWER", false), "If-Match", "\"1\"");
        assertThat(changed.headers().firstValue("ETag")).hasValue("\"2\"");
        admin.send("PUT", path, body("REVIEWER", true), "If-Match", "\"2\"");
        admin.send("PUT", path, body("REVIEWER", false), "If-Match", "\"3\"");
        assertThat(admin.send("POST", path + "/secret", "{\"secret\": \"another long one\"}")
                        .statusCode())
                .isEqualTo(204);
        Browser person = loggedIn(login, "another long one");
        person.send("POST", "/logout", null);
        assertThat(steps(admin, login))
                .containsExactly(
                        "LOGGED_OUT by " + login,
                        "LOGGED_IN by " + login,
                        "SECRET_SET by admin",
                        "UNLOCKED by admin",
                        "LOCKED by admin",
                        "CHANGED by admin",
                        "MADE by admin");
        assertThat(json(admin.get(path + "/trail"))
                        .path("items")
                        .get(5)
                        .path("detail")
                        .asString())
                .isEqualTo("name: 王小明 -> 李小红; role: REPORTER -> REVIEWER");
        assertThat(admin.get(path + "/trail").body()).doesNotContain("another long one");
    }

    @Test
    void a_login_that_is_there_is_not_made_again() {
        for (String login : new String[] {"admin", "210902-gov", newLogin(admin, "VIEWER")}) {
            assertThat(admin.send("POST", "/api/accounts", """
                            {"login": "%s", "name": "x", "agency": "210902-gov", "role": "VIEWER", "secret": "long enough it is"}""".formatted(login)).statusCode())
                    .isEqualTo(409);
        }
    }

    @Test
    void everything_that_is_wrong_is_said_at_once() {
        HttpResponse<String> answer = admin.send("POST", "/api/accounts", """
                {"login": "no|login", "name": " ", "agency": null, "role": "VIEWER", "secret": "short"}""");
        assertThat(answer.statusCode()).isEqualTo(422);
        List<String> pointers = new ArrayList<>();
        json(answer)
                .path("errors")
                .forEach(error -> pointers.add(error.path("pointer").asString()));
        assertThat(pointers).containsExactlyInAnyOrder("/login", "/name", "/agency", "/secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"login\": \"a\", \"nonsense\": 1}; 422",
                "{\"login\": 1}; 422",
                "{\"login\": \"a\"}; 422",
                "{\"login\": \"a\", \"name\": \"a\", \"agency\": \"210902-gov\", \"role\": \"KING\", \"secret\": \"long enough it is\"}; 422",
                "[]; 422",
                "{; 400"
            })
    void a_body_that_does_not_fit_is_refused(String body, int status) {
        assertThat(admin.send("POST", "/api/accounts", body).statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/accounts",
                "/api/accounts/admin",
                "/api/accounts/admin/sessions",
                "/api/accounts/admin/trail"
            })
    void logins_are_for_administrators(String path) {
        assertThat(loggedIn("210902-gov", DEMO).get(path).statusCode()).isEqualTo(403);
    }

    @Test
    void what_is_not_there_is_not_found() {
        assertThat(admin.get("/api/accounts/nobody").statusCode()).isEqualTo(404);
        assertThat(admin.send("POST", "/api/accounts/nobody/secret", "{\"secret\": \"long enough it is\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_login_of_the_start_gets_its_document_with_its_first_change() {
        String path = "/api/accounts/210911-gov.viewer";
        assertThat(json(admin.get(path)).path("version").asInt()).isZero();
        assertThat(admin.send("PUT", path, body("INSPECTOR", false), "If-Match", "\"0\"")
                        .statusCode())
                .isEqualTo(200);
        Browser person = loggedIn("210911-gov.viewer", DEMO);
        assertThat(json(person.get("/api/me")).path("role").asString())
                .as("the store's word counts")
                .isEqualTo("INSPECTOR");
        assertThat(admin.send("PUT", path, body("VIEWER", false), "If-Match", "\"0\"")
                        .statusCode())
                .isEqualTo(412);
        admin.send("POST", path + "/secret", "{\"secret\": \"another long one\"}");
        assertThat(browser().logIn("210911-gov.viewer", DEMO).statusCode()).isEqualTo(401);
        assertThat(person.bearer("210911-gov.viewer", DEMO))
                .as("a machine's token is what the gateway was started with")
                .isNotEqualTo("Bearer ");
    }

    @Test
    void the_list_is_paged_over_what_is_stored_and_what_is_not() {
        String login = newLogin(admin, "VIEWER");
        admin.send("PUT", "/api/accounts/210902-gov.supervisor", body("SUPERVISOR", false), "If-Match", "\"0\"");
        List<String> all = listed("agency=210902-gov", 500);
        assertThat(all).isSorted().doesNotHaveDuplicates().contains(login, "210902-gov", "210902-gov.supervisor");
        for (int limit : new int[] {1, 2, 3, 7}) {
            assertThat(listed("agency=210902-gov", limit)).as("limit " + limit).isEqualTo(all);
        }
        assertThat(listed("", 500)).isSorted().doesNotHaveDuplicates().contains("admin", login, "310105-ndmo");
        assertThat(admin.get("/api/accounts?limit=501").statusCode()).isEqualTo(422);
    }

    @Test
    void logins_are_found_by_how_they_begin() {
        String login = newLogin(admin, "VIEWER");
        for (int limit : new int[] {1, 3, 500}) {
            assertThat(listed("login=210902-gov", limit))
                    .containsExactly(
                            "210902-gov",
                            "210902-gov.inspector",
                            "210902-gov.reviewer",
                            "210902-gov.supervisor",
                            "210902-gov.viewer");
        }
        assertThat(listed("login=" + login, 500)).containsExactly(login);
        assertThat(listed("login=nobody", 500)).isEmpty();
        assertThat(listed("login=.*", 500)).isEmpty();
    }

    @Test
    void one_that_was_moved_to_another_agency_is_listed_there_alone() {
        String login = "210921-gov.viewer";
        admin.send("PUT", "/api/accounts/" + login, body("VIEWER", false), "If-Match", "\"0\"");
        assertThat(listed("agency=210902-gov", 3)).contains(login);
        assertThat(listed("agency=210921-gov", 1)).hasSize(4).doesNotContain(login);
    }

    private List<String> listed(String filter, int limit) {
        List<String> logins = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(admin.get("/api/accounts?limit=" + limit + "&" + filter + cursor));
            assertThat(page.path("items").size()).isLessThanOrEqualTo(limit);
            page.path("items").forEach(one -> logins.add(one.path("login").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        return logins;
    }

    @Test
    void the_last_administrator_that_is_not_locked_stays() {
        String other = newLogin(admin, "ADMIN");
        Browser another = loggedIn(other, secret(other));
        long version = json(another.get("/api/accounts/admin")).path("version").asLong();
        HttpResponse<String> locked =
                another.send("PUT", "/api/accounts/admin", body("ADMIN", true), "If-Match", "\"" + version + "\"");
        assertThat(locked.statusCode()).isEqualTo(200);
        String path = "/api/accounts/" + other;
        for (String body : new String[] {body("ADMIN", true), body("VIEWER", false)}) {
            HttpResponse<String> answer = another.send("PUT", path, body, "If-Match", "\"1\"");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(json(answer).path("type").asString()).isEqualTo("/problems/account-last-admin");
        }
        another.send("PUT", "/api/accounts/admin", body("ADMIN", false), "If-Match", "\"" + (version + 1) + "\"");
        assertThat(another.send("PUT", path, body("ADMIN", true), "If-Match", "\"1\"")
                        .statusCode())
                .as("there is another one now")
                .isEqualTo(200);
    }

    @Test
    void one_whom_only_an_outside_issuer_would_let_in_is_no_administrator_where_there_is_none() {
        HttpResponse<String> made = admin.send("POST", "/api/accounts", """
                {"login": "outside-admin", "name": "x", "agency": null, "role": "ADMIN", "subject": "of-nobody"}""");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String token = admin.bearer("admin", DEMO);
        assertThat(locked(token, "admin", true)).isEqualTo(409);
        String other = newLogin(admin, "ADMIN");
        assertThat(locked(token, other, true)).as("another one is there").isEqualTo(200);
        assertThat(locked(token, "outside-admin", true)).isEqualTo(200);
    }

    private int locked(String token, String login, boolean locked) {
        Browser keeper = browser();
        String path = "/api/accounts/" + login;
        HttpResponse<String> one = keeper.send(keeper.request(path).header("Authorization", token));
        return keeper.send(
                        "PUT",
                        path,
                        body("ADMIN", locked),
                        "Authorization",
                        token,
                        "If-Match",
                        one.headers().firstValue("ETag").orElseThrow())
                .statusCode();
    }

    @Test
    void two_administrators_who_are_locked_in_the_same_moment_do_not_both_stay_so() throws Exception {
        String token = admin.bearer("admin", DEMO);
        List<String> two = List.of(newLogin(admin, "ADMIN"), newLogin(admin, "ADMIN"));
        assertThat(locked(token, "admin", true)).isEqualTo(200);
        try (ExecutorService both = Executors.newFixedThreadPool(2)) {
            for (int round = 0; round < 20; round++) {
                for (Future<Integer> answer : both.invokeAll(two.stream()
                        .<Callable<Integer>>map(login -> () -> locked(token, login, true))
                        .toList())) {
                    assertThat(answer.get()).isIn(200, 409);
                }
                List<Boolean> open = new ArrayList<>();
                for (String login : two) {
                    open.add(!json(admin.send(
                                    admin.request("/api/accounts/" + login).header("Authorization", token)))
                            .path("locked")
                            .asBoolean());
                    locked(token, login, false);
                }
                assertThat(open).contains(true);
            }
        } finally {
            locked(token, "admin", false);
            two.forEach(login -> locked(token, login, true));
        }
    }

    @Test
    void sessions_are_shown_and_ended() {
        String login = newLogin(admin, "VIEWER");
        Browser person = loggedIn(login, secret(login));
        loggedIn(login, secret(login));
        JsonNode first = json(admin.get("/api/accounts/" + login + "/sessions?limit=1"));
        JsonNode second = json(admin.get("/api/accounts/" + login + "/sessions?limit=1&cursor="
                + first.path("next").asString()));
        assertThat(first.path("items").get(0).path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(first.path("items").get(0).path("userAgent").asString()).startsWith("Java-http-client");
        assertThat(first.path("items").get(0).path("id"))
                .isNotEqualTo(second.path("items").get(0).path("id"));
        assertThat(first.toString() + second)
                .as("nobody can go on with what is shown")
                .doesNotContain(
                        person.cookie("huikan-session").orElseThrow(),
                        person.cookie("huikan-csrf").orElseThrow());
        admin.send("DELETE", "/api/accounts/" + login + "/sessions", null);
        assertThat(json(admin.get("/api/accounts/" + login + "/sessions"))
                        .path("items")
                        .size())
                .isZero();
        assertThat(steps(admin, login)).first().isEqualTo("SESSIONS_ENDED by admin");
    }
}
