package huikan.gateway.login;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.gateway.testing.Browser;
import huikan.testing.OnInfrastructure;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A gateway behind a proxy that ends TLS, set up as docs/operations.md tells. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"huikan.accounts.demo=true", "server.forward-headers-strategy=native"})
class BehindProxyIT extends OnInfrastructure {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]*)\"");

    @LocalServerPort
    int port;

    /** The cookies of a login whose form and answer came by this protocol. */
    private List<String> cookies(String protocol) {
        Browser browser = new Browser(port);
        HttpResponse<String> page = browser.send(browser.request("/login").header("X-Forwarded-Proto", protocol));
        Matcher token = TOKEN.matcher(page.body());
        assertThat(token.find()).isTrue();
        // a browser that speaks plain HTTP here would keep its Secure cookies to itself
        String cookie = page.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
        HttpResponse<String> answer = new Browser(port)
                .send(browser.request("/login")
                        .header("X-Forwarded-Proto", protocol)
                        .header("Cookie", cookie)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("login=210902-gov&secret=huikan-demo&_csrf=" + token.group(1))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/");
        return answer.headers().allValues("Set-Cookie");
    }

    @Test
    void cookies_of_who_comes_by_tls_are_for_tls_alone() {
        assertThat(cookies("https")).hasSize(2).allMatch(one -> one.contains("; Secure"));
        assertThat(cookies("http")).hasSize(2).noneMatch(one -> one.contains("; Secure"));
    }
}
