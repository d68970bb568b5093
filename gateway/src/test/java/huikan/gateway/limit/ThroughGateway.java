package huikan.gateway.limit;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import huikan.testing.OnInfrastructure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/** A client of the gateway, and a stand-in for a service behind it. */
abstract class ThroughGateway extends OnInfrastructure {

    @LocalServerPort
    int port;

    final HttpClient client = HttpClient.newHttpClient();

    static HttpServer service(ExecutorService threads, HttpHandler answer) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(threads);
            server.createContext("/", answer);
            server.start();
            return server;
        } catch (IOException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    /** As long as a service takes that does not answer. */
    static void heldUntil(CountDownLatch answering) {
        try {
            answering.await();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    static String address(HttpServer service) {
        return "http://127.0.0.1:" + service.getAddress().getPort();
    }

    HttpRequest.Builder request(String path, String authorization) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", authorization)
                .timeout(Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> token(String login) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((login + ":huikan-demo").getBytes(StandardCharsets.UTF_8));
        return send(request("/oauth2/token", "Basic " + basic)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials")));
    }

    String bearer(String login) throws IOException, InterruptedException {
        return "Bearer "
                + JsonMapper.shared()
                        .readTree(token(login).body())
                        .path("access_token")
                        .asString();
    }
}
