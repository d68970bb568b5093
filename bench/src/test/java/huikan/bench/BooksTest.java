package huikan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import huikan.bench.Province.Slot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BooksTest {

    private static final Login ADMIN = new Login("admin", "", "s3cret");

    private HttpServer server;
    private Books books;
    private final Deque<String> ledgers = new ConcurrentLinkedDeque<>();
    private final Deque<String> rollups = new ConcurrentLinkedDeque<>();

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/oauth2/token", new ConcurrentLinkedDeque<>(List.of("{\"access_token\":\"t\",\"expires_in\":1800}")));
        answer("/api/cycles/one/ledger", ledgers);
        answer("/api/metrics/rollup", rollups);
        server.start();
        books = new Books(
                new Api(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/")), Logins.demo(ADMIN));
        books.issued("one");
        books.acknowledged(new Slot("one", ADMIN));
        books.acknowledged(new Slot("one", ADMIN));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /** One answer after the other, the last of them for ever; 404 for an empty one. */
    private void answer(String path, Deque<String> answers) {
        server.createContext(path, exchange -> {
            try (exchange) {
                String answer = answers.size() > 1 ? answers.pop() : answers.getFirst();
                byte[] body = answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.isEmpty() ? 404 : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
    }

    private static String ledger(int received, int filed, boolean balanced) {
        return "{\"received\":%d,\"filed\":%d,\"balanced\":%b}".formatted(received, filed, balanced);
    }

    private static String rollup(int counted) {
        return "{\"filings\":{\"counted\":%d}}".formatted(counted);
    }

    @Test
    void it_waits_until_what_was_acknowledged_is_received_settled_and_counted() throws InterruptedException {
        ledgers.addAll(List.of(ledger(1, 1, true), ledger(2, 1, false), ledger(2, 2, true)));
        rollups.addAll(List.of("", rollup(1), rollup(2)));
        books.awaitSettled(Duration.ofSeconds(30));
        assertThat(ledgers).hasSize(1);
        assertThat(rollups).hasSize(1);
    }

    @Test
    void one_that_never_arrives_is_missed() {
        ledgers.add(ledger(1, 1, true));
        rollups.add(rollup(1));
        assertThatThrownBy(() -> books.awaitSettled(Duration.ofMillis(300)))
                .isInstanceOf(Trouble.class)
                .hasMessageContaining("not every filing that was acknowledged in one is counted");
    }

    @Test
    void one_that_is_not_counted_is_missed() {
        ledgers.add(ledger(2, 2, true));
        rollups.add(rollup(1));
        assertThatThrownBy(() -> books.awaitSettled(Duration.ofMillis(300))).isInstanceOf(Trouble.class);
    }
}
