package huikan.gateway.account;

import static com.mongodb.client.model.Filters.eq;
import static huikan.gateway.testing.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.gateway.Gateways;
import huikan.gateway.testing.Browser;
import huikan.gateway.testing.OnGateway;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** A program that a person logs in with: authorization code with PKCE. */
class CodeIT extends OnGateway {

    private static final String BACK = "http://127.0.0.1:7777/back";
    private static final String VERIFIER = "a-verifier-of-the-program-that-nobody-else-knows-0123456789";
    private static final Pattern CODE = Pattern.compile("code=([^&]+)");

    @Autowired
    Environment environment;

    @Autowired
    MongoDatabase database;

    @Autowired
    Codes codes;

    private static String challenge() throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static String request(String client, String back) throws Exception {
        return "/oauth2/authorize?response_type=code&state=xyz&client_id=" + client + "&redirect_uri="
                + URLEncoder.encode(back, StandardCharsets.UTF_8);
    }

    private static String withProof() throws Exception {
        return request("sheets", BACK) + "&code_challenge_method=S256&code_challenge=" + challenge();
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("");
    }

    private static String code(Browser browser) throws Exception {
        HttpResponse<String> answer = browser.get(withProof());
        Matcher found = CODE.matcher(location(answer));
        assertThat(found.find())
                .as(answer.statusCode() + " " + location(answer))
                .isTrue();
        assertThat(location(answer)).startsWith(BACK + "?").contains("state=xyz");
        return URLDecoder.decode(found.group(1), StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> exchange(Browser program, String client, String code, String verifier) {
        return program.postForm(
                "/oauth2/token",
                "grant_type",
                "authorization_code",
                "client_id",
                client,
                "code",
                code,
                "redirect_uri",
                client.equals("sheets") ? BACK : "https://other.example/back",
                "code_verifier",
                verifier);
    }

    @Test
    void who_is_not_logged_in_does_so_first_and_comes_back_with_a_code() throws Exception {
        Browser browser = browser();
        HttpResponse<String> first = browser.get(withProof());
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(location(first)).startsWith("/login?next=%2Foauth2%2Fauthorize%3F");
        assertThat(first.headers().allValues("Set-Cookie")).isEmpty();
        String next = URLDecoder.decode(location(first).substring("/login?next=".length()), StandardCharsets.UTF_8);
        HttpResponse<String> loggedIn = browser.postForm(
                "/login", "_csrf", browser.formToken(), "login", "210902-gov", "secret", DEMO, "next", next);
        assertThat(loggedIn.statusCode())
                .as("no redirect: a form may not lead to another origin")
                .isEqualTo(200);
        assertThat(loggedIn.body()).contains("content=\"0;url=" + next.replace("&", "&amp;") + "\"");
        HttpResponse<String> back = browser.get(next);
        assertThat(location(back)).startsWith(BACK + "?code=");
    }

    @Test
    void the_code_is_changed_into_a_token_of_the_person_at_any_gateway_and_once() throws Exception {
        String login = newLogin(admin(), "REVIEWER");
        String code = code(loggedIn(login, secret(login)));
        HttpResponse<String> answer;
        try (ServletWebServerApplicationContext second = Gateways.another(environment)) {
            answer = exchange(new Browser(second.getWebServer().getPort()), "sheets", code, VERIFIER);
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode granted = json(answer);
        assertThat(granted.has("refresh_token")).isFalse();
        Browser program = browser();
        JsonNode me = json(program.send(program.request("/api/me")
                .header(
                        "Authorization",
                        "Bearer " + granted.path("access_token").asString())));
        assertThat(me.path("login").asString()).isEqualTo(login);
        assertThat(me.path("role").asString()).isEqualTo("REVIEWER");
        HttpResponse<String> again = exchange(program, "sheets", code, VERIFIER);
        assertThat(again.statusCode()).isIn(400, 401);
    }

    @Test
    void of_many_that_come_with_one_code_at_the_same_time_one_has_a_token() throws Exception {
        String code = code(loggedIn("210902-gov", DEMO));
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService many = Executors.newFixedThreadPool(8)) {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(many.submit(() -> exchange(browser(), "sheets", code, VERIFIER)));
            }
            for (Future<HttpResponse<String>> answer : answers) {
                statuses.add(answer.get().statusCode());
            }
        }
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(1);
        assertThat(statuses).allMatch(status -> status == 200 || status == 400 || status == 401);
    }

    @Test
    void a_code_without_its_verifier_or_from_another_client_is_nothing() throws Exception {
        String code = code(loggedIn("210902-gov", DEMO));
        assertThat(exchange(browser(), "sheets", code, "another-verifier-that-is-long-enough-for-the-rfc-7636")
                        .statusCode())
                .isIn(400, 401);
        assertThat(exchange(browser(), "other", code, VERIFIER).statusCode()).isIn(400, 401);
        assertThat(exchange(browser(), "sheets", "nonsense", VERIFIER).statusCode())
                .isIn(400, 401);
    }

    @Test
    void there_is_no_code_without_a_challenge_or_for_an_address_or_a_client_that_is_not_known() throws Exception {
        Browser browser = loggedIn("210902-gov", DEMO);
        assertThat(location(browser.get(request("sheets", BACK)))).contains("error=invalid_request");
        String proof = "&code_challenge_method=S256&code_challenge=" + challenge();
        for (String request : new String[] {
            request("sheets", "https://evil.example/back"), request("nobody", BACK), request("210902-gov", BACK)
        }) {
            HttpResponse<String> answer = browser.get(request + proof);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(location(answer)).isEmpty();
        }
    }

    @Test
    void what_was_not_used_is_cleared_away() throws Exception {
        code(loggedIn("210902-gov", DEMO));
        MongoCollection<Document> stored = database.getCollection("codes");
        long open = stored.countDocuments();
        stored.insertOne(new Document("_id", "old")
                .append("until", Date.from(Instant.now().minusSeconds(1))));
        codes.sweep();
        assertThat(stored.countDocuments()).isEqualTo(open);
        assertThat(stored.countDocuments(eq("old"))).isZero();
    }
}
