package huikan.analytics.stream;

import huikan.analytics.rollup.RollupChanges.Changed;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One reader of changed rollups. What it has not taken yet is kept once for each rollup; of one who takes too little for too
 * long only that it must ask anew.
 */
final class Subscription {

    private final String login;
    private final String under;
    private final int most;
    private final Semaphore news = new Semaphore(0);

    private Set<Change> waiting = new LinkedHashSet<>();
    private boolean all;
    private volatile boolean ended;
    private @Nullable StreamPosition position;

    /**
     * @param under whose rollups it may see, with all below it
     * @param most rollups that are kept for it
     */
    Subscription(String login, String under, int most) {
        this.login = login;
        this.under = under;
        this.most = most;
    }

    boolean isOf(String reader) {
        return login.equals(reader);
    }

    /** A rollup that is another now. */
    record Change(String cycle, String agency) {}

    /**
     * What is to be sent.
     *
     * @param all whether any of them may have changed; then it is not told which
     * @param position how far that is
     */
    record Delivery(Set<Change> changes, boolean all, StreamPosition position) {}

    /** Where it writes to. */
    interface Reader {
        void deliver(Delivery delivery) throws IOException;

        /** Says that it is still there. */
        void keepAlive() throws IOException;
    }

    synchronized void tell(List<Changed> changes, StreamPosition upTo) {
        for (Changed one : changes) {
            if (!all && one.path().contains(under)) {
                waiting.add(new Change(one.cycle(), one.agency()));
            }
        }
        if (waiting.size() > most) {
            waiting.clear();
            all = true;
        }
        position = upTo;
        news.release();
    }

    synchronized void tellAll(StreamPosition upTo) {
        waiting.clear();
        all = true;
        position = upTo;
        news.release();
    }

    /** Nothing more comes, since the service stops: the reader goes on elsewhere. */
    void end() {
        ended = true;
        news.release();
    }

    /** Sends what comes, until it is ended, the reader is gone or its time is over. */
    void serve(Reader reader, Duration silence, Duration longest) throws IOException, InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!ended && System.nanoTime() < end) {
            Delivery delivery = take(silence);
            if (ended) {
                return;
            }
            if (delivery == null) {
                reader.keepAlive();
            } else {
                reader.deliver(delivery);
            }
        }
    }

    /** Null after some time in which nothing came. */
    private @Nullable Delivery take(Duration silence) throws InterruptedException {
        if (news.tryAcquire(silence.toMillis(), TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
        return taken();
    }

    private synchronized @Nullable Delivery taken() {
        if (position == null) {
            return null;
        }
        Delivery delivery = new Delivery(waiting, all, position);
        waiting = new LinkedHashSet<>();
        all = false;
        position = null;
        return delivery;
    }
}
