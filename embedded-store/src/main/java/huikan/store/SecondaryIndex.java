package huikan.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.CannotIndexParallelArraysError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;

/**
 * An index that is not unique: a sorted map on disk from the bytes of a document's fields and of its id ({@link
 * KeyBytes}) to its id. A document with an array has an entry for each element.
 */
final class SecondaryIndex extends Index<Object> {

    /** Behind all entries: that the index is whole, and which of its fields have met an array. */
    private static final byte[] WHOLE = {(byte) KeyBytes.AFTER_ALL};

    private static final String ID = "_id";

    private static final String PRESENT = "";

    private final MVMap<byte[], Object> entries;
    private final List<FieldPath> paths;
    private final byte[][] arrayMarks;

    SecondaryIndex(MVMap<byte[], Object> entries, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.entries = entries;
        this.paths = keys.stream().map(key -> FieldPath.of(key.getKey())).toList();
        this.arrayMarks = new byte[keys.size()][];
        for (int field = 0; field < keys.size(); field++) {
            arrayMarks[field] = KeyBytes.concat(WHOLE, new byte[] {(byte) field});
        }
    }

    /** Some document has or had an array there: it may be in the index several times. */
    boolean hasArrays(int field) {
        return entries.containsKey(arrayMarks[field]);
    }

    boolean isSparseIndex() {
        return isSparse();
    }

    /** Documents that were there before the index are in it now. */
    void markWhole() {
        entries.putIfAbsent(WHOLE, PRESENT);
    }

    /** The bytes of a value as the index keeps it under one of its fields. */
    byte[] component(int field, byte[] ascending) {
        return getKeys().get(field).isAscending() ? ascending : KeyBytes.descending(ascending);
    }

    /** How many entries there are from one key to before another. */
    long count(byte[] from, byte[] before) {
        return Math.max(0, rank(before) - rank(from));
    }

    private long rank(byte[] key) {
        long found = entries.getKeyIndex(key);
        return found < 0 ? -found - 1 : found;
    }

    /** A place in the index: its key, and the id of its document. */
    static final class Entry {
        final byte[] key;
        final Object id;

        Entry(byte[] key, Object id) {
            this.key = key;
            this.id = id;
        }
    }

    /** The entries from one key to before another, in the order of their keys or backwards. */
    Iterator<Entry> scan(byte[] from, byte[] before, boolean backwards) {
        byte[] first = backwards ? entries.lowerKey(before) : entries.ceilingKey(from);
        byte[] last = backwards ? entries.ceilingKey(from) : entries.lowerKey(before);
        if (first == null || last == null || Arrays.compareUnsigned(first, last) * (backwards ? -1 : 1) > 0) {
            return List.<Entry>of().iterator();
        }
        Cursor<byte[], Object> cursor = entries.cursor(first, last, backwards);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return cursor.hasNext();
            }

            @Override
            public Entry next() {
                byte[] key = cursor.next();
                return new Entry(key, cursor.getValue());
            }
        };
    }

    @Override
    public void add(Document document, Object position, MongoCollection<Object> collection) {
        List<FieldPath.Found> found = found(document);
        keysOf(document, found).forEach(key -> entries.put(key, position));
        markArrays(found);
    }

    @Override
    public Object remove(Document document) {
        keysOf(document, found(document)).forEach(entries::remove);
        return getPosition(document);
    }

    @Override
    public void updateInPlace(
            Document oldDocument, Document newDocument, Object position, MongoCollection<Object> collection) {
        List<FieldPath.Found> was = found(oldDocument);
        List<FieldPath.Found> found = found(newDocument);
        // most updates leave most indexes as they are, and keys cost more than a look
        if (was.equals(found)) {
            return;
        }
        Set<byte[]> before = keysOf(oldDocument, was);
        Set<byte[]> after = keysOf(newDocument, found);
        before.stream().filter(key -> !after.contains(key)).forEach(entries::remove);
        after.stream().filter(key -> !before.contains(key)).forEach(key -> entries.put(key, position));
        markArrays(found);
    }

    private List<FieldPath.Found> found(Document document) {
        return paths.stream().map(path -> path.in(document)).toList();
    }

    private void markArrays(List<FieldPath.Found> found) {
        for (int field = 0; field < found.size(); field++) {
            if (found.get(field).throughArray()) {
                entries.putIfAbsent(arrayMarks[field], PRESENT);
            }
        }
    }

    private Set<byte[]> keysOf(Document document, List<FieldPath.Found> found) {
        Set<byte[]> keys = new TreeSet<>(Arrays::compareUnsigned);
        if (isSparse() && found.stream().allMatch(FieldPath.Found::missing)) {
            return keys;
        }
        List<byte[]> prefixes = List.of(new byte[0]);
        for (int field = 0; field < found.size(); field++) {
            List<byte[]> longer = new ArrayList<>();
            for (Object value : found.get(field).values()) {
                byte[] component = component(field, KeyBytes.of(value));
                prefixes.forEach(prefix -> longer.add(KeyBytes.concat(prefix, component)));
            }
            prefixes = longer;
        }
        byte[] id = KeyBytes.of(document.get(ID));
        prefixes.forEach(prefix -> keys.add(KeyBytes.concat(prefix, id)));
        return keys;
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Object> collection) {
        List<String> arrays = paths.stream()
                .filter(path -> path.in(document).throughArray())
                .map(path -> path.parts().getFirst())
                .distinct()
                .toList();
        if (arrays.size() > 1) {
            throw new CannotIndexParallelArraysError(arrays);
        }
    }

    @Override
    public void checkUpdate(Document oldDocument, Document newDocument, MongoCollection<Object> collection) {
        checkAdd(newDocument, collection);
    }

    @Override
    public Object getPosition(Document document) {
        return Missing.ofNullable(document.get(ID));
    }

    @Override
    public boolean isEmpty() {
        return !entries.containsKey(WHOLE);
    }

    @Override
    public long getCount() {
        return rank(WHOLE);
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    /** The collection's own planner asks {@link Plan}; the inherited one only knows unique indexes. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Object> getPositions(Document query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void drop() {
        entries.clear();
    }
}
