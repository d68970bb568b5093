package huikan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import huikan.bench.Province.Slot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A piece of the load against a server in this process. */
class LoadTest {

    private static final Login REPORTER = new Login("210902-gov", "210902-gov", "s3cret");
    private static final List<Slot> SLOTS = List.of(new Slot("one", REPORTER), new Slot("two", REPORTER));

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger filings = new AtomicInteger();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private URI address;
    private Cases cases;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
        server.createContext(
                "/oauth2/token", exchange -> answer(exchange, 200, "{\"access_token\":\"token\",\"expires_in\":1800}"));
        Api api = new Api(address);
        cases = new Cases(new Filings(address, api, 2048), new Books(api, Logins.demo(REPORTER)));
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.close();
    }

    /** What a server answers the n-th filing with, counted from 1. */
    private interface Answer {
        void to(HttpExchange exchange, int number) throws IOException;
    }

    private void filings(Answer answer) {
        server.createContext("/api/submissions", exchange -> {
            keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            answer.to(exchange, filings.incrementAndGet());
        });
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static void acknowledge(HttpExchange exchange, int number) throws IOException {
        answer(exchange, 202, "{\"id\":\"id-" + number + "\",\"receipt\":\"r\"}");
    }

    @Test
    void at_a_rate_as_many_are_sent_as_are_due_and_each_has_its_key() {
        filings(LoadTest::acknowledge);
        Set<String> ids = ConcurrentHashMap.newKeySet();
        Load.Result result =
                new Load(address, 4, cases.single(SLOTS, (slot, id) -> ids.add(id))).at(100, Duration.ofSeconds(1));
        assertThat(result.filings()).isEqualTo(100);
        assertThat(result.refused()).isZero();
        assertThat(result.statuses()).containsOnly(Map.entry(202, 100L));
        assertThat(result.latency().getTotalCount()).isEqualTo(100);
        assertThat(result.time()).isBetween(Duration.ofMillis(990), Duration.ofSeconds(20));
        assertThat(keys).hasSize(100);
        assertThat(ids).hasSize(100).contains("id-1", "id-100");
    }

    @Test
    void what_is_refused_is_counted_as_refused() {
        filings((exchange, number) -> {
            if (number % 4 == 0) {
                answer(exchange, 429, "{}");
            } else {
                acknowledge(exchange, number);
            }
        });
        Load.Result result = new Load(address, 2, cases.single(SLOTS, (slot, id) -> {})).at(100, Duration.ofSeconds(1));
        assertThat(result.filings()).isEqualTo(75);
        assertThat(result.refused()).isEqualTo(25);
        assertThat(result.statuses()).containsOnly(Map.entry(202, 75L), Map.entry(429, 25L));
    }

    @Test
    void of_a_batch_each_line_is_acknowledged_or_refused() {
        filings((exchange, number) -> answer(exchange, 200, """
                {"line":1,"id":"a","receipt":"r"}
                {"line":2,"problem":{"status":429}}
                {"line":3,"id":"c","receipt":"r"}
                """));
        Load.Result result = new Load(address, 1, cases.batch(SLOTS, 3)).at(10, Duration.ofSeconds(1));
        assertThat(result.filings()).isEqualTo(20);
        assertThat(result.refused()).isEqualTo(10);
    }

    @Test
    void a_server_that_stalls_is_charged_for_all_that_were_due_meanwhile() {
        CountDownLatch stall = new CountDownLatch(1);
        filings((exchange, number) -> {
            if (number == 1) {
                pause(stall);
            }
            acknowledge(exchange, number);
        });
        Load.Result result = new Load(address, 1, cases.single(SLOTS, (slot, id) -> {})).at(100, Duration.ofSeconds(3));
        assertThat(result.filings()).isEqualTo(300);
        // the first is answered after half a second; the 50 or so that came due meanwhile find no connection
        // and more on a busy machine, which has two seconds to catch up
        assertThat(result.late()).isBetween(40L, 299L);
        assertThat(TimeUnit.NANOSECONDS.toMillis(result.latency().getValueAtPercentile(90)))
                .isGreaterThan(100);
    }

    /** Nobody ends it: this is what a stall is. */
    private static void pause(CountDownLatch never) {
        try {
            never.await(500, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void as_many_as_are_taken_are_never_late() {
        filings(LoadTest::acknowledge);
        Load.Result result =
                new Load(address, 3, cases.single(SLOTS, (slot, id) -> {})).saturated(Duration.ofMillis(300));
        assertThat(result.filings()).isPositive().isEqualTo(filings.get());
        assertThat(result.late()).isZero();
        assertThat(result.filingsPerSecond()).isPositive();
    }

    @Test
    void a_server_that_hangs_up_ends_the_load_with_a_sentence() {
        filings((exchange, number) -> exchange.close());
        Load load = new Load(address, 1, cases.single(SLOTS, (slot, id) -> {}));
        assertThatThrownBy(() -> load.at(10, Duration.ofSeconds(1)))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("the connection ended in the middle of a response");
    }

    @Test
    void a_secret_that_is_not_the_right_one_is_told_in_one_sentence() {
        server.removeContext("/oauth2/token");
        server.createContext("/oauth2/token", exchange -> answer(exchange, 401, "{}"));
        Api api = new Api(address);
        assertThatThrownBy(() -> api.token(REPORTER))
                .isInstanceOf(Trouble.class)
                .hasMessage("the suite at " + address + " has no login 210902-gov with that secret");
    }
}
