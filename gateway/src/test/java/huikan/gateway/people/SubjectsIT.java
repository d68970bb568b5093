package huikan.gateway.people;

import static huikan.gateway.testing.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.gateway.testing.Browser;
import huikan.gateway.testing.OnGateway;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the outside issuer calls people, as an administrator keeps it. */
class SubjectsIT extends OnGateway {

    private Browser admin;

    @BeforeEach
    void anAdministrator() {
        admin = admin();
    }

    private HttpResponse<String> make(String login, String rest) {
        return admin.send("POST", "/api/accounts", """
                {"login": "%s", "name": "x", "agency": "210902-gov", "role": "VIEWER", %s}""".formatted(login, rest));
    }

    private HttpResponse<String> link(String login, String subject) {
        String path = "/api/accounts/" + login;
        String etag = admin.get(path).headers().firstValue("ETag").orElseThrow();
        return admin.send("PUT", path, """
                {"name": "x", "agency": "210902-gov", "role": "VIEWER", "language": "zh", "locked": false, "subject": %s}""".formatted(subject), "If-Match", etag);
    }

    @Test
    void a_subject_of_the_outside_issuer_belongs_to_one_login() {
        HttpResponse<String> made = make("with-subject", "\"subject\": \"sub-1\"");
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(json(made).path("subject").asString()).isEqualTo("sub-1");
        assertThat(json(admin.get("/api/accounts?agency=210902-gov&limit=500"))
                        .path("items")
                        .findValuesAsString("subject"))
                .contains("sub-1");
        String other = newLogin(admin, "VIEWER");
        for (HttpResponse<String> answer : List.of(
                make("second", "\"subject\": \"sub-1\""),
                link(other, "\"sub-1\""),
                link("210904-gov.viewer", "\"sub-1\""))) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            assertThat(json(answer).path("type").asString()).isEqualTo("/problems/account-subject-taken");
        }
        assertThat(link("with-subject", "\"sub-1\"").statusCode()).as("its own").isEqualTo(200);
        assertThat(link("with-subject", "null").statusCode()).isEqualTo(200);
        assertThat(link(other, "\"sub-1\"").statusCode()).as("free again").isEqualTo(200);
        assertThat(json(admin.get("/api/accounts/" + other + "/trail"))
                        .path("items")
                        .get(0)
                        .path("detail")
                        .asString())
                .contains("subject: null -> sub-1");
        assertThat(json(admin.get("/api/accounts/with-subject/trail"))
                        .path("items")
                        .findValuesAsString("detail"))
                .contains("VIEWER of 210902-gov, subject sub-1");
    }

    @Test
    void a_login_without_a_secret_has_a_subject_and_no_form_lets_it_in() {
        assertThat(make("no-secret", "\"subject\": null").statusCode()).isEqualTo(422);
        assertThat(make("no-secret", "\"subject\": \" \"").statusCode()).isEqualTo(422);
        assertThat(make("no-secret", "\"subject\": \"sub-2\"").statusCode()).isEqualTo(201);
        assertThat(browser().logIn("no-secret", "").statusCode()).isEqualTo(401);
        assertThat(browser().logIn("no-secret", "nobody's").statusCode()).isEqualTo(401);
        assertThat(admin.send("POST", "/api/accounts/no-secret/secret", "{\"secret\": \"another long one\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(browser().logIn("no-secret", "another long one").statusCode())
                .isEqualTo(303);
    }

    @Test
    void who_loses_the_subject_loses_the_sessions() {
        String login = newLogin(admin, "VIEWER");
        link(login, "\"sub-3\"");
        loggedIn(login, secret(login));
        link(login, "\"sub-3\"");
        assertThat(json(admin.get("/api/accounts/" + login + "/sessions"))
                        .path("items")
                        .size())
                .isEqualTo(1);
        link(login, "\"sub-4\"");
        assertThat(json(admin.get("/api/accounts/" + login + "/sessions"))
                        .path("items")
                        .size())
                .isZero();
    }
}
