package huikan.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.testing.OnInfrastructure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** The gateway's own paths tell the methods that they allow. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "huikan.accounts.demo=true")
class MethodsIT extends OnInfrastructure {

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private String token() throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString("admin:huikan-demo".getBytes(StandardCharsets.UTF_8));
        String answer = client.send(
                        request("/oauth2/token")
                                .header("Authorization", "Basic " + basic)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(BodyPublishers.ofString("grant_type=client_credentials"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        return JsonMapper.shared().readTree(answer).path("access_token").asString();
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/receipts/verify, POST",
        "PUT, /api/submissions/batch, POST",
        "POST, /api/status, GET",
        "DELETE, /api/dead-letters, GET"
    })
    void a_method_that_is_not_allowed(String method, String path, String allowed) throws Exception {
        HttpResponse<String> answer = client.send(
                request(path)
                        .header("Authorization", "Bearer " + token())
                        .method(method, BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains(allowed);
        assertThat(answer.body()).contains("/problems/method-not-allowed");
    }
}
