package huikan.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import huikan.testing.OnInfrastructure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** More requests than the gateway may answer at once, before a service that does not answer. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "huikan.accounts.demo=true",
            "huikan.limits.at-once=2",
            "huikan.limits.under-way=1MB",
            "huikan.limits.share=100"
        })
class CrowdIT extends OnInfrastructure {

    private static final CountDownLatch ASKED = new CountDownLatch(2);
    private static final CountDownLatch ANSWERING = new CountDownLatch(1);
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final HttpServer SLOW = slow();

    @LocalServerPort
    int port;

    @Autowired
    MeterRegistry meters;

    private final HttpClient client = HttpClient.newHttpClient();

    private static HttpServer slow() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setExecutor(THREADS);
            server.createContext("/", exchange -> {
                ASKED.countDown();
                try {
                    ANSWERING.await();
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                }
                exchange.sendResponseHeaders(204, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        registry.add(
                "huikan.services.analytics-service",
                () -> "http://127.0.0.1:" + SLOW.getAddress().getPort());
    }

    @AfterAll
    static void stop() {
        ANSWERING.countDown();
        SLOW.stop(0);
        THREADS.close();
    }

    private HttpRequest.Builder request(String path, String authorization) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", authorization)
                .timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String bearer(String login) throws IOException, InterruptedException {
        String basic = Base64.getEncoder().encodeToString((login + ":huikan-demo").getBytes(StandardCharsets.UTF_8));
        String answer = send(request("/oauth2/token", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials")))
                .body();
        return "Bearer "
                + JsonMapper.shared().readTree(answer).path("access_token").asString();
    }

    @Test
    void who_comes_into_a_crowd_is_sent_away_and_filing_goes_on() throws Exception {
        String login = bearer("210902-gov");
        HttpRequest question =
                request("/api/metrics/rollup?cycle=annual-2023", login).build();
        List<CompletableFuture<HttpResponse<String>>> held = List.of(
                client.sendAsync(question, BodyHandlers.ofString()),
                client.sendAsync(question, BodyHandlers.ofString()));
        ASKED.await();

        HttpResponse<String> third = send(request("/api/metrics/rollup?cycle=annual-2023", bearer("210903-gov")));
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).hasValue("2");
        assertThat(third.body()).contains("/problems/crowded").contains("2 requests at once");

        HttpResponse<String> filing = send(request("/api/submissions", login)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"cycle\":\"annual-2023\",\"agency\":\"210902-gov\"}")));
        assertThat(filing.statusCode()).as(filing.body()).isEqualTo(202);
        assertThat(send(request("/api/status", login)).body()).contains("\"ready\"");

        ANSWERING.countDown();
        for (CompletableFuture<HttpResponse<String>> one : held) {
            assertThat(one.get().statusCode()).isEqualTo(204);
        }
        assertThat(send(request("/api/metrics/rollup?cycle=annual-2023", login)).statusCode())
                .isEqualTo(204);
    }

    @Test
    void a_batch_is_under_way_as_long_as_it_is_read() throws Exception {
        String login = bearer("210902-gov");
        double before = refused();
        try (Socket first = new Socket(InetAddress.getLoopbackAddress(), port)) {
            // of a length that is not told, and so as large as a filing may be; one line of it comes
            String head = "POST /api/submissions/batch HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: " + login
                    + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n";
            first.getOutputStream().write((head + "3\r\n{}\n\r\n").getBytes(StandardCharsets.UTF_8));
            Awaitility.await().until(() -> refused() > before);

            HttpResponse<String> second = send(request("/api/submissions/batch", bearer("210903-gov"))
                    .header("Content-Type", "application/x-ndjson")
                    .POST(BodyPublishers.ofString("{}")));
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.body()).contains("/problems/overloaded");
            assertThat(second.headers().firstValue("Retry-After")).isPresent();

            first.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(new BufferedReader(new InputStreamReader(first.getInputStream(), StandardCharsets.UTF_8))
                            .readLine())
                    .startsWith("HTTP/1.1 200");
        }
    }

    /** Lines that were read and are no filing. */
    private double refused() {
        return meters.find("huikan.filings.refused").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
