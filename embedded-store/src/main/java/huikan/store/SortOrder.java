package huikan.store;

import de.bwaldvogel.mongo.bson.Document;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;

/**
 * The order of a sort in memory, the same as that of an index scan. The server's own comparator violates its contract for numbers
 * of different types, and some sorts fail on it. An array is sorted by its least element, or its greatest in descending order.
 */
final class SortOrder implements Comparator<Document> {

    private final Document orderBy;
    private final IdentityHashMap<Document, byte[]> keys = new IdentityHashMap<>();

    /** For one query, because it caches the keys of the documents. */
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
