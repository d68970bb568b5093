package huikan.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Durability: an answer waits until the {@link Journal} is forced up to what its command wrote or may have read, so that no
 * client sees a change that a power cut can undo.
 *
 * <p>A checkpoint commits the data file and deletes the journal before it. It excludes writers, so that a document and its index
 * entries are committed together. A crash between its steps does no harm: records hold whole documents, and replay is idempotent.
 *
 * <p>A page occupies the chunk of some megabytes that it was written with. While nobody writes, chunks with few live pages are
 * compacted.
 */
final class Checkpoints implements AutoCloseable {

    /** In the file's metadata: the number of the journal's segment that begins after the checkpoint. */
    static final String SEGMENT = "journal";

    /** Back-pressure: with so many times the limit uncommitted, writers wait for the checkpoint. */
    private static final int MOST_UNCOMMITTED = 4;

    private static final long COMPACTION_SECONDS = 1;

    /** Bytes of journal between two runs of the compaction; the renewal of leases is less. */
    private static final long IDLE = 64 << 10;

    /** Live pages in percent of what the chunks hold, below which they are compacted. */
    private static final int TARGET_FILL_RATE = 50;

    /** Bytes that one run of the compaction writes at most: a client that comes meanwhile should not notice. */
    private static final int COMPACTION_BYTES = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final MVStore file;
    private final MVMap<String, Object> metadata;
    private final Journal journal;
    private final long limit;
    private final ReadWriteLock writing = new ReentrantReadWriteLock();
    /** Held by readers, whom a checkpoint does not exclude. */
    private final ReadWriteLock reading = new ReentrantReadWriteLock();

    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "store-checkpoint");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean scheduled = new AtomicBoolean();

    private volatile boolean catalogChanged;
    /** For tests: runs between the commit and its fsync. */
    volatile Runnable beforeSync = () -> {};
    /** Of the journal, at the last run of the compaction. Confined to the background thread. */
    private long appendedBefore;

    /** @param limit bytes of journal, or of dirty pages, after which a checkpoint runs */
    Checkpoints(MVStore file, MVMap<String, Object> metadata, Journal journal, long limit) {
        this.file = file;
        this.metadata = metadata;
        this.journal = journal;
        this.limit = limit;
    }

    /** To be called after recovery: compaction ends with a checkpoint, which deletes the journal. */
    void startCompaction() {
        ScheduledFuture<?> unused = background.scheduleWithFixedDelay(
                reported(this::compactWhenIdle), COMPACTION_SECONDS, COMPACTION_SECONDS, TimeUnit.SECONDS);
    }

    /** Returns when what the command wrote and may have read is durable. */
    <T> T write(Supplier<T> command) {
        T answer = holding(writing.readLock(), command);
        awaitDurable();
        return answer;
    }

    /** Returns when what the command may have read is durable. */
    <T> T read(Supplier<T> command) {
        T answer = holding(reading.readLock(), command);
        awaitDurable();
        return answer;
    }

    /**
     * Like {@link #write}, and excludes everybody else: the server's list of the indexes of a collection is not for several threads,
     * and who came before would go on with a collection that is dropped.
     */
    <T> T alone(Supplier<T> command) {
        T answer = holding(reading.writeLock(), () -> holding(writing.writeLock(), command));
        awaitDurable();
        return answer;
    }

    private <T> T holding(Lock lock, Supplier<T> command) {
        lock.lock();
        try {
            return keepingPages(command);
        } finally {
            lock.unlock();
        }
    }

    /** Compaction and checkpoints do not overwrite a page that the command has yet to come to. */
    private <T> T keepingPages(Supplier<T> command) {
        MVStore.TxCounter version = file.registerVersionUsage();
        try {
            return command.get();
        } finally {
            file.deregisterVersionUsage(version);
        }
    }

    /** The journal does not log which collections and indexes exist: such a change is durable with a checkpoint. */
    void catalogChanges() {
        catalogChanged = true;
    }

    private void awaitDurable() {
        if (catalogChanged || uncommitted() > MOST_UNCOMMITTED * limit) {
            checkpointIf(() -> catalogChanged || uncommitted() > limit);
        }
        journal.force();
        if (uncommitted() > limit && scheduled.compareAndSet(false, true)) {
            background.execute(reported(() -> {
                scheduled.set(false);
                checkpointIf(() -> uncommitted() > limit);
            }));
        }
    }

    /** A failure in the background is logged; writers see it when they have to wait for a checkpoint. */
    private static Runnable reported(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException failed) {
                LOG.error("the checkpoint or the compaction of the store's file failed", failed);
            }
        };
    }

    private void compactWhenIdle() {
        long appended = journal.appended();
        boolean idle = appended - appendedBefore <= IDLE;
        appendedBefore = appended;
        // MVStore closes a file that it could not write
        if (idle && !file.isClosed() && file.compact(TARGET_FILL_RATE, COMPACTION_BYTES)) {
            file.sync();
            checkpoint();
        }
    }

    /** Bytes that the data file does not have yet. */
    private long uncommitted() {
        return Math.max(file.getUnsavedMemory(), journal.length());
    }

    private synchronized void checkpointIf(BooleanSupplier due) {
        if (due.getAsBoolean()) {
            checkpoint();
        }
    }

    /** Commits everything that was written before the call to the data file. */
    synchronized void checkpoint() {
        int next;
        writing.writeLock().lock();
        try {
            next = journal.rotate();
            catalogChanged = false;
            metadata.put(SEGMENT, next);
            file.commit();
        } finally {
            writing.writeLock().unlock();
        }
        try {
            // old pages are overwritten, and the journal is deleted, only when the new pages are on the disk
            beforeSync.run();
            file.sync();
            journal.deleteBefore(next);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** To be called when nobody writes any more. */
    @Override
    public void close() {
        background.close();
        checkpoint();
    }
}
