package huikan.gateway.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** Every failure of the token endpoint has the body that is documented, {@code {"error": ...}}. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "huikan.accounts.demo=true")
class TokenErrorsIT extends OnInfrastructure {

    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String GRANT = "grant_type=client_credentials";

    @LocalServerPort
    int port;

    private final HttpClient client = HttpClient.newHttpClient();

    private HttpResponse<String> post(@Nullable String authorization, String type, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/oauth2/token"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String basic(String login, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((login + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    static Stream<Arguments> failures() {
        String good = basic("210902-gov", "huikan-demo");
        return Stream.of(
                argumentSet("no client", null, FORM, GRANT, 401, "invalid_client"),
                argumentSet("no client and no body", null, "application/json", "{}", 401, "invalid_client"),
                argumentSet("an unknown client", basic("nobody", "huikan-demo"), FORM, GRANT, 401, "invalid_client"),
                argumentSet("a wrong secret", basic("210902-gov", "wrong"), FORM, GRANT, 401, "invalid_client"),
                argumentSet(
                        "a wrong secret in the form",
                        null,
                        FORM,
                        GRANT + "&client_id=210902-gov&client_secret=wrong",
                        401,
                        "invalid_client"),
                argumentSet("a token in its place", "Bearer x", FORM, GRANT, 401, "invalid_client"),
                argumentSet("a header that is not Base64", "Basic ***", FORM, GRANT, 400, "invalid_request"),
                argumentSet("an unknown grant", good, FORM, "grant_type=magic", 400, "unsupported_grant_type"),
                argumentSet("no grant", good, FORM, "", 400, "invalid_request"),
                argumentSet("JSON", good, "application/json", "{}", 400, "invalid_request"),
                argumentSet("a scope", good, FORM, GRANT + "&scope=all", 400, "invalid_scope"));
    }

    @ParameterizedTest
    @MethodSource
    void failures(@Nullable String authorization, String type, String body, int status, String error)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = post(authorization, type, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(known -> assertThat(known).startsWith("application/json"));
        assertThat(JsonMapper.shared().readTree(answer.body()).path("error").asString())
                .isEqualTo(error);
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
    }

    @Test
    void who_names_itself_has_a_token() throws Exception {
        HttpResponse<String> answer = post(basic("210902-gov", "huikan-demo"), FORM, GRANT);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(JsonMapper.shared()
                        .readTree(answer.body())
                        .path("access_token")
                        .asString())
                .isNotEmpty();
    }
}
