package huikan.gateway.login;

import static huikan.gateway.testing.Browser.json;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.gateway.testing.Browser;
import huikan.gateway.testing.OnGateway;
import huikan.gateway.testing.OtherIssuer;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A gateway to which another issuer sends people; whether that runs is the test's. */
abstract class OnOtherIssuer extends OnGateway {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]* value=\"([^\"]*)\"");

    static final int ISSUER_PORT = OtherIssuer.freePort();

    @DynamicPropertySource
    static void issuer(DynamicPropertyRegistry properties) {
        properties.add("huikan.oidc.issuer", () -> OtherIssuer.address(ISSUER_PORT));
        properties.add("huikan.oidc.client-id", () -> OtherIssuer.CLIENT);
        properties.add("huikan.oidc.client-secret", () -> OtherIssuer.clientSecret(OtherIssuer.CLIENT));
        properties.add("huikan.oidc.label", () -> "省厅 <统一认证>");
    }

    static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError(answer.statusCode() + " " + answer.body()));
    }

    static HttpResponse<String> at(Browser browser, String address) {
        return browser.send(HttpRequest.newBuilder(URI.create(address)).header("Accept", "text/html"));
    }

    /** Leaves the gateway by the button. */
    String leave(Browser browser, String next) {
        return location(browser.get("/login/oidc?lang=en&next=" + next));
    }

    /** Logs in at the issuer: from where the gateway sends the browser to, to where the issuer sends it back to. */
    static String prove(Browser browser, String address, String name) {
        String form = location(at(browser, address));
        Matcher token = TOKEN.matcher(at(browser, form).body());
        assertThat(token.find()).isTrue();
        HttpResponse<String> proved = browser.send(HttpRequest.newBuilder(URI.create(form))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "username=" + name + "&password=" + OtherIssuer.SECRET + "&_csrf=" + token.group(1))));
        return location(at(browser, location(proved)));
    }

    /** The whole way. */
    HttpResponse<String> logInOutside(Browser browser, String name, String next) {
        return at(browser, prove(browser, leave(browser, next), name));
    }

    /** A login whose person the issuer calls so. */
    String linked(Browser admin, String subject, String role, boolean locked) {
        String login = newLogin(admin, role);
        HttpResponse<String> changed =
                admin.send("PUT", "/api/accounts/" + login, """
                {"name": "王小明", "agency": "210902-gov", "role": "%s", "language": "zh", "locked": %s, "subject": "%s"}""".formatted(role, locked, subject), "If-Match", "\"1\"");
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(json(changed).path("subject").asString()).isEqualTo(subject);
        return login;
    }
}
