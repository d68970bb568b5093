package huikan.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.gateway.testing.Browser;
import huikan.gateway.testing.OnGateway;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** Where people log in by the outside issuer only. */
@TestPropertySource(
        properties = {"huikan.oidc.issuer=http://127.0.0.1:9", "huikan.oidc.client-id=huikan", "huikan.oidc.only=true"})
class OutsideOnlyIT extends OnGateway {

    /** As the form would have it: the cookie's, behind as many bytes that it is masked with, here by nothing. */
    private static String formToken(Browser browser) {
        byte[] token = browser.cookie("huikan-login").orElseThrow().getBytes(StandardCharsets.UTF_8);
        byte[] masked = new byte[2 * token.length];
        System.arraycopy(token, 0, masked, token.length, token.length);
        return Base64.getUrlEncoder().encodeToString(masked);
    }

    @Test
    void there_is_no_form_and_none_is_taken() {
        Browser browser = browser();
        String page = browser.get("/login?lang=en").body();
        assertThat(page).contains("data-testid=\"login-outside\"").doesNotContain("<form", "{{");
        HttpResponse<String> answer =
                browser.postForm("/login", "_csrf", formToken(browser), "login", "admin", "secret", DEMO, "lang", "en");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("Nobody logs in here with a password");
        assertThat(browser.cookie("huikan-session")).isEmpty();
        assertThat(browser.bearer("admin", DEMO))
                .as("an administrator's way in")
                .isNotEqualTo("Bearer ");
    }

    @Test
    void nor_is_a_secret_taken_at_the_feed() {
        Browser browser = browser();
        String basic = Base64.getEncoder().encodeToString(("admin:" + DEMO).getBytes(StandardCharsets.UTF_8));
        for (String[] headers : new String[][] {{"Authorization", "Basic " + basic}, {"Accept", "*/*"}}) {
            HttpResponse<String> answer =
                    browser.send(browser.request("/api/metrics/odata").headers(headers));
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
        }
    }

    private static int changed(Browser admin, String token, String login, boolean locked, String subject) {
        String path = "/api/accounts/" + login;
        HttpResponse<String> one = admin.send(admin.request(path).header("Authorization", token));
        String body = """
                {"name": "x", "agency": null, "role": "ADMIN", "language": "zh", "locked": %s, "subject": %s}""".formatted(locked, subject);
        String etag = one.headers().firstValue("ETag").orElseThrow();
        return admin.send("PUT", path, body, "Authorization", token, "If-Match", etag)
                .statusCode();
    }

    @Test
    void one_whom_only_the_issuer_lets_in_is_an_administrator_until_its_subject_is_gone() {
        Browser admin = browser();
        String token = admin.bearer("admin", DEMO);
        HttpResponse<String> made = admin.send("POST", "/api/accounts", """
                {"login": "outside-admin", "name": "x", "agency": null, "role": "ADMIN", "subject": "wang"}""", "Authorization", token);
        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        assertThat(changed(admin, token, "admin", true, "null")).isEqualTo(200);
        assertThat(changed(admin, token, "outside-admin", false, "null")).isEqualTo(409);
        assertThat(changed(admin, token, "admin", false, "null")).isEqualTo(200);
        assertThat(changed(admin, token, "outside-admin", false, "null")).isEqualTo(200);
    }
}
