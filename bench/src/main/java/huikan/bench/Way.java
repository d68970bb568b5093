package huikan.bench;

import huikan.bench.Province.Slot;
import huikan.events.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * How long filings take behind their receipt. The services' own events tell when to look; then the API is asked, as a person
 * or a dashboard would, until it shows it. Asking all the while would be most of the load.
 */
final class Way implements AutoCloseable {

    private static final int DIGITS = 3;
    /** What is not there yet is asked for again after this; measured times are too long by up to it. */
    private static final Duration AGAIN = Duration.ofMillis(40);

    private static final Duration GIVE_UP = Duration.ofSeconds(60);
    private static final int OK = 200;
    private static final String ACCEPTED = "submission.accepted.v1";

    private final int port;
    private final Api api;
    private final int everyNth;
    private final Events events;
    private final AtomicInteger acknowledgedSoFar = new AtomicInteger();
    private final AtomicInteger acceptedSoFar = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    /** When each filing had its receipt, nanoseconds. */
    private final Map<String, Long> receipts = new ConcurrentHashMap<>();
    /** Accepted before their receipts were read here. */
    private final Set<String> early = ConcurrentHashMap.newKeySet();

    private final Map<String, Behind> cycles = new ConcurrentHashMap<>();

    private final ExecutorService followers = Executors.newVirtualThreadPerTaskExecutor();

    private final Histogram stored = new ConcurrentHistogram(DIGITS);
    private final Histogram queued = new ConcurrentHistogram(DIGITS);
    private final Histogram provinceRollup = new ConcurrentHistogram(DIGITS);

    /**
     * @param port of the gateway
     * @param everyNth filing is followed into the review queue
     */
    Way(int port, String broker, Api api, int everyNth) {
        this.port = port;
        this.api = api;
        this.everyNth = everyNth;
        this.events = Events.of(broker, List.of(Topics.SUBMISSIONS), this::told);
    }

    /**
     * Nanoseconds from the receipt.
     *
     * @param stored until its acceptance was told to everybody, which is after it was stored and checked
     * @param queued until the API shows its review
     * @param provinceRollup from the n-th receipt of a cycle until the API shows the province's rollup with n filings
     * @param lost filings that were given up
     */
    record Times(Histogram stored, Histogram queued, Histogram provinceRollup, int lost) {}

    void acknowledged(Slot slot, String id) {
        long now = System.nanoTime();
        acknowledgedSoFar.incrementAndGet();
        receipts.put(id, now);
        if (early.remove(id)) {
            accepted(id, now);
        }
        behind(slot.cycle()).received(now);
    }

    private Behind behind(String cycle) {
        return cycles.computeIfAbsent(cycle, one -> new Behind());
    }

    private void told(ConsumerRecord<String, byte[]> event) {
        if (ACCEPTED.equals(header(event, "ce_type"))) {
            String id = header(event, "ce_subject");
            Long receipt = receipts.get(id);
            if (receipt != null) {
                accepted(id, receipt);
            } else {
                early.add(id);
                // the receipt may have come between the two looks
                Long come = receipts.get(id);
                if (come != null && early.remove(id)) {
                    accepted(id, come);
                }
            }
            toldRollup(event.key().substring(0, event.key().indexOf('/')));
        }
    }

    private void accepted(String id, long receipt) {
        stored.recordValue(System.nanoTime() - receipt);
        if (acceptedSoFar.getAndIncrement() % everyNth == 0) {
            followers.execute(() -> follow(id, receipt));
        }
    }

    /** One more is accepted: some are looked for in the rollup of the province. */
    private void toldRollup(String cycle) {
        behind(cycle)
                .accepted()
                .ifPresent(one -> followers.execute(() -> followRollup(cycle, one.filings(), one.receipt())));
    }

    private static String header(ConsumerRecord<String, byte[]> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private void follow(String id, long since) {
        try (Connection connection = new Connection(port)) {
            until(connection, "/api/reviews/" + id, body -> true);
            queued.recordValue(System.nanoTime() - since);
        } catch (IOException failed) {
            lost.incrementAndGet();
        }
    }

    private void followRollup(String cycle, long filings, long since) {
        try (Connection connection = new Connection(port)) {
            until(connection, rollup(cycle), body -> counted(body) >= filings);
            provinceRollup.recordValue(System.nanoTime() - since);
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

    private void until(Connection connection, String path, Predicate<String> there) throws IOException {
        byte[] request = ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                        + api.token(Province.READER) + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        long since = System.nanoTime();
        while (System.nanoTime() - since < GIVE_UP.toNanos()) {
            Connection.Response response = connection.exchange(request);
            if (response.status() == OK && there.test(response.body())) {
                return;
            }
            LockSupport.parkNanos(AGAIN.toNanos());
        }
        throw new IOException("gave up on " + path);
    }

    /** Waits for all that are on their way. */
    Times times() throws InterruptedException {
        long until = System.nanoTime() + GIVE_UP.toNanos();
        while (acceptedSoFar.get() < acknowledgedSoFar.get() && System.nanoTime() < until) {
            TimeUnit.MILLISECONDS.sleep(AGAIN.toMillis());
        }
        cycles.forEach((cycle, behind) -> followers.execute(() -> awaitCounted(cycle, behind.receipts())));
        int missing = acknowledgedSoFar.get() - acceptedSoFar.get();
        // nothing is looked for any more
        events.close();
        followers.shutdown();
        if (!followers.awaitTermination(2 * GIVE_UP.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("filings are still on their way");
        }
        return new Times(stored, queued, provinceRollup, lost.get() + missing);
    }

    /** All of them are in the end; what is not is lost. */
    private void awaitCounted(String cycle, long filings) {
        try (Connection connection = new Connection(port)) {
            until(connection, rollup(cycle), body -> counted(body) >= filings);
        } catch (IOException failed) {
            lost.incrementAndGet();
        }
    }

    @Override
    public void close() {
        events.close();
        followers.shutdownNow();
    }
}
