package huikan.gateway.login;

import static huikan.gateway.testing.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import huikan.gateway.Gateways;
import huikan.gateway.testing.Browser;
import huikan.gateway.testing.OtherIssuer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.Environment;

/** Logging in by another issuer, all the way there and back. */
class OutsideLoginIT extends OnOtherIssuer {

    private static final Pattern STATE = Pattern.compile("state=[^&]+");
    private static final Pattern NONCE = Pattern.compile("nonce=[^&]+");
    private static final Pattern CODE = Pattern.compile("code=[^&]+");

    /** Logins of the subjects wang, who may come in, and zhao, who is locked; li has none. */
    private static @Nullable String wang;

    private static @Nullable String zhao;
    private static @Nullable OtherIssuer issuer;

    @Autowired
    Environment environment;

    @Autowired
    MongoDatabase database;

    private Browser admin;

    @BeforeAll
    static void startIssuer() {
        issuer = OtherIssuer.start(ISSUER_PORT);
    }

    @AfterAll
    static void stopIssuer() {
        issuer.close();
        wang = null;
        zhao = null;
    }

    @BeforeEach
    void link() {
        admin = admin();
        if (wang == null) {
            wang = linked(admin, "wang", "VIEWER", false);
            zhao = linked(admin, "zhao", "VIEWER", true);
        }
    }

    private static String part(Pattern pattern, String address) {
        Matcher found = pattern.matcher(address);
        assertThat(found.find()).as(address).isTrue();
        return found.group();
    }

    private static void assertNobody(Browser browser, HttpResponse<String> answer, int status, String text) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(answer.body()).contains("data-testid=\"problem\"", text).doesNotContain("{subject}");
        assertThat(browser.cookie("huikan-session")).isEmpty();
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void the_page_offers_it_beside_the_form() {
        String page = browser().get("/login?lang=zh&next=/filing%3Fa=b%26c").body();
        assertThat(page)
                .contains("data-testid=\"login-outside\"", "用省厅 &lt;统一认证&gt;登录")
                .contains("或用密码登录", "data-testid=\"login-submit\"")
                .contains("href=\"/login/oidc?lang=zh&amp;next=%2Ffiling%3Fa%3Db%26c\"")
                .doesNotContain("{label}", "{{");
        assertThat(browser().get("/login?lang=en").body()).contains("Log in with 省厅 &lt;统一认证&gt;");
    }

    @Test
    void who_the_issuer_is_sure_of_has_a_session_of_the_login_with_that_subject() {
        Browser browser = browser();
        HttpResponse<String> back = logInOutside(browser, "wang", "/filing/annual-2023%3Ftab%3Da");
        assertThat(back.statusCode()).as(back.body()).isEqualTo(303);
        assertThat(location(back)).isEqualTo("/filing/annual-2023?tab=a");
        assertThat(back.headers().allValues("Set-Cookie"))
                .anyMatch(one -> one.startsWith("huikan-session=")
                        && one.contains("HttpOnly")
                        && one.contains("SameSite=Lax")
                        && one.contains("Path=/"));
        HttpResponse<String> me = browser.get("/api/me");
        assertThat(json(me).path("login").asString()).isEqualTo(wang);
        assertThat(json(me).path("role").asString()).as("not the issuer's word").isEqualTo("VIEWER");
        assertThat(browser.send(browser.request("/api/me/language").POST(BodyPublishers.ofString("{}")))
                        .statusCode())
                .as("without the session's CSRF token")
                .isEqualTo(403);
        assertThat(browser.send("POST", "/api/me/language", "{\"language\": \"en\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(steps(admin, wang)).contains("LOGGED_IN by " + wang);
        assertThat(browser.send("POST", "/logout", null).statusCode()).isEqualTo(204);
        assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
    }

    @Test
    void each_login_has_another_session_and_ends_the_one_before() {
        Browser browser = browser();
        logInOutside(browser, "wang", "/");
        String first = browser.cookie("huikan-session").orElseThrow();
        at(browser, location(at(browser, leave(browser, "/"))));
        assertThat(browser.cookie("huikan-session")).isPresent().get().isNotEqualTo(first);
        Browser other = browser();
        assertThat(other.send(other.request("/api/me").header("Cookie", "huikan-session=" + first))
                        .statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.example/x", "https://evil.example", "/%5Cevil.example", "javascript:alert(1)"})
    void it_goes_on_to_pages_of_this_server_only(String next) {
        Browser browser = browser();
        String back = prove(browser, leave(browser, next), "wang");
        assertThat(location(at(browser, back + "&next=https://evil.example"))).isEqualTo("/");
    }

    @Test
    void a_program_that_people_log_in_with_is_gone_on_to() {
        HttpResponse<String> back = logInOutside(browser(), "wang", "/oauth2/authorize%3Fclient_id%3Dsheets");
        assertThat(back.body()).contains("url=/oauth2/authorize?client_id=sheets");
    }

    @Test
    void out_by_one_gateway_and_back_by_another() {
        try (ServletWebServerApplicationContext other = Gateways.another(environment)) {
            Browser browser = browser();
            String back = prove(browser, leave(browser, "/inbox"), "wang");
            int otherPort = other.getWebServer().getPort();
            HttpResponse<String> arrived = at(browser, back.replace(":" + port + "/", ":" + otherPort + "/"));
            assertThat(arrived.statusCode()).as(arrived.body()).isEqualTo(303);
            assertThat(location(arrived)).isEqualTo("/inbox");
            assertThat(json(browser.get("/api/me")).path("login").asString()).isEqualTo(wang);
        }
    }

    @Test
    void two_windows_of_a_browser_do_not_disturb_each_other() {
        Browser browser = browser();
        String first = leave(browser, "/one");
        String second = leave(browser, "/two");
        assertThat(location(at(browser, prove(browser, first, "wang")))).isEqualTo("/one");
        // the issuer knows the browser by now
        assertThat(location(at(browser, location(at(browser, second))))).isEqualTo("/two");
    }

    @Test
    void whoever_leaves_leaves_nothing_behind_here() {
        Map<String, Long> before = documents();
        for (int i = 0; i < 3; i++) {
            leave(browser(), "/inbox");
        }
        assertThat(documents()).isEqualTo(before);
    }

    private Map<String, Long> documents() {
        Map<String, Long> documents = new HashMap<>();
        database.listCollectionNames()
                .forEach(
                        name -> documents.put(name, database.getCollection(name).countDocuments()));
        return documents;
    }

    @Test
    void however_often_a_browser_leaves_for_however_long_a_page_it_comes_back() {
        Browser browser = browser();
        String longest = "/" + "=".repeat(599);
        for (int i = 0; i < 5; i++) {
            leave(browser, longest);
        }
        assertThat(browser.cookies("huikan-oidc-").length()).isLessThan(4096);
        assertThat(location(at(browser, prove(browser, leave(browser, longest), "wang"))))
                .isEqualTo(longest);
        assertThat(location(at(browser, location(at(browser, leave(browser, longest + "="))))))
                .as("a longer one")
                .isEqualTo("/");
    }

    @Test
    void another_state_is_not_taken() {
        Browser browser = browser();
        String back = prove(browser, leave(browser, "/"), "wang");
        String tampered = STATE.matcher(back).replaceFirst("state=something-else");
        assertNobody(browser, at(browser, tampered), 403, "lang=");
        assertThat(at(browser, back).statusCode()).as("as it was sent").isEqualTo(303);
    }

    @Test
    void another_browser_cannot_be_led_to_the_end_of_it() {
        String back = prove(browser(), leave(browser(), "/"), "wang");
        Browser victim = browser();
        assertNobody(victim, at(victim, back), 403, "lang=");
        leave(victim, "/");
        assertNobody(victim, at(victim, back), 403, "lang=");
    }

    @Test
    void an_id_token_with_another_nonce_is_not_taken() {
        Browser browser = browser();
        String out = NONCE.matcher(leave(browser, "/")).replaceFirst("nonce=of-another-login");
        assertNobody(browser, at(browser, prove(browser, out, "wang")), 401, "was not confirmed");
    }

    @Test
    void a_code_is_used_once_and_only_by_who_left_for_it() {
        Browser browser = browser();
        String back = prove(browser, leave(browser, "/"), "wang");
        Browser thief = browser();
        String own = leave(thief, "/");
        String injected = STATE.matcher(back).replaceFirst(part(STATE, own));
        assertNobody(thief, at(thief, injected), 401, "was not confirmed");
        Browser again = browser();
        String first = prove(again, leave(again, "/"), "wang");
        String kept = again.cookies("huikan-oidc-");
        assertThat(at(again, first).statusCode()).isEqualTo(303);
        String session = again.cookie("huikan-session").orElseThrow();
        assertThat(at(again, first).statusCode()).as("its cookie is dropped").isEqualTo(403);
        HttpRequest.Builder replay = HttpRequest.newBuilder(URI.create(first)).header("Cookie", kept);
        assertThat(browser().send(replay).statusCode())
                .as("whoever kept the cookie is refused by the issuer")
                .isEqualTo(401);
        assertThat(again.cookie("huikan-session")).as("the session stays").hasValue(session);
        String later = STATE.matcher(first).replaceFirst(part(STATE, leave(again, "/")));
        assertThat(at(again, later).statusCode()).as("the issuer refuses it").isEqualTo(401);
    }

    @Test
    void who_is_refused_there_is_told_so_here() {
        Browser browser = browser();
        String state = part(STATE, leave(browser, "/"));
        assertNobody(
                browser,
                at(browser, "http://127.0.0.1:" + port + "/login/oidc/back?error=access_denied&" + state),
                401,
                "was not confirmed");
    }

    @Test
    void who_comes_back_too_late_begins_again() {
        Browser browser = browser();
        String back = prove(browser, leave(browser, "/"), "wang");
        clock.forward(Duration.ofMinutes(11));
        assertNobody(browser, at(browser, back), 403, "lang=");
    }

    @Test
    void a_subject_without_a_login_is_told_what_to_do_and_of_nobody_else() {
        Browser browser = browser();
        HttpResponse<String> back = logInOutside(browser, "li", "/inbox");
        assertNobody(browser, back, 403, "ask to be linked: li");
        assertThat(back.body()).doesNotContain(wang, zhao, "wang", "210902").contains("%2Finbox");
    }

    @Test
    void a_locked_login_is_told_so_and_its_trail_has_it() {
        Browser browser = browser();
        HttpResponse<String> back = logInOutside(browser, "zhao", "/");
        assertNobody(browser, back, 403, "Your login here is locked");
        assertThat(back.body()).doesNotContain(wang);
        assertThat(steps(admin, zhao)).first().isEqualTo("LOGIN_FAILED by " + zhao);
    }

    @ParameterizedTest
    @CsvSource({"/login/oidc/back", "/login/oidc/back?code=x&state=y", "/login/oidc/back?error=x"})
    void who_was_not_sent_is_not_admitted(String path) {
        Browser browser = browser();
        assertNobody(browser, browser.get(path), 403, "lang=");
    }
}
