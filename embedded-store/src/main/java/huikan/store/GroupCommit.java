package huikan.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/**
 * Makes writes durable in groups, each of them whole: no commit runs while a write is half done, and whoever waits while
 * one runs is covered, together with all others that wait, by the next.
 *
 * <p>What nobody was promised yet, nobody sees: whoever looked at a collection, to read or to write, waits until
 * everything that was begun there is in the file. What is begun elsewhere is nothing to wait for.
 */
final class GroupCommit {

    /** In place of a collection's name, for what may touch any of them. */
    static final String EVERYTHING = "*";

    private final Runnable commit;
    private final ReadWriteLock writing = new ReentrantReadWriteLock();
    private final AtomicLong begun = new AtomicLong();
    /** By collection, the last write that was begun there. */
    private final Map<String, Long> lastBegun = new ConcurrentHashMap<>();

    private volatile long committed;

    GroupCommit(Runnable commit) {
        this.commit = commit;
    }

    /** Returns when what it wrote is in the file. */
    <T> T write(String collection, Supplier<T> change) {
        T answer;
        writing.readLock().lock();
        try {
            lastBegun.merge(collection, begun.incrementAndGet(), Math::max);
            answer = change.get();
        } finally {
            writing.readLock().unlock();
        }
        await(mayHaveSeen(collection));
        return answer;
    }

    /** Returns when what it may have read is in the file. */
    <T> T read(String collection, Supplier<T> question) {
        T answer = question.get();
        await(mayHaveSeen(collection));
        return answer;
    }

    private long mayHaveSeen(String collection) {
        return collection.equals(EVERYTHING)
                ? begun.get()
                : Math.max(lastBegun.getOrDefault(collection, 0L), lastBegun.getOrDefault(EVERYTHING, 0L));
    }

    private void await(long write) {
        if (committed >= write) {
            return;
        }
        synchronized (this) {
            if (committed < write) {
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
