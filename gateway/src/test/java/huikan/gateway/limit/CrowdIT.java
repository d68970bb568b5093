package huikan.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
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
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** More requests than the gateway may answer at once, before a service that does not answer. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "huikan.accounts.demo=true",
            "huikan.limits.at-once=2",
            "huikan.limits.under-way=1MB",
            "huikan.limits.share=100"
        })
class CrowdIT extends ThroughGateway {

    private static final CountDownLatch ASKED = new CountDownLatch(2);
    private static final CountDownLatch ANSWERING = new CountDownLatch(1);
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final HttpServer SLOW = slow();

    @Autowired
    MeterRegistry meters;

    private static HttpServer slow() {
        return service(THREADS, exchange -> {
            ASKED.countDown();
            heldUntil(ANSWERING);
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        registry.add("huikan.services.analytics-service", () -> address(SLOW));
    }

    @AfterAll
    static void stop() {
        ANSWERING.countDown();
        SLOW.stop(0);
        THREADS.close();
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
