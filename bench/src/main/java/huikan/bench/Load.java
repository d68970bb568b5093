package huikan.bench;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Requests over a number of connections for some time.
 *
 * <p>At a rate, request n is due n / rate after the start whatever the server does, and its latency counts from when it
 * was due: a server that stalls is charged for all who would have come meanwhile (no coordinated omission).
 */
final class Load {

    /** A request that is begun so long after it was due has found no free connection. */
    private static final Duration LATE = Duration.ofMillis(10);

    private static final double NANOS = 1e9;

    private final URI address;
    private final int connections;
    private final Requests requests;

    Load(URI address, int connections, Requests requests) {
        this.address = address;
        this.connections = connections;
        this.requests = requests;
    }

    /** Where requests come from. */
    interface Requests {
        /** The next one; called by many threads. */
        Request next();
    }

    /** Who hears of an answer. */
    interface Answered {
        /**
         * @param response what came
         * @return how many filings were acknowledged by it
         */
        int filings(Connection.Response response);
    }

    /** One request, and who hears of its answer. */
    static final class Request {
        private final byte[] bytes;
        private final int filings;
        private final Answered answered;

        /**
         * @param bytes head and body
         * @param filings that it carries
         */
        Request(byte[] bytes, int filings, Answered answered) {
            this.bytes = bytes;
            this.filings = filings;
            this.answered = answered;
        }
    }

    /**
     * What came of it.
     *
     * @param filings acknowledged
     * @param refused filings that were sent and not acknowledged
     * @param late requests that were due when every connection was still waiting for an answer
     * @param statuses how often each HTTP status came
     * @param latency of requests, nanoseconds
     */
    record Result(
            Duration time, long filings, long refused, long late, Map<Integer, Long> statuses, Histogram latency) {
        double filingsPerSecond() {
            return filings / (time.toNanos() / NANOS);
        }
    }

    /** As many as the server takes: every connection sends again when it has its answer. */
    Result saturated(Duration time) {
        return new Run(time, 0).result();
    }

    /** @param perSecond requests */
    Result at(double perSecond, Duration time) {
        return new Run(time, perSecond).result();
    }

    /** All connections together. */
    private final class Run {

        private final long start = System.nanoTime();
        private final long end;
        private final double perSecond;
        private final AtomicLong tickets = new AtomicLong();
        private final LongAdder sent = new LongAdder();
        private final LongAdder acknowledged = new LongAdder();
        private final LongAdder late = new LongAdder();
        private final Map<Integer, Long> statuses = new ConcurrentSkipListMap<>();
        private final Histogram latency = new ConcurrentHistogram(Percentiles.DIGITS);

        /** @param perSecond 0 for as many as are taken */
        private Run(Duration time, double perSecond) {
            this.end = start + time.toNanos();
            this.perSecond = perSecond;
        }

        private Result result() {
            List<Future<?>> parts = new ArrayList<>();
            try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
                for (int i = 0; i < connections; i++) {
                    parts.add(threads.submit(() -> {
                        send();
                        return null;
                    }));
                }
            }
            parts.forEach(Load::require);
            return new Result(
                    Duration.ofNanos(System.nanoTime() - start),
                    acknowledged.sum(),
                    sent.sum() - acknowledged.sum(),
                    late.sum(),
                    statuses,
                    latency);
        }

        private void send() throws IOException {
            try (Connection connection = new Connection(address)) {
                for (long due = due(); due < end; due = due()) {
                    Request request = requests.next();
                    for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                        LockSupport.parkNanos(early);
                    }
                    long begun = System.nanoTime();
                    if (perSecond > 0 && begun - due > LATE.toNanos()) {
                        late.increment();
                    }
                    Connection.Response response = connection.exchange(request.bytes);
                    latency.recordValue(System.nanoTime() - (perSecond > 0 ? due : begun));
                    statuses.merge(response.status(), 1L, Long::sum);
                    sent.add(request.filings);
                    acknowledged.add(request.answered.filings(response));
                }
            }
        }

        private long due() {
            return perSecond > 0 ? start + (long) (tickets.getAndIncrement() * NANOS / perSecond) : System.nanoTime();
        }
    }

    private static void require(Future<?> part) {
        try {
            part.get();
        } catch (ExecutionException failed) {
            throw new Trouble("a connection failed: " + failed.getCause(), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
