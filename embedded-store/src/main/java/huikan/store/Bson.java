package huikan.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;

/**
 * Documents encoded as BSON, on disk and in memory: a page is written by copying bytes, and a document on the heap is one object
 * and not hundreds.
 */
final class Bson {

    private static final int INITIAL_CAPACITY = 4096;

    private Bson() {}

    static byte[] bytes(Document document) {
        ByteBuf buffer = Unpooled.buffer(INITIAL_CAPACITY);
        BsonEncoder.encodeDocument(document, buffer);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    static Document document(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    /** Decodes some of the top-level fields and skips the others. */
    static Document document(byte[] bytes, Predicate<String> wanted) {
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer some = ByteBuffer.allocate(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        int end = all.getInt() - 1;
        some.putInt(0);
        while (all.position() < end) {
            int begin = all.position();
            byte type = all.get();
            int name = all.position();
            skipName(all);
            boolean isWanted = wanted.test(new String(bytes, name, all.position() - name - 1, StandardCharsets.UTF_8));
            skipValue(all, type);
            if (isWanted) {
                some.put(bytes, begin, all.position() - begin);
            }
        }
        some.put((byte) 0);
        some.putInt(0, some.position());
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(some.array(), 0, some.position()));
    }

    private static void skipName(ByteBuffer bytes) {
        while (bytes.get() != 0) {
            // a name ends with 0
        }
    }

    /** Types and lengths as in <a href="https://bsonspec.org/spec.html">the specification</a>. */
    private static void skipValue(ByteBuffer bytes, byte type) {
        switch (type & 0xff) {
            case 0x01, 0x09, 0x11, 0x12 -> skip(bytes, 8);
            case 0x02, 0x0d, 0x0e -> skip(bytes, bytes.getInt());
            case 0x03, 0x04, 0x0f -> skip(bytes, bytes.getInt() - 4);
            case 0x05 -> skip(bytes, bytes.getInt() + 1);
            case 0x06, 0x0a, 0x7f, 0xff -> {}
            case 0x07 -> skip(bytes, 12);
            case 0x08 -> skip(bytes, 1);
            case 0x0b -> {
                skipName(bytes);
                skipName(bytes);
            }
            case 0x0c -> skip(bytes, bytes.getInt() + 12);
            case 0x10 -> skip(bytes, 4);
            case 0x13 -> skip(bytes, 16);
            default -> throw new IllegalArgumentException("BSON has no type " + type);
        }
    }

    private static void skip(ByteBuffer bytes, int length) {
        bytes.position(bytes.position() + length);
    }
}
