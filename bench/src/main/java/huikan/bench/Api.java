package huikan.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The suite's API for what is not measured: logins, cycles, questions before and after. */
final class Api {

    static final JsonMapper JSON = JsonMapper.shared();
    /** Every login of the demo directory has it. */
    private static final String DEMO_SECRET = "huikan-demo";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final String address;

    /** @param port of the gateway */
    Api(int port) {
        this.address = "http://127.0.0.1:" + port;
    }

    String token(String login) {
        return tokens.computeIfAbsent(login, this::newToken);
    }

    private String newToken(String login) {
        String basic = Base64.getEncoder().encodeToString((login + ":" + DEMO_SECRET).getBytes(StandardCharsets.UTF_8));
        return send(HttpRequest.newBuilder(URI.create(address + "/oauth2/token"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")))
                .path("access_token")
                .asString();
    }

    JsonNode get(String login, String path) {
        return send(as(login, path).GET());
    }

    void post(String login, String path, JsonNode body) {
        send(as(login, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private HttpRequest.Builder as(String login, String path) {
        return HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token(login));
    }

    private JsonNode send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (response.statusCode() >= 300) {
                throw new IllegalStateException(
                        response.request().uri() + ": " + response.statusCode() + " " + response.body());
            }
            return JSON.readTree(response.body());
        } catch (IOException failed) {
            throw new IllegalStateException("the suite does not answer", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
