package huikan.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.gateway.testing.Browser;
import huikan.gateway.testing.OnGateway;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The login page, and what it gives and refuses. */
class LoginIT extends OnGateway {

    private static final String LOGIN = "210902-gov";

    @Test
    void the_page_needs_no_script_and_allows_none() {
        HttpResponse<String> page = browser().get("/login");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(page.body())
                .contains("data-testid=\"login-name\"", "data-testid=\"login-secret\"", "data-testid=\"login-submit\"")
                .contains("data-testid=\"language\"")
                .doesNotContain("<script", "style=", "{{", "data-testid=\"problem\"");
        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .contains("default-src 'none'", "style-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(caching -> assertThat(caching).contains("no-store"));
        HttpResponse<String> looks = browser().get("/login/login.css");
        assertThat(looks.statusCode()).isEqualTo(200);
        assertThat(looks.body()).contains("#14508c", "prefers-color-scheme: dark");
    }

    @ParameterizedTest
    @CsvSource({
        "/login, zh-CN, zh-CN",
        "/login, 'en-GB,en;q=0.8', en",
        "/login, 'fr;q=0.8', zh-CN",
        "/login, 'q=;', zh-CN",
        "/login?lang=en, zh-CN, en",
        "/login?lang=zh, en, zh-CN"
    })
    void it_is_in_the_language_that_the_address_or_the_browser_asks_for(String path, String accepted, String language) {
        Browser browser = browser();
        HttpResponse<String> page = browser.send(browser.request(path).header("Accept-Language", accepted));
        assertThat(page.body()).contains("<html lang=\"" + language + "\">");
    }

    @Test
    void the_other_language_is_a_link_that_keeps_where_to_go() {
        String page =
                browser().get("/login?lang=zh&next=/filing%3Fcycle=a%26b=%3Cc").body();
        assertThat(page).contains("href=\"/login?lang=en&amp;next=%2Ffiling%3Fcycle%3Da%26b%3D%3Cc\"");
        assertThat(page).contains("name=\"next\" value=\"/filing?cycle=a&amp;b=&lt;c\"");
    }

    @Test
    void who_comes_to_verify_a_receipt_is_told_so() {
        assertThat(browser().get("/login?lang=zh&next=/verify%23eyJ.eyJ.sig").body())
                .contains("data-testid=\"purpose\"", "这里查验报送回执", "value=\"/verify#eyJ.eyJ.sig\"");
        assertThat(browser().get("/login?lang=en&next=/verify").body())
                .contains("Here a receipt of a filing is verified");
        assertThat(browser().get("/login?lang=en&next=/verify-else").body()).doesNotContain("data-testid=\"purpose\"");
        assertThat(browser().get("/login").body()).doesNotContain("data-testid=\"purpose\"");
    }

    @Test
    void who_logs_in_has_a_session_that_no_script_can_read() {
        Browser browser = browser();
        HttpResponse<String> answer = browser.logIn(LOGIN, DEMO);
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/");
        List<String> cookies = answer.headers().allValues("Set-Cookie");
        assertThat(cookies)
                .filteredOn(one -> one.startsWith("huikan-session="))
                .singleElement()
                .satisfies(one -> assertThat(one)
                        .contains("HttpOnly", "SameSite=Lax", "Path=/")
                        .doesNotContain("Secure"));
        assertThat(cookies)
                .filteredOn(one -> one.startsWith("huikan-csrf="))
                .singleElement()
                .satisfies(one -> assertThat(one).contains("SameSite=Lax").doesNotContain("HttpOnly"));
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/filing/annual-2023?tab=a#b, /filing/annual-2023?tab=a#b",
        "//evil.example/x, /",
        "/\\evil.example, /",
        "https://evil.example, /",
        "javascript:alert(1), /",
        "'', /",
        "/a\\b, /",
        "/回看, /"
    })
    void the_next_page_is_one_of_this_server(String next, String location) {
        Browser browser = browser();
        HttpResponse<String> answer =
                browser.postForm("/login", "_csrf", browser.formToken(), "login", LOGIN, "secret", DEMO, "next", next);
        assertThat(answer.headers().firstValue("Location")).hasValue(location);
    }

    @Test
    void a_next_page_with_a_line_end_or_without_an_end_is_none() {
        for (String next : new String[] {"/a\r\nSet-Cookie: b=c", "/" + "a".repeat(5_000)}) {
            Browser browser = browser();
            HttpResponse<String> answer = browser.postForm(
                    "/login", "_csrf", browser.formToken(), "login", LOGIN, "secret", DEMO, "next", next);
            assertThat(answer.headers().firstValue("Location")).hasValue("/");
            assertThat(answer.headers().allValues("Set-Cookie")).noneMatch(one -> one.startsWith("b="));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "wrong"})
    void a_form_that_is_not_ours_is_refused(String token) {
        Browser browser = browser();
        browser.formToken();
        HttpResponse<String> answer = browser.postForm("/login", "_csrf", token, "login", LOGIN, "secret", DEMO);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("data-testid=\"problem\"");
        assertThat(browser.cookie("huikan-session")).isEmpty();
    }

    @Test
    void the_token_of_another_browsers_form_is_refused() {
        HttpResponse<String> answer =
                browser().postForm("/login", "_csrf", browser().formToken(), "login", LOGIN, "secret", DEMO);
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    @Test
    void whether_there_is_such_a_login_is_not_told() {
        String unknown = refusal("nobody-of-this-name", DEMO);
        assertThat(refusal("210904-gov", "wrong")).isEqualTo(unknown);
        assertThat(refusal("no login\r\n|}{$ne:1}", "wrong")).isEqualTo(unknown);
        assertThat(refusal("x".repeat(100_000), "y".repeat(100_000))).isEqualTo(unknown);
        assertThat(refusal("", "")).isEqualTo(unknown);
        assertThat(refusal("210905-gov", "y".repeat(100_000))).isEqualTo(unknown);
    }

    /** What the page says, without what was typed. */
    private String refusal(String login, String secret) {
        HttpResponse<String> answer = browser().logIn(login, secret);
        assertThat(answer.statusCode()).isEqualTo(401);
        return answer.body()
                .lines()
                .filter(line -> line.contains("data-testid=\"problem\""))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void what_was_typed_comes_back_as_text() {
        assertThat(browser().logIn("\"><script>alert(1)</script>", "wrong").body())
                .doesNotContain("<script")
                .contains("&quot;&gt;&lt;script&gt;");
    }

    @Test
    void a_new_login_ends_the_session_that_the_browser_had() {
        Browser browser = loggedIn(LOGIN, DEMO);
        String before = browser.cookie("huikan-session").orElseThrow();
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
        browser.logIn(LOGIN, DEMO);
        assertThat(browser.cookie("huikan-session")).isPresent().get().isNotEqualTo(before);
        Browser other = browser();
        assertThat(other.send(other.request("/api/me").header("Cookie", "huikan-session=" + before))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void who_logs_out_has_no_session_any_more() {
        Browser browser = loggedIn(LOGIN, DEMO);
        String session = browser.cookie("huikan-session").orElseThrow();
        assertThat(browser.send(browser.request("/logout").POST(BodyPublishers.noBody()))
                        .statusCode())
                .as("without the token")
                .isEqualTo(403);
        assertThat(browser.send("POST", "/logout", null).statusCode()).isEqualTo(204);
        assertThat(browser.cookie("huikan-session")).isEmpty();
        Browser thief = browser();
        assertThat(thief.send(thief.request("/api/me").header("Cookie", "huikan-session=" + session))
                        .statusCode())
                .isEqualTo(401);
    }

    @Test
    void a_form_logs_out_too_and_goes_to_the_login() {
        Browser browser = loggedIn(LOGIN, DEMO);
        HttpResponse<String> answer = browser.send(browser.request("/logout")
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "_csrf=" + browser.cookie("huikan-csrf").orElseThrow())));
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/login");
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
    }
}
