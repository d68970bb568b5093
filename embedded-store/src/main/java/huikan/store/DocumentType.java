package huikan.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.Collection;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.jspecify.annotations.Nullable;

/** Documents as BSON in the file: a fraction of what Java's own serialization takes, in time and in bytes. */
final class DocumentType extends BasicDataType<Document> {

    static final DocumentType INSTANCE = new DocumentType();

    private static final int OF_AN_OBJECT = 32;

    private DocumentType() {}

    @Override
    public int getMemory(Document document) {
        return size(document);
    }

    /** Roughly, in bytes: it decides when a page is split. */
    private static int size(@Nullable Object value) {
        return switch (value) {
            case String text -> OF_AN_OBJECT + text.length();
            case Document document ->
                document.entrySet().stream()
                        .mapToInt(field -> OF_AN_OBJECT + field.getKey().length() + size(field.getValue()))
                        .sum();
            case Collection<?> elements ->
                OF_AN_OBJECT + elements.stream().mapToInt(DocumentType::size).sum();
            case null, default -> OF_AN_OBJECT;
        };
    }

    @Override
    public void write(WriteBuffer into, Document document) {
        ByteBuf bson = Unpooled.buffer();
        BsonEncoder.encodeDocument(document, bson);
        into.putVarInt(bson.readableBytes()).put(bson.nioBuffer());
    }

    @Override
    public Document read(ByteBuffer from) {
        int length = DataUtils.readVarInt(from);
        Document document = BsonDecoder.decodeBson(Unpooled.wrappedBuffer(from.slice(from.position(), length)));
        from.position(from.position() + length);
        return document;
    }

    @Override
    public Document[] createStorage(int size) {
        return new Document[size];
    }
}
