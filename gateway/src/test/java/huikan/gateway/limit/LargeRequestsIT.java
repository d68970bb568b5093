package huikan.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One login sends many of the largest requests at once, with the limits as they are shipped. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "huikan.accounts.demo=true")
class LargeRequestsIT extends ThroughGateway {

    private static final int REQUESTS = 20;
    private static final String LARGEST = "x".repeat(4 << 20);
    private static final String LARGE = "x".repeat(1 << 20);
    private static final String SMALL = "{}";

    private static final AtomicInteger HELD = new AtomicInteger();
    private static final CountDownLatch ANSWERING = new CountDownLatch(1);
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final HttpServer SLOW = slow();

    /** Holds what is large. */
    private static HttpServer slow() {
        return service(THREADS, exchange -> {
            if (exchange.getRequestBody().readAllBytes().length >= LARGE.length()) {
                HELD.incrementAndGet();
                heldUntil(ANSWERING);
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        registry.add("huikan.services.review-service", () -> address(SLOW));
        registry.add("huikan.services.submission-service", () -> address(SLOW));
    }

    @AfterAll
    static void stop() {
        ANSWERING.countDown();
        SLOW.stop(0);
        THREADS.close();
    }

    private HttpRequest said(String path, String login, String body) {
        return request(path, login)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    @Test
    void as_many_are_read_as_a_service_can_hold_and_others_go_on() throws Exception {
        String much = bearer("210902-gov.supervisor");
        List<CompletableFuture<HttpResponse<String>>> sent = IntStream.range(0, REQUESTS)
                .mapToObj(i -> client.sendAsync(said("/api/findings", much, LARGEST), BodyHandlers.ofString()))
                .toList();
        Awaitility.await().until(() -> HELD.get() + done(sent) == REQUESTS);
        assertThat(HELD.get()).as("a quarter of 16 MB").isEqualTo(1);

        String other = bearer("210903-gov.supervisor");
        assertThat(send(said("/api/findings", other, SMALL))).isEqualTo(204);
        assertThat(send(said("/api/attachments/uploads", much, SMALL)))
                .as("files are read as they come")
                .isEqualTo(204);
        HttpRequest list = request("/api/findings", much).build();
        assertThat(send(list)).as("who sent so much reads on").isEqualTo(204);

        HttpRequest untold = request("/api/findings", much)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString(SMALL)))
                .build();
        assertThat(send(untold)).as("of a length that is not told").isEqualTo(429);

        ANSWERING.countDown();
        assertThat(sent.stream().map(CompletableFuture::join).filter(answer -> answer.statusCode() == 429))
                .hasSize(REQUESTS - 1)
                .allSatisfy(refused -> {
                    assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
                    assertThat(refused.body())
                            .contains("/problems/too-many-under-way")
                            .contains("4194304 bytes of requests");
                });
        assertThat(send(untold)).as("when there is room").isEqualTo(204);
        assertThat(send(said("/api/findings", much, LARGE))).isEqualTo(204);
    }

    private int send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString()).statusCode();
    }

    private static long done(List<CompletableFuture<HttpResponse<String>>> sent) {
        return sent.stream().filter(CompletableFuture::isDone).count();
    }
}
