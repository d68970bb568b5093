package huikan.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What a segment of the {@link Journal} is made of. A group is the length of its records (4 bytes, big-endian), their CRC-32C (4),
 * and the records. Each of these is the length of what follows (4), the length of the collection's full name (4), that name in
 * UTF-8, what became of a document (1: {@link #KEPT} or {@link #REMOVED}), and as BSON the whole document, or only its
 * {@code _id}.
 */
final class JournalGroups {

    static final byte KEPT = 1;
    static final byte REMOVED = 2;
    static final String ID = "_id";
    private static final int HEAD = 2 * Integer.BYTES;

    private JournalGroups() {}

    static byte[] record(String collection, byte became, byte[] bson) {
        byte[] name = collection.getBytes(StandardCharsets.UTF_8);
        int length = Integer.BYTES + name.length + 1 + bson.length;
        return ByteBuffer.allocate(Integer.BYTES + length)
                .putInt(length)
                .putInt(name.length)
                .put(name)
                .put(became)
                .put(bson)
                .array();
    }

    /** What stands before these records. */
    static ByteBuffer head(ByteBuffer records) {
        return ByteBuffer.allocate(HEAD)
                .putInt(records.remaining())
                .putInt(checksum(records.duplicate()))
                .flip();
    }

    /** The records of the next group; null when it is not whole, and then nothing was read. */
    static @Nullable ByteBuffer next(ByteBuffer bytes) {
        int begin = bytes.position();
        if (bytes.remaining() < HEAD) {
            return null;
        }
        int length = bytes.getInt();
        int checksum = bytes.getInt();
        // what a disk has not written may be zeros
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

    /** Whether a group is whole somewhere behind one that is not. */
    static boolean isFollowed(ByteBuffer bytes) {
        for (int at = bytes.position() + 1; at < bytes.limit() - HEAD; at++) {
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

    private static int checksum(ByteBuffer record) {
        CRC32C sum = new CRC32C();
        sum.update(record);
        return (int) sum.getValue();
    }

    private static Journal.Entry entry(ByteBuffer record) {
        byte[] name = new byte[record.getInt()];
        record.get(name);
        byte became = record.get();
        Object id = Bson.document(Journal.bytes(record), ID::equals).get(ID);
        return new Journal.Entry(new String(name, StandardCharsets.UTF_8), id, became == KEPT ? record.slice() : null);
    }
}
