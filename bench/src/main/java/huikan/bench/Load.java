package huikan.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Requests over a number of connections for some time.
 *
 * <p>At a rate, request n is due n / rate after the start whatever the server does, and its latency counts from when it
 * was due: a server that stalls is charged for all who would have come meanwhile (no coordinated omission).
 */
final class Load {

    /** Latencies are kept with three digits. */
    private static final int DIGITS = 3;

    private final int port;
    private final int connections;
    private final Requests requests;

    Load(int port, int connections, Requests requests) {
        this.port = port;
        this.connections = connections;
        this.requests = requests;
    }

    /** Where requests come from and answers go. */
    interface Requests {
        /** The next one; called by many threads. */
        Request next();
    }

    /** One request, and who hears of its answer. */
    interface Request {
        byte[] bytes();

        /**
         * @param response what came
         * @return how many filings were acknowledged by it
         */
        int answered(Connection.Response response);
    }

    /**
     * What came of it.
     *
     * @param filings acknowledged
     * @param statuses how often each HTTP status came
     * @param latency of requests, nanoseconds
     */
    record Result(Duration time, long requests, long filings, Map<Integer, Long> statuses, Histogram latency) {
        double filingsPerSecond() {
            return filings / (time.toNanos() / 1e9);
        }

        double requestsPerSecond() {
            return requests / (time.toNanos() / 1e9);
        }
    }

    /** As many as the server takes: every connection sends again when it has its answer. */
    Result saturated(Duration time) {
        return run(time, 0);
    }

    /** @param perSecond requests */
    Result at(double perSecond, Duration time) {
        return run(time, perSecond);
    }

    private Result run(Duration time, double perSecond) {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        AtomicLong tickets = new AtomicLong();
        List<Future<Result>> parts = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            for (int i = 0; i < connections; i++) {
                parts.add(threads.submit(() -> {
                    try (Connection connection = new Connection(port)) {
                        return part(connection, tickets, start, end, perSecond);
                    }
                }));
            }
        }
        return sum(parts, Duration.ofNanos(System.nanoTime() - start));
    }

    private Result part(Connection connection, AtomicLong tickets, long start, long end, double perSecond)
            throws IOException {
        Histogram latency = new Histogram(DIGITS);
        Map<Integer, Long> statuses = new TreeMap<>();
        long count = 0;
        long filings = 0;
        while (true) {
            long due = perSecond > 0 ? start + (long) (tickets.getAndIncrement() * 1e9 / perSecond) : System.nanoTime();
            if (due >= end) {
                return new Result(Duration.ZERO, count, filings, statuses, latency);
            }
            Request request = requests.next();
            byte[] bytes = request.bytes();
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            long since = perSecond > 0 ? due : System.nanoTime();
            Connection.Response response = connection.exchange(bytes);
            latency.recordValue(System.nanoTime() - since);
            statuses.merge(response.status(), 1L, Long::sum);
            count++;
            filings += request.answered(response);
        }
    }

    private static Result sum(List<Future<Result>> parts, Duration time) {
        Histogram latency = new Histogram(DIGITS);
        Map<Integer, Long> statuses = new TreeMap<>();
        long count = 0;
        long filings = 0;
        for (Future<Result> each : parts) {
            Result part = result(each);
            latency.add(part.latency());
            part.statuses().forEach((status, times) -> statuses.merge(status, times, Long::sum));
            count += part.requests();
            filings += part.filings();
        }
        return new Result(time, count, filings, statuses, latency);
    }

    private static Result result(Future<Result> part) {
        try {
            return part.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a connection failed", failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
