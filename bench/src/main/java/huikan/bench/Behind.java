package huikan.bench;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How far the rollup of one cycle is behind its receipts. Which filings a sum holds cannot be seen in it, but how many:
 * the n-th receipt is there when n filings are.
 */
final class Behind {

    private final Histogram into;
    /** When each receipt came, nanoseconds. */
    private final List<Long> receipts = new ArrayList<>();

    private long told;
    private long counted;
    private int there;
    private boolean asked;

    /** @param into nanoseconds from each receipt */
    Behind(Histogram into) {
        this.into = into;
    }

    synchronized void received(long at) {
        receipts.add(at);
        record(at);
    }

    /**
     * An event says that so many filings are counted.
     *
     * @return whether it is to be asked for: nobody does yet
     */
    synchronized boolean told(long filings) {
        told = Math.max(told, filings);
        boolean first = !asked;
        asked = true;
        return first;
    }

    /**
     * The rollup was seen with so many filings.
     *
     * @return whether it is to be asked for again: more were told meanwhile
     */
    synchronized boolean seen(long filings, long at) {
        counted = Math.max(counted, filings);
        record(at);
        asked = told > counted;
        return asked;
    }

    private void record(long at) {
        for (; there < Math.min(counted, receipts.size()); there++) {
            // a receipt may be read here after a sum that holds its filing
            into.recordValue(Math.max(0, at - receipts.get(there)));
        }
    }

    /** How many receipts were not seen in it. */
    synchronized int missing() {
        return receipts.size() - there;
    }
}
