package huikan.store;

import de.bwaldvogel.mongo.bson.Document;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;

/**
 * The order that a query asks for, the same that an index gives. The server's own comparison of numbers of different
 * types is none: it refuses some sorts. Of an array the least element counts, or the greatest when the order descends.
 */
final class SortOrder implements Comparator<Document> {

    private final Document orderBy;
    private final IdentityHashMap<Document, byte[]> keys = new IdentityHashMap<>();

    /** For one query; the documents are compared by what they were when they were first seen. */
    SortOrder(Document orderBy) {
        this.orderBy = orderBy;
    }

    @Override
    public int compare(Document first, Document second) {
        return Arrays.compareUnsigned(keys.computeIfAbsent(first, this::key), keys.computeIfAbsent(second, this::key));
    }

    private byte[] key(Document document) {
        ByteArrayOutputStream key = new ByteArrayOutputStream();
        orderBy.forEach((path, direction) -> {
            boolean ascending = ((Number) direction).intValue() > 0;
            key.writeBytes(FieldPath.of(path).in(document).values().stream()
                    .map(KeyBytes::of)
                    .map(value -> ascending ? value : KeyBytes.descending(value))
                    .min(Arrays::compareUnsigned)
                    .orElseThrow());
        });
        return key.toByteArray();
    }
}
