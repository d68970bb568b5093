package huikan.store;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes writes durable in groups: whoever waits while a commit runs is covered, together with all others that wait, by
 * the next one.
 */
final class GroupCommit {

    private final Runnable commit;
    private final AtomicLong asked = new AtomicLong();
    private long committed;

    GroupCommit(Runnable commit) {
        this.commit = commit;
    }

    /** Returns when a commit that began after this call has ended. */
    void await() {
        long mine = asked.incrementAndGet();
        synchronized (this) {
            if (committed < mine) {
                long covers = asked.get();
                commit.run();
                committed = covers;
            }
        }
    }
}
