package huikan.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One login waits for hundreds of submissions at once, with the limits as they are shipped. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "huikan.accounts.demo=true")
class LongPollsIT extends ThroughGateway {

    private static final int POLLS = 300;
    /** A quarter of the 200 that are held for all. */
    private static final int HELD = 50;

    private static final AtomicInteger WAITING = new AtomicInteger();
    private static final CountDownLatch ARRIVED = new CountDownLatch(1);
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();
    private static final HttpServer SUBMISSIONS = submissions();

    /** Holds who waits until the submission arrives. */
    private static HttpServer submissions() {
        return service(THREADS, exchange -> {
            if (exchange.getRequestURI().toString().contains("wait=")) {
                WAITING.incrementAndGet();
                heldUntil(ARRIVED);
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
    }

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry registry) {
        registry.add("huikan.services.submission-service", () -> address(SUBMISSIONS));
    }

    @AfterAll
    static void stop() {
        ARRIVED.countDown();
        SUBMISSIONS.stop(0);
        THREADS.close();
    }

    @Test
    void who_waits_for_many_submissions_keeps_nobody_from_reading() throws Exception {
        String waiting = bearer("210902-gov");
        String reading = bearer("210903-gov");
        List<CompletableFuture<HttpResponse<String>>> polls = IntStream.range(0, POLLS)
                .mapToObj(i -> client.sendAsync(
                        request("/api/submissions/" + i + "?wait=30", waiting).build(), BodyHandlers.ofString()))
                .toList();
        // all of them came: some are held, the others were answered
        Awaitility.await().until(() -> WAITING.get() + answered(polls) == POLLS);

        for (int i = 0; i < 100; i++) {
            HttpRequest read = request("/api/submissions?limit=" + i, reading)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            assertThat(client.send(read, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
        HttpRequest own = request("/api/submissions?limit=1", waiting).build();
        assertThat(client.send(own, BodyHandlers.ofString()).statusCode())
                .as("a read of the one who waits")
                .isEqualTo(200);
        assertThat(WAITING.get()).isEqualTo(HELD);

        ARRIVED.countDown();
        CompletableFuture.allOf(polls.toArray(CompletableFuture[]::new)).join();
        Map<Integer, List<HttpResponse<String>>> answers =
                polls.stream().map(CompletableFuture::join).collect(Collectors.groupingBy(HttpResponse::statusCode));
        assertThat(answers).containsOnlyKeys(200, 429);
        assertThat(answers.get(200)).hasSize(HELD);
        assertThat(answers.get(429)).allSatisfy(refused -> {
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("2");
            assertThat(refused.body()).contains("/problems/too-many-under-way");
        });
    }

    private static long answered(List<CompletableFuture<HttpResponse<String>>> polls) {
        return polls.stream().filter(CompletableFuture::isDone).count();
    }
}
