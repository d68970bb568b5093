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
 * An index that is not unique: a B-tree from the compound key ({@link KeyBytes}) of a document's fields and its id to the id. A
 * document with an array has an entry for each element (multikey).
 */
final class SecondaryIndex extends Index<Object> {

    /** Metadata behind all entries: that the index is built, and which of its fields are multikey. */
    private static final byte[] BUILT = {(byte) KeyBytes.AFTER_ALL};

    private static final String ID = "_id";

    private static final String PRESENT = "";

    private final MVMap<byte[], Object> entries;
    private final List<FieldPath> paths;
    private final byte[][] multikeyFlags;

    SecondaryIndex(MVMap<byte[], Object> entries, String name, List<IndexKey> keys, boolean sparse) {
        super(name, keys, sparse);
        this.entries = entries;
        this.paths = keys.stream().map(key -> FieldPath.of(key.getKey())).toList();
        this.multikeyFlags = new byte[keys.size()][];
        for (int field = 0; field < keys.size(); field++) {
            multikeyFlags[field] = KeyBytes.concat(BUILT, new byte[] {(byte) field});
        }
    }

    /** Some document has or had an array there, and may have several entries. */
    boolean isMultikey(int field) {
        return entries.containsKey(multikeyFlags[field]);
    }

    boolean isSparseIndex() {
        return isSparse();
    }

    /** The documents that existed before the index have their entries now. */
    void markBuilt() {
        entries.putIfAbsent(BUILT, PRESENT);
    }

    /** An encoded value in the direction of one of the index's fields. */
    byte[] component(int field, byte[] ascending) {
        return getKeys().get(field).isAscending() ? ascending : KeyBytes.descending(ascending);
    }

    /** The number of entries from one key to before another, by their ranks. */
    long count(byte[] from, byte[] before) {
        return Math.max(0, rank(before) - rank(from));
    }

    private long rank(byte[] key) {
        long found = entries.getKeyIndex(key);
        return found < 0 ? -found - 1 : found;
    }

    static final class Entry {
        final byte[] key;
        final Object id;

        Entry(byte[] key, Object id) {
            this.key = key;
            this.id = id;
        }
    }

    /** Scans the entries from one key to before another, in ascending or descending order. */
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
        markMultikey(found);
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
        // most updates change no field of most indexes, and encoding keys costs more than this comparison
        if (was.equals(found)) {
            return;
        }
        Set<byte[]> before = keysOf(oldDocument, was);
        Set<byte[]> after = keysOf(newDocument, found);
        before.stream().filter(key -> !after.contains(key)).forEach(entries::remove);
        after.stream().filter(key -> !before.contains(key)).forEach(key -> entries.put(key, position));
        markMultikey(found);
    }

    private List<FieldPath.Found> found(Document document) {
        return paths.stream().map(path -> path.in(document)).toList();
    }

    private void markMultikey(List<FieldPath.Found> found) {
        for (int field = 0; field < found.size(); field++) {
            if (found.get(field).throughArray()) {
                entries.putIfAbsent(multikeyFlags[field], PRESENT);
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
        return !entries.containsKey(BUILT);
    }

    @Override
    public long getCount() {
        return rank(BUILT);
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    /** {@link Plan} uses it; the server's own planner is for unique indexes. */
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
