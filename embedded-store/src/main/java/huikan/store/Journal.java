package huikan.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
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
 * What became of documents since the last checkpoint, in the order in which it did. An acknowledged write is one short record
 * here; the pages of the documents and of each of their indexes are written by the checkpoint, once for all writes before it.
 *
 * <p>A segment, from one checkpoint to the next, is a file beside the store's, made of {@link JournalGroups}: each is forced to the
 * disk before the next one is written and before anything of it is acknowledged. So a power cut leaves at most one group that is
 * not whole, at the end, and nobody was promised anything of it.
 */
final class Journal {

    private static final String SUFFIX = ".journal-";

    /**
     * What became of a document.
     *
     * @param collection its full name
     * @param document as {@link Bson}, null when it was removed
     */
    record Entry(
            String collection,
            @Nullable Object id,
            @Nullable ByteBuffer document) {}

    private final Path store;

    /** What {@link #write} has not taken yet; the lock of these two is never held while a file is written. */
    private Pending pending = new Pending();
    /** Takes the next records while the others are written. */
    private Pending spare = new Pending();

    private volatile long appended;
    private volatile long written;
    private int number;
    private volatile boolean begun;
    private @Nullable FileChannel segment;
    private volatile long segmentBegan;
    private volatile long forced;
    private @Nullable IOException failure;

    /**
     * @param store its file; the segments are named after it
     * @param number of the segment that began with the last checkpoint. Nothing is recorded until another {@link #begin
     *     begins}: what is done before is what this one tells
     */
    Journal(Path store, int number) {
        this.store = store;
        this.number = number;
    }

    /**
     * What the last checkpoint does not have for certain, when the process before this one ended.
     *
     * @throws IOException when a group is broken that is not the last one: of that one nothing was acknowledged
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

    /** What is left of it, which stays where it is. */
    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(buffer.position(), bytes);
        return bytes;
    }

    /** Keeps its room from one time to the next, unless much came at once. */
    private static final class Pending extends ByteArrayOutputStream {

        private static final int ROOM = 64 << 10;

        Pending() {
            super(ROOM);
        }

        ByteBuffer records() {
            return ByteBuffer.wrap(buf, 0, count);
        }

        void clear() {
            reset();
            if (buf.length > 8 * ROOM) {
                buf = new byte[ROOM];
            }
        }
    }

    void kept(String collection, byte[] document) {
        append(collection, JournalGroups.KEPT, document);
    }

    void removed(String collection, Object id) {
        append(
                collection,
                JournalGroups.REMOVED,
                Bson.bytes(new Document(JournalGroups.ID, id instanceof Missing ? null : id)));
    }

    private void append(String collection, byte became, byte[] bson) {
        if (!begun) {
            return;
        }
        byte[] record = JournalGroups.record(collection, became, bson);
        synchronized (this) {
            pending.writeBytes(record);
            appended += record.length;
        }
    }

    /** Bytes since it was opened. */
    long appended() {
        return appended;
    }

    /** Of the segment, with what is not in its file yet. */
    long length() {
        return appended - segmentBegan;
    }

    /** Returns when everything that was appended before the call is in the file. */
    void write() {
        long all = appended;
        if (written < all) {
            synchronized (store) {
                if (written < all) {
                    writePending();
                }
            }
        }
    }

    private void writePending() {
        Pending taken;
        long upTo;
        synchronized (this) {
            taken = pending;
            pending = spare;
            spare = taken;
            upTo = appended;
        }
        try {
            // after half a record in the middle of the file nothing behind it could be read
            if (failure != null) {
                throw new IOException("the journal could not be written before", failure);
            }
            ByteBuffer records = taken.records();
            ByteBuffer head = JournalGroups.head(records);
            FileChannel file = opened();
            ByteBuffer[] group = {head, records};
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
            // that there is such a file is on the disk, too
            try (FileChannel folder = FileChannel.open(store.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
        return segment;
    }

    /** Of the segment that is written now. */
    int number() {
        return number;
    }

    /** Bytes of the segment that are on the disk. */
    long forced() {
        return forced;
    }

    private Path file(int segment) {
        return store.resolveSibling(store.getFileName() + SUFFIX + segment);
    }

    /** Ends the segment. Nothing may be appended meanwhile. The new one's file is made when something is written to it. */
    int begin() {
        write();
        synchronized (store) {
            close();
            segmentBegan = appended;
            begun = true;
            forced = 0;
            // behind whatever is there: one that was broken is not written on
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

    /** Removes the segments before this one: a checkpoint has what they tell. */
    void forgetBefore(int segment) throws IOException {
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
