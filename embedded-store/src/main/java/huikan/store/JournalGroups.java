package huikan.store;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The format of a segment of the {@link Journal}. A group is the length of its records (4 bytes, big-endian), their CRC-32C (4),
 * and the records. A record is the length of what follows (4), the length of the collection's full name (4), that name in
 * UTF-8, the operation (1: {@link #PUT} or {@link #DELETE}), and as BSON the whole document, or only its {@code _id}.
 */
final class JournalGroups {

    private static final byte PUT = 1;
    private static final byte DELETE = 2;
    private static final String ID = "_id";
    private static final int HEADER = 2 * Integer.BYTES;

    private JournalGroups() {}

    /** @param document as {@link Bson}, null when it is deleted */
    static byte[] record(String collection, Object id, byte @Nullable [] document) {
        byte[] bson = document == null ? Bson.bytes(new Document(ID, id instanceof Missing ? null : id)) : document;
        byte[] name = collection.getBytes(StandardCharsets.UTF_8);
        int length = Integer.BYTES + name.length + 1 + bson.length;
        return ByteBuffer.allocate(Integer.BYTES + length)
                .putInt(length)
                .putInt(name.length)
                .put(name)
                .put(document == null ? DELETE : PUT)
                .put(bson)
                .array();
    }

    static ByteBuffer header(ByteBuffer records) {
        return ByteBuffer.allocate(HEADER)
                .putInt(records.remaining())
                .putInt(checksum(records.duplicate()))
                .flip();
    }

    /** The records of the next group; null when it is torn or corrupt, and the position stays. */
    static @Nullable ByteBuffer next(ByteBuffer bytes) {
        int begin = bytes.position();
        if (bytes.remaining() < HEADER) {
            return null;
        }
        int length = bytes.getInt();
        int checksum = bytes.getInt();
        // blocks that the disk never wrote may be zeros
        if (length > 0 && length <= bytes.remaining()) {
            ByteBuffer records = bytes.slice(bytes.position(), length);
            if (checksum(records.duplicate()) == checksum) {
                bytes.position(bytes.position() + length);
                return records;
            }
        }
        bytes.position(begin);
        return null;
    }

    /** Whether a valid group follows somewhere, so that this one is corrupt and not torn by a power cut. */
    static boolean isFollowed(ByteBuffer bytes) {
        for (int at = bytes.position() + 1; at < bytes.limit() - HEADER; at++) {
            if (next(bytes.duplicate().position(at)) != null) {
                return true;
            }
        }
        return false;
    }

    static void read(ByteBuffer group, List<Journal.Entry> entries) {
        while (group.hasRemaining()) {
            int length = group.getInt();
            entries.add(entry(group.slice(group.position(), length)));
            group.position(group.position() + length);
        }
    }

    private static int checksum(ByteBuffer records) {
        CRC32C sum = new CRC32C();
        sum.update(records);
        return (int) sum.getValue();
    }

    private static Journal.Entry entry(ByteBuffer record) {
        byte[] name = new byte[record.getInt()];
        record.get(name);
        byte operation = record.get();
        Object id = Bson.document(Journal.bytes(record), ID::equals).get(ID);
        return new Journal.Entry(
                new String(name, StandardCharsets.UTF_8), id, operation == PUT ? record.slice() : null);
    }
}
