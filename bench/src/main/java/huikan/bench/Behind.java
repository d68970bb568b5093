package huikan.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How far the rollup of one cycle is behind its receipts. Which filings a sum holds cannot be seen in it, but how many:
 * the n-th receipt is there when n filings are. Some are looked for; looking for all would be most of the load.
 */
final class Behind {

    /** Between two that are looked for. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    /** When each receipt came, nanoseconds. */
    private final List<Long> receipts = new ArrayList<>();

    private long accepted;
    private long next = System.nanoTime();

    synchronized void received(long at) {
        receipts.add(at);
    }

    /**
     * How many are to be counted, and when the last of them had its receipt.
     *
     * @param receipt nanoseconds
     */
    record Looked(long filings, long receipt) {}

    /** One more is accepted; what is to be looked for, if anything is. */
    synchronized Optional<Looked> accepted() {
        accepted++;
        long now = System.nanoTime();
        if (now < next || accepted > receipts.size()) {
            return Optional.empty();
        }
        next = now + PAUSE.toNanos();
        return Optional.of(new Looked(accepted, receipts.get((int) accepted - 1)));
    }

    synchronized long receipts() {
        return receipts.size();
    }
}
