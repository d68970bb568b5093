package huikan.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.gateway.testing.Browser;
import huikan.testing.OnInfrastructure;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The console as it is served. What it does is tried in a browser, see console/tests. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ConsolePagesIT extends OnInfrastructure {

    @TempDir
    static Path folder;

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void console(DynamicPropertyRegistry properties) throws IOException {
        Files.writeString(folder.resolve("index.html"), "<title>the page</title>");
        Path assets = Files.createDirectory(folder.resolve("assets"));
        Files.writeString(assets.resolve("index-1a2b.js"), "console.log('plain')");
        Files.writeString(assets.resolve("index-1a2b.js.br"), "compressed");
        properties.add("huikan.console.folder", folder::toString);
    }

    private HttpResponse<String> get(String path, String... headers) {
        Browser browser = new Browser(port);
        var request = browser.request(path);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return browser.send(request);
    }

    @Test
    void every_address_of_its_router_is_its_page_under_a_strict_policy_and_needs_no_login() {
        for (String path :
                new String[] {"/", "/owed", "/filing/annual-2023/210902-gov", "/logged-in", "/no-such-page"}) {
            HttpResponse<String> page = get(path, "Accept", "text/html,application/xhtml+xml");
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.body()).contains("the page");
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
        }
    }

    @Test
    void its_files_are_kept_for_a_year_and_sent_compressed() {
        HttpResponse<String> compressed = get("/assets/index-1a2b.js", "Accept-Encoding", "gzip, br");
        assertThat(compressed.body()).isEqualTo("compressed");
        assertThat(compressed.headers().firstValue("Content-Encoding")).hasValue("br");
        assertThat(compressed.headers().firstValue("Cache-Control").orElseThrow())
                .contains("max-age=31536000", "immutable");
        assertThat(get("/assets/index-1a2b.js").body()).contains("plain");
        assertThat(get("/assets/index-old.js").statusCode()).isEqualTo(404);
    }

    @Test
    void what_is_not_the_consoles_is_not_answered_with_its_page() {
        for (String path :
                new String[] {"/api/no-such-thing", "/api", "/oauth2/no-such-thing", "/login/no-such-thing"}) {
            HttpResponse<String> answer = get(path, "Accept", "text/html");
            assertThat(answer.statusCode()).as(path).isGreaterThanOrEqualTo(400);
            assertThat(answer.body()).as(path).doesNotContain("the page");
        }
        for (String disguised : new String[] {"/%61pi/me", "/%61pi/dead-letters", "/api%2Fme", "/ap%69/accounts"}) {
            assertThat(get(disguised, "Accept", "text/html").statusCode())
                    .as(disguised)
                    .isIn(400, 401);
        }
        HttpResponse<String> client = get("/no-such-page", "Accept", "application/json");
        assertThat(client.statusCode()).isEqualTo(404);
        assertThat(client.body()).contains("/problems/not-found");
        assertThat(get("/../../etc/passwd").body()).doesNotContain("root:");
        assertThat(get("/assets/..%2f..%2fetc%2fpasswd").body()).doesNotContain("root:");
    }
}
