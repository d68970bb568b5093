package huikan.gateway.people;

import static huikan.gateway.testing.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.gateway.testing.Browser;
import huikan.gateway.testing.OnGateway;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** To whom work can be given. */
class AssigneesIT extends OnGateway {

    private static final String SUPERVISOR = "210911-ndmo.supervisor";

    private static List<String> logins(Browser asking, String query) {
        List<String> logins = new ArrayList<>();
        String cursor = "";
        do {
            HttpResponse<String> answer = asking.get("/api/people?" + query + cursor);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            JsonNode page = json(answer);
            page.path("items").forEach(one -> logins.add(one.path("login").asString()));
            cursor = page.path("next").isNull()
                    ? ""
                    : "&cursor=" + page.path("next").asString();
        } while (!cursor.isEmpty());
        return logins;
    }

    private static void made(Browser admin, String login, String agency, String role) {
        HttpResponse<String> made =
                admin.send("POST", "/api/accounts", """
                {"login": "%s", "name": "赵一", "agency": "%s", "role": "%s", "secret": "%s"}""".formatted(login, agency, role, secret(login)));
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    }

    @Test
    void everybody_finds_the_people_of_their_own_agency_by_role_and_by_how_the_login_begins() {
        made(admin(), "zhao.yi", "210911-ndmo", "INSPECTOR");
        Browser supervisor = loggedIn(SUPERVISOR, DEMO);
        List<String> all = List.of(
                "210911-ndmo",
                "210911-ndmo.inspector",
                "210911-ndmo.reviewer",
                SUPERVISOR,
                "210911-ndmo.viewer",
                "zhao.yi");
        for (int limit : new int[] {1, 2, 500}) {
            assertThat(logins(supervisor, "limit=" + limit)).isEqualTo(all);
            assertThat(logins(supervisor, "agency=210911-ndmo&limit=" + limit)).isEqualTo(all);
            assertThat(logins(supervisor, "role=INSPECTOR&limit=" + limit))
                    .containsExactly("210911-ndmo.inspector", "zhao.yi");
        }
        assertThat(logins(supervisor, "login=zhao")).containsExactly("zhao.yi");
        assertThat(json(supervisor.get("/api/people?login=zhao")).path("items").toString())
                .as("nothing else is said of anybody")
                .isEqualTo(
                        "[{\"login\":\"zhao.yi\",\"name\":\"赵一\",\"role\":\"INSPECTOR\",\"agency\":\"210911-ndmo\"}]");
        assertThat(supervisor.get("/api/people?role=KING").statusCode()).isEqualTo(422);
        assertThat(supervisor.get("/api/people?limit=501").statusCode()).isEqualTo(422);
        assertThat(browser().get("/api/people").statusCode()).isEqualTo(401);
    }

    @Test
    void whom_an_administrator_locked_is_not_found_and_who_is_open_again_is() {
        Browser admin = admin();
        String login = "210921-ndmo.inspector";
        Browser supervisor = loggedIn("210921-ndmo.supervisor", DEMO);
        assertThat(logins(supervisor, "role=INSPECTOR")).containsExactly(login);
        for (boolean locked : new boolean[] {true, false}) {
            String version = admin.get("/api/accounts/" + login)
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            admin.send("PUT", "/api/accounts/" + login, """
                    {"name": "x", "agency": "210921-ndmo", "role": "INSPECTOR", "language": "zh", "locked": %s}""".formatted(locked), "If-Match", version);
            assertThat(logins(supervisor, "role=INSPECTOR").contains(login)).isEqualTo(!locked);
        }
    }

    @Test
    void people_of_another_agency_are_found_where_submission_service_says_that_it_may_be_seen() {
        Browser supervisor = loggedIn("210900-ndmo.supervisor", DEMO);
        assertThat(logins(supervisor, "agency=210922-ndmo&role=INSPECTOR")).containsExactly("210922-ndmo.inspector");
        assertThat(ARRIVED.get().get("Authorization"))
                .as("asked as the caller, whose agency decides")
                .singleElement()
                .asString()
                .startsWith("Bearer ");
        HttpResponse<String> unseen = supervisor.get("/api/people?agency=330100-ndmo");
        assertThat(unseen.statusCode()).isEqualTo(404);
        assertThat(json(unseen).path("type").asString()).isEqualTo("/problems/people-agency-unknown");
        assertThat(unseen.body()).doesNotContain("330100-ndmo.inspector");
        HttpResponse<String> unknown = supervisor.get("/api/people?agency=210903-ndmo");
        assertThat(unknown.statusCode()).as("it does not answer").isEqualTo(503);
        assertThat(unknown.headers().firstValue("Retry-After")).isPresent();
        assertThat(logins(admin(), "agency=330100-ndmo&role=INSPECTOR"))
                .as("an administrator sees all")
                .containsExactly("330100-ndmo.inspector");
        assertThat(logins(admin(), "role=ADMIN")).contains("admin");
    }
}
