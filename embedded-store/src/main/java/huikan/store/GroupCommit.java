package huikan.store;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Makes writes durable in groups, each of them whole: no commit runs while a write is half done, and whoever waits while
 * one runs is covered, together with all others that wait, by the next.
 */
final class GroupCommit {

    private final Runnable commit;
    private final ReadWriteLock writing = new ReentrantReadWriteLock();
    private final AtomicLong begun = new AtomicLong();
    private volatile long committed;

    GroupCommit(Runnable commit) {
        this.commit = commit;
    }

    /** Returns when what it wrote is in the file. */
    <T> T write(Supplier<T> change) {
        T answer;
        writing.readLock().lock();
        try {
            begun.incrementAndGet();
            answer = change.get();
        } finally {
            writing.readLock().unlock();
        }
        awaitAll();
        return answer;
    }

    /** Returns when what it may have read is in the file: what nobody was promised yet, nobody sees. */
    <T> T read(Supplier<T> question) {
        T answer = question.get();
        awaitAll();
        return answer;
    }

    private void awaitAll() {
        long mine = begun.get();
        if (committed >= mine) {
            return;
        }
        synchronized (this) {
            if (committed < mine) {
                writing.writeLock().lock();
                try {
                    long covers = begun.get();
                    commit.run();
                    committed = covers;
                } finally {
                    writing.writeLock().unlock();
                }
            }
        }
    }
}
