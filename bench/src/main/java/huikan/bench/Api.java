package huikan.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The suite's API for what is not measured: logins, cycles, questions before and after. */
final class Api {

    static final JsonMapper JSON = JsonMapper.shared();

    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int OTHER_THAN_DONE = 300;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<Login, Token> tokens = new ConcurrentHashMap<>();
    private final URI address;

    /** @param address of the gateway */
    Api(URI address) {
        this.address = address;
    }

    /** @param until nanoseconds */
    private record Token(String value, long until) {
        boolean lasts(Duration time) {
            return until - System.nanoTime() > time.toNanos();
        }
    }

    /** One that is not about to end. */
    String token(Login login) {
        return token(login, MARGIN);
    }

    /** Gets another one for every login whose token ends sooner, so that nobody waits for one while it is measured. */
    void renew(Duration time) {
        tokens.keySet().forEach(login -> token(login, time.plus(MARGIN)));
    }

    private String token(Login login, Duration lasting) {
        Token token = tokens.get(login);
        if (token == null || !token.lasts(lasting)) {
            token = tokens.compute(
                    login, (one, known) -> known != null && known.lasts(lasting) ? known : newToken(one));
        }
        return token.value();
    }

    private Token newToken(Login login) {
        String basic = Base64.getEncoder()
                .encodeToString((login.name() + ":" + login.secret()).getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> response = send(HttpRequest.newBuilder(address.resolve("/oauth2/token"))
                .header("Authorization", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials")));
        if (response.statusCode() == UNAUTHORIZED) {
            throw new Trouble("the suite at " + address + " has no login " + login + " with that secret");
        }
        JsonNode answer = json(response);
        return new Token(
                answer.path("access_token").asString(),
                System.nanoTime()
                        + TimeUnit.SECONDS.toNanos(answer.path("expires_in").asLong()));
    }

    JsonNode get(Login login, String path) {
        return json(send(as(login, path).GET()));
    }

    /** What is there; empty for 404. */
    Optional<JsonNode> find(Login login, String path) {
        HttpResponse<String> response = send(as(login, path).GET());
        return response.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(json(response));
    }

    void post(Login login, String path, JsonNode body) {
        json(send(as(login, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))));
    }

    private HttpRequest.Builder as(Login login, String path) {
        return HttpRequest.newBuilder(address.resolve(path)).header("Authorization", "Bearer " + token(login));
    }

    private static JsonNode json(HttpResponse<String> response) {
        if (response.statusCode() >= OTHER_THAN_DONE) {
            throw new Trouble(response.request().uri() + ": " + response.statusCode() + " " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** Comes again when it is told to: a suite elsewhere has its limits. */
    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            while (response.statusCode() == TOO_MANY) {
                TimeUnit.SECONDS.sleep(
                        response.headers().firstValueAsLong("Retry-After").orElse(1));
                response = http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            }
            return response;
        } catch (IOException failed) {
            throw new Trouble("nothing answers at " + address, failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
