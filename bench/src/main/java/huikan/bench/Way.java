package huikan.bench;

import huikan.bench.Province.Slot;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long filings take behind their receipt, as the API shows it to a person or a dashboard. Every n-th is followed until it is
 * accepted and in the review queue. The rollups of the cycles that are filed in are looked at all the while, for all filings.
 */
final class Way implements AutoCloseable {

    /** What is not there yet is asked for again after this; measured times are too long by up to it. */
    private static final Duration AGAIN = Duration.ofMillis(40);

    private static final Duration GIVE_UP = Duration.ofSeconds(60);
    private static final int OK = 200;

    private final URI address;
    private final Api api;
    private final Login reader;
    private final int everyNth;
    private final AtomicInteger receipts = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final Map<String, Counted> cycles = new ConcurrentHashMap<>();
    private final ExecutorService followers = Executors.newVirtualThreadPerTaskExecutor();
    private final Histogram accepted = new ConcurrentHistogram(Percentiles.DIGITS);
    private final Histogram queued = new ConcurrentHistogram(Percentiles.DIGITS);
    private final Histogram provinceRollup = new ConcurrentHistogram(Percentiles.DIGITS);
    private volatile long giveUp = Long.MAX_VALUE;

    /**
     * @param reader sees all that is filed, and the rollup of the agency above
     * @param everyNth filing is followed into the review queue
     */
    Way(URI address, Api api, Login reader, int everyNth) {
        this.address = address;
        this.api = api;
        this.reader = reader;
        this.everyNth = everyNth;
        followers.execute(this::watchRollups);
    }

    /**
     * Nanoseconds from the receipt.
     *
     * @param accepted until the API shows it as accepted
     * @param queued until the API shows its review
     * @param provinceRollup from the n-th receipt of a cycle until the API shows the rollup with n filings
     * @param lost filings that were given up
     */
    record Times(Histogram accepted, Histogram queued, Histogram provinceRollup, int lost) {}

    /**
     * How far the rollup of one cycle is behind its receipts. Which filings a sum holds cannot be seen in it, but how many:
     * the n-th receipt is there when n filings are.
     */
    private final class Counted {

        /** Nanoseconds. */
        private final List<Long> receipts = new ArrayList<>();

        private int counted;

        synchronized void received(long at) {
            receipts.add(at);
        }

        synchronized void counted(long filings) {
            long now = System.nanoTime();
            // one may be counted before its receipt is read here
            for (; counted < Math.min(filings, receipts.size()); counted++) {
                provinceRollup.recordValue(now - receipts.get(counted));
            }
        }

        synchronized int behind() {
            return receipts.size() - counted;
        }
    }

    void acknowledged(Slot slot, String id) {
        long now = System.nanoTime();
        cycles.computeIfAbsent(slot.cycle(), one -> new Counted()).received(now);
        if (receipts.getAndIncrement() % everyNth == 0) {
            followers.execute(() -> follow(id, now));
        }
    }

    private void follow(String id, long since) {
        try (Connection connection = new Connection(address)) {
            // answered by what settles it: nobody asks again and again
            ask(connection, "/api/submissions/" + id + "?wait=30");
            accepted.recordValue(System.nanoTime() - since);
            ask(connection, "/api/reviews/" + id);
            queued.recordValue(System.nanoTime() - since);
        } catch (IOException failed) {
            lost.incrementAndGet();
        }
    }

    /** Asks until it is there. */
    private void ask(Connection connection, String path) throws IOException {
        long until = System.nanoTime() + GIVE_UP.toNanos();
        while (connection.exchange(get(path)).status() != OK) {
            if (System.nanoTime() > until) {
                throw new IOException("gave up on " + path);
            }
            LockSupport.parkNanos(AGAIN.toNanos());
        }
    }

    private byte[] get(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nAuthorization: Bearer "
                        + api.token(reader) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Until all are counted after the last was sent, or it takes too long. */
    private void watchRollups() {
        try (Connection connection = new Connection(address)) {
            while (giveUp == Long.MAX_VALUE || (behind() > 0 && System.nanoTime() < giveUp)) {
                for (Map.Entry<String, Counted> one : cycles.entrySet()) {
                    if (one.getValue().behind() > 0) {
                        look(connection, one.getKey(), one.getValue());
                    }
                }
                LockSupport.parkNanos(AGAIN.toNanos());
            }
        } catch (IOException ended) {
            // what is not counted by then is lost
        }
    }

    private void look(Connection connection, String cycle, Counted counted) throws IOException {
        Connection.Response response = connection.exchange(get(Books.rollup(cycle, reader.agency())));
        if (response.status() == OK) {
            counted.counted(Books.counted(Api.JSON.readTree(response.body())));
        }
    }

    private int behind() {
        return cycles.values().stream().mapToInt(Counted::behind).sum();
    }

    /** Waits for all that are on their way; nothing is sent any more. */
    Times times() throws InterruptedException {
        giveUp = System.nanoTime() + GIVE_UP.toNanos();
        followers.shutdown();
        if (!followers.awaitTermination(3 * GIVE_UP.toSeconds(), TimeUnit.SECONDS)) {
            throw new Trouble("filings are still on their way after " + 3 * GIVE_UP.toSeconds() + " s");
        }
        return new Times(accepted, queued, provinceRollup, lost.get() + behind());
    }

    @Override
    public void close() {
        giveUp = 0;
        followers.shutdownNow();
    }
}
