package huikan.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes writes durable: each is in the {@link Journal} before it is acknowledged, and from time to time a checkpoint brings
 * the store's own file up to date. What nobody was promised yet, nobody sees: an answer waits until what it may have seen is
 * in a file, too.
 *
 * <p>A checkpoint never runs while a write is half done, so that a document and its index entries are in the file together
 * or not at all. Whether the file is that of a checkpoint or of the one before does not matter to who reads the journal: it
 * tells of whole documents.
 *
 * <p>While nobody writes, what is left in parts of the file of which little is in use is written again, so that their room
 * is taken for what comes.
 */
final class Checkpoints implements AutoCloseable {

    /** In the map of what the file tells of itself: the number of the segment that begins after it. */
    static final String SEGMENT = "journal";

    /** So many times the limit may wait for the file while a checkpoint is made beside; then writers wait, too. */
    private static final int WITHOUT_WAITING = 4;

    private static final long SECONDS_BETWEEN_LOOKS = 1;

    /** Bytes of journal from one look to the next that are as good as none: leases that are renewed. */
    private static final long NOBODY_WRITES = 64 << 10;

    /** In percent of what its parts hold: when less is in use, the emptiest are written again. */
    private static final int LITTLE_IN_USE = 50;

    /** Bytes that are written again between two looks: who comes meanwhile should not notice. */
    private static final int AT_A_TIME = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final MVStore file;
    private final MVMap<String, Object> about;
    private final Journal journal;
    private final long limit;
    private final ReadWriteLock writing = new ReentrantReadWriteLock();
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "store-checkpoint");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean asked = new AtomicBoolean();

    private volatile boolean structureChanged;
    /** For tests: what comes between a commit and its being on the disk. */
    volatile Runnable beforeSync = () -> {};
    /** What the journal had got at the last look; only the background's thread looks. */
    private long written;

    /** @param limit bytes of journal, or of changed pages in memory, that a checkpoint follows upon */
    Checkpoints(MVStore file, MVMap<String, Object> about, Journal journal, long limit) {
        this.file = file;
        this.about = about;
        this.journal = journal;
        this.limit = limit;
    }

    /**
     * From now on the file gets room while nobody writes. Not before everything that the journal told is done again: a
     * checkpoint ends with what was told before it being forgotten.
     */
    void makeRoom() {
        ScheduledFuture<?> unused = background.scheduleWithFixedDelay(
                reported(this::rewriteWhileNobodyWrites),
                SECONDS_BETWEEN_LOOKS,
                SECONDS_BETWEEN_LOOKS,
                TimeUnit.SECONDS);
    }

    /** Returns when what it wrote, and what it may have seen, is in a file. */
    <T> T write(Supplier<T> change) {
        T answer;
        writing.readLock().lock();
        try {
            answer = change.get();
        } finally {
            writing.readLock().unlock();
        }
        promise();
        return answer;
    }

    /** Returns when what it may have seen is in a file. */
    <T> T read(Supplier<T> question) {
        T answer = question.get();
        promise();
        return answer;
    }

    /** A document is about to become this. */
    void kept(String collection, byte[] document) {
        journal.kept(collection, document);
    }

    /** A document is about to be removed. */
    void removed(String collection, Object id) {
        journal.removed(collection, id);
    }

    /** Something is about to change that the journal does not tell: which collections and indexes there are. */
    void structureChanges() {
        structureChanged = true;
    }

    private void promise() {
        if (structureChanged || waiting() > WITHOUT_WAITING * limit) {
            checkpointIf(() -> structureChanged || waiting() > limit);
        }
        journal.write();
        if (waiting() > limit && asked.compareAndSet(false, true)) {
            background.execute(reported(() -> {
                asked.set(false);
                checkpointIf(() -> waiting() > limit);
            }));
        }
    }

    /** Nobody waits for it: those who write are told that the file cannot be written when they have to wait for it. */
    private static Runnable reported(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException failed) {
                LOG.error("the store's file could not be brought up to date", failed);
            }
        };
    }

    /** A page that stays keeps the room of all that was written with it, which is some megabytes. */
    private void rewriteWhileNobodyWrites() {
        long before = written;
        written = journal.appended();
        boolean quiet = written - before <= NOBODY_WRITES;
        // one that could not be written is closed, and whoever writes is told
        if (quiet && !file.isClosed() && file.compact(LITTLE_IN_USE, AT_A_TIME)) {
            file.sync();
            checkpoint();
        }
    }

    /** Bytes that the file does not have yet. */
    private long waiting() {
        return Math.max(file.getUnsavedMemory(), journal.length());
    }

    private synchronized void checkpointIf(BooleanSupplier due) {
        if (due.getAsBoolean()) {
            checkpoint();
        }
    }

    /** Brings the file up to date with everything that was written before the call. */
    synchronized void checkpoint() {
        int next;
        writing.writeLock().lock();
        try {
            next = journal.begin();
            structureChanged = false;
            about.put(SEGMENT, next);
            file.commit();
        } finally {
            writing.writeLock().unlock();
        }
        try {
            // the room of old pages is taken, and what the journal tells is gone, only when the new ones are on the
            // disk
            beforeSync.run();
            file.sync();
            journal.forgetBefore(next);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Nothing may be written afterwards. */
    @Override
    public void close() {
        background.close();
        checkpoint();
    }
}
