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
 * Documents as bytes. They are kept so in memory, too: a page is written by copying, a document in memory is one object and
 * not hundreds, and whoever reads one has a copy of its own.
 */
final class Bson {

    private static final int USUAL = 4096;

    private Bson() {}

    static byte[] bytes(Document document) {
        ByteBuf buffer = Unpooled.buffer(USUAL);
        BsonEncoder.encodeDocument(document, buffer);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes);
        return bytes;
    }

    static Document document(byte[] bytes) {
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
    }

    /** A document with some of its top-level fields only; the others are jumped over. */
    static Document document(byte[] bytes, Predicate<String> wanted) {
        ByteBuffer all = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer some = ByteBuffer.allocate(bytes.length).order(ByteOrder.LITTLE_ENDIAN);
        int end = all.getInt() - 1;
        some.putInt(0);
        while (all.position() < end) {
            int begin = all.position();
            byte type = all.get();
            int name = all.position();
            jumpOverName(all);
            boolean isWanted = wanted.test(new String(bytes, name, all.position() - name - 1, StandardCharsets.UTF_8));
            jumpOverValue(all, type);
            if (isWanted) {
                some.put(bytes, begin, all.position() - begin);
            }
        }
        some.put((byte) 0);
        some.putInt(0, some.position());
        return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(some.array(), 0, some.position()));
    }

    private static void jumpOverName(ByteBuffer bytes) {
        while (bytes.get() != 0) {
            // up to its end
        }
    }

    /** As <a href="https://bsonspec.org/spec.html">the specification</a> has the types and their lengths. */
    private static void jumpOverValue(ByteBuffer bytes, byte type) {
        switch (type & 0xff) {
            case 0x01, 0x09, 0x11, 0x12 -> jump(bytes, 8);
            case 0x02, 0x0d, 0x0e -> jump(bytes, bytes.getInt());
            case 0x03, 0x04, 0x0f -> jump(bytes, bytes.getInt() - 4);
            case 0x05 -> jump(bytes, bytes.getInt() + 1);
            case 0x06, 0x0a, 0x7f, 0xff -> {}
            case 0x07 -> jump(bytes, 12);
            case 0x08 -> jump(bytes, 1);
            case 0x0b -> {
                jumpOverName(bytes);
                jumpOverName(bytes);
            }
            case 0x0c -> jump(bytes, bytes.getInt() + 12);
            case 0x10 -> jump(bytes, 4);
            case 0x13 -> jump(bytes, 16);
            default -> throw new IllegalArgumentException("BSON has no type " + type);
        }
    }

    private static void jump(ByteBuffer bytes, int length) {
        bytes.position(bytes.position() + length);
    }
}
