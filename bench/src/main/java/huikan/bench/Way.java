package huikan.bench;

import huikan.bench.Province.Slot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long filings take behind their receipt, asked through the API as a person or a dashboard would: some filings are
 * followed one by one, and each cycle whose last filing was acknowledged until the province's total holds all of them.
 */
final class Way implements AutoCloseable {

    private static final int DIGITS = 3;
    /** What is not there yet is asked for again after this; measured times are too long by up to it. */
    private static final Duration AGAIN = Duration.ofMillis(20);

    private static final Duration GIVE_UP = Duration.ofSeconds(60);
    private static final int OK = 200;

    private final int port;
    private final Api api;
    private final int everyNth;
    private final int agencies;
    private final AtomicInteger acknowledgedSoFar = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final Map<String, AtomicInteger> perCycle = new ConcurrentHashMap<>();
    private final ExecutorService followers = Executors.newVirtualThreadPerTaskExecutor();

    private final Histogram stored = new ConcurrentHistogram(DIGITS);
    private final Histogram queued = new ConcurrentHistogram(DIGITS);
    private final Histogram provinceRollup = new ConcurrentHistogram(DIGITS);

    /**
     * @param port of the gateway
     * @param everyNth filing is followed
     * @param agencies that file in each cycle
     */
    Way(int port, Api api, int everyNth, int agencies) {
        this.port = port;
        this.api = api;
        this.everyNth = everyNth;
        this.agencies = agencies;
    }

    /**
     * Nanoseconds from the receipt.
     *
     * @param stored until the submission says that it was accepted
     * @param queued until its review is there
     * @param provinceRollup from the last receipt of a cycle until the province's rollup counts all of its filings
     * @param lost filings and cycles that were given up
     */
    record Times(Histogram stored, Histogram queued, Histogram provinceRollup, int lost) {}

    void acknowledged(Slot slot, String id) {
        long now = System.nanoTime();
        if (acknowledgedSoFar.getAndIncrement() % everyNth == 0) {
            followers.execute(() -> follow(id, now));
        }
        if (perCycle.computeIfAbsent(slot.cycle(), cycle -> new AtomicInteger()).incrementAndGet() == agencies) {
            followers.execute(() -> followCycle(slot.cycle(), now));
        }
    }

    private void follow(String id, long since) {
        try (Connection connection = new Connection(port)) {
            until(connection, "/api/submissions/" + id, since, stored, body -> !body.contains("\"RECEIVED\""));
            until(connection, "/api/reviews/" + id, since, queued, body -> true);
        } catch (IOException failed) {
            lost.incrementAndGet();
        }
    }

    private void followCycle(String cycle, long since) {
        try (Connection connection = new Connection(port)) {
            until(connection, rollup(cycle), since, provinceRollup, body -> counted(body) == agencies);
        } catch (IOException failed) {
            lost.incrementAndGet();
        }
    }

    private static String rollup(String cycle) {
        return "/api/metrics/rollup?cycle=" + cycle + "&under=" + Province.TOP + "&basis=REPORTED&indicators=INS001";
    }

    private static long counted(String body) {
        return Api.JSON.readTree(body).at("/filings/counted").asLong();
    }

    private void until(Connection connection, String path, long since, Histogram into, Predicate<String> there)
            throws IOException {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                        + api.token(Province.READER) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        while (System.nanoTime() - since < GIVE_UP.toNanos()) {
            Connection.Response response = connection.exchange(request);
            if (response.status() == OK && there.test(response.body())) {
                into.recordValue(System.nanoTime() - since);
                return;
            }
            LockSupport.parkNanos(AGAIN.toNanos());
        }
        throw new IOException("gave up on " + path);
    }

    /** Waits for all that are still followed. */
    Times times() throws InterruptedException {
        followers.shutdown();
        if (!followers.awaitTermination(2 * GIVE_UP.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("filings are still on their way");
        }
        return new Times(stored, queued, provinceRollup, lost.get());
    }

    @Override
    public void close() {
        followers.shutdownNow();
    }
}
