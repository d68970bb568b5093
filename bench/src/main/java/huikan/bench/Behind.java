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

    private long counted;
    private long next = System.nanoTime();

    synchronized void received(long at) {
        receipts.add(at);
    }

    /**
     * An event says that so many filings are counted.
     *
     * @return when the last of them had its receipt, if it is to be looked for
     */
    synchronized Optional<Long> told(long filings) {
        counted = Math.max(counted, filings);
        long now = System.nanoTime();
        if (now < next || filings < 1 || filings > receipts.size()) {
            return Optional.empty();
        }
        next = now + PAUSE.toNanos();
        return Optional.of(receipts.get((int) filings - 1));
    }

    /** How many receipts no event counts yet. */
    synchronized long missing() {
        return Math.max(0, receipts.size() - counted);
    }
}
