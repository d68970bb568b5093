package huikan.standalone;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks a suite how it is. */
final class Status {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String address;

    Status(String address) {
        this.address = address;
    }

    /** What it says, as JSON; empty when nobody answers. */
    Optional<String> ask() throws InterruptedException {
        return get(address + "/api/status");
    }

    /** The metrics of a service of this machine. */
    Optional<String> metrics(int port) throws InterruptedException {
        return get("http://127.0.0.1:" + port + "/actuator/prometheus");
    }

    private Optional<String> get(String url) throws InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException nobody) {
            return Optional.empty();
        }
    }

    boolean isReady() throws InterruptedException {
        return ask().filter(body -> body.contains("\"ready\":true")).isPresent();
    }
}
