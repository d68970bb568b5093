package huikan.store;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The write-ahead log, with group commit. An acknowledged write is one record here; the pages of documents and indexes are
 * written by the next checkpoint, once for all writes before it.
 *
 * <p>A segment, from one checkpoint to the next, is a file beside the data file, made of {@link JournalGroups}. Each group is
 * forced to the disk before the next one is written and before any of its writes is acknowledged. So a power cut leaves at most
 * one torn group, at the end, of which nothing was acknowledged.
 */
final class Journal {

    private static final String SUFFIX = ".journal-";

    /**
     * A logged change of a document.
     *
     * @param collection its full name
     * @param document as {@link Bson}, null when it was deleted
     */
    record Entry(
            String collection,
            @Nullable Object id,
            @Nullable ByteBuffer document) {}

    private final Path store;

    /** Records that are not written yet. Guarded by {@code this}, which is never held during I/O. */
    private Pending pending = new Pending();
    /** Takes new records while the others are written. */
    private Pending spare = new Pending();

    private volatile long appended;
    private volatile long written;
    private int number;
    private volatile boolean recording;
    private @Nullable FileChannel segment;
    private volatile long segmentStart;
    private volatile long forced;
    private @Nullable IOException failure;

    /**
     * Records nothing until the first {@link #rotate}: what changes before it is the recovery.
     *
     * @param store the data file; the segments are named after it
     * @param number of the segment that began with the last checkpoint
     */
    Journal(Path store, int number) {
        this.store = store;
        this.number = number;
    }

    /**
     * The changes since the last checkpoint, in their order.
     *
     * @throws IOException when a group is corrupt that is not the last one
     */
    List<Entry> read() throws IOException {
        List<Entry> entries = new ArrayList<>();
        Path broken = null;
        for (Path one : segments().tailMap(number).values()) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(one));
            if (broken != null && bytes.hasRemaining()) {
                throw new IOException("its journal " + broken.getFileName() + " is broken");
            }
            while (bytes.hasRemaining() && broken == null) {
                ByteBuffer group = JournalGroups.next(bytes);
                if (group != null) {
                    JournalGroups.read(group, entries);
                } else if (JournalGroups.isFollowed(bytes)) {
                    throw new IOException("its journal " + one.getFileName() + " is broken in the middle");
                } else {
                    broken = one;
                }
            }
        }
        return entries;
    }

    private SortedMap<Integer, Path> segments() throws IOException {
        SortedMap<Integer, Path> found = new TreeMap<>();
        String prefix = store.getFileName() + SUFFIX;
        try (Stream<Path> files = Files.list(store.toAbsolutePath().getParent())) {
            files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .forEach(file -> found.put(
                            Integer.valueOf(file.getFileName().toString().substring(prefix.length())), file));
        }
        return found;
    }

    /** The remaining bytes; the position stays. */
    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    /** A buffer that is reused, unless it has grown. */
    private static final class Pending extends ByteArrayOutputStream {

        private static final int CAPACITY = 64 << 10;

        Pending() {
            super(CAPACITY);
        }

        ByteBuffer records() {
            return ByteBuffer.wrap(buf, 0, count);
        }

        void clear() {
            reset();
            if (buf.length > 8 * CAPACITY) {
                buf = new byte[CAPACITY];
            }
        }
    }

    /** @param document as {@link Bson}, null when it is deleted */
    void append(String collection, Object id, byte @Nullable [] document) {
        if (!recording) {
            return;
        }
        byte[] record = JournalGroups.record(collection, id, document);
        synchronized (this) {
            pending.writeBytes(record);
            appended += record.length;
        }
    }

    /** Bytes that were appended since it was opened. */
    long appended() {
        return appended;
    }

    /** Bytes of the current segment, pending ones included. */
    long length() {
        return appended - segmentStart;
    }

    /** Returns when everything that was appended before the call is on the disk. */
    void force() {
        long all = appended;
        if (written < all) {
            synchronized (store) {
                if (written < all) {
                    writeGroup();
                }
            }
        }
    }

    private void writeGroup() {
        Pending taken;
        long upTo;
        synchronized (this) {
            taken = pending;
            pending = spare;
            spare = taken;
            upTo = appended;
        }
        try {
            // what follows a torn group cannot be recovered
            if (failure != null) {
                throw new IOException("the journal could not be written before", failure);
            }
            ByteBuffer records = taken.records();
            ByteBuffer header = JournalGroups.header(records);
            FileChannel file = opened();
            ByteBuffer[] group = {header, records};
            while (records.hasRemaining()) {
                file.write(group);
            }
            file.force(false);
            forced = file.position();
            written = upTo;
        } catch (IOException failed) {
            failure = failed;
            throw new UncheckedIOException(failed);
        } finally {
            taken.clear();
        }
    }

    private FileChannel opened() throws IOException {
        if (segment == null) {
            segment = FileChannel.open(file(number), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // makes the directory entry durable
            try (FileChannel folder = FileChannel.open(store.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
        return segment;
    }

    /** The current segment. */
    int number() {
        return number;
    }

    /** Bytes of the current segment that are on the disk. */
    long forced() {
        return forced;
    }

    private Path file(int segment) {
        return store.resolveSibling(store.getFileName() + SUFFIX + segment);
    }

    /** Begins another segment, whose number it returns. Nothing may be appended meanwhile. */
    int rotate() {
        force();
        synchronized (store) {
            close();
            segmentStart = appended;
            recording = true;
            forced = 0;
            // beyond any that exists: a torn one is never appended to
            number = Math.max(number, last()) + 1;
            return number;
        }
    }

    private int last() {
        try {
            SortedMap<Integer, Path> all = segments();
            return all.isEmpty() ? number : all.lastKey();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Deletes the segments before this one, which a checkpoint made obsolete. */
    void deleteBefore(int segment) throws IOException {
        for (Path file : segments().headMap(segment).values()) {
            Files.delete(file);
        }
    }

    private void close() {
        try {
            if (segment != null) {
                segment.close();
            }
            segment = null;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
