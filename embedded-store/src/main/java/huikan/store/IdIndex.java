package huikan.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The unique index by {@code _id}. The collection is a B-tree by id, so that this index has entries only for ids that are not
 * text: 1 and 1.0 are equal as ids, but different keys of that B-tree.
 */
final class IdIndex extends AbstractUniqueIndex<Object> {

    static final String NAME = "_id_";

    private final MVMap<Object, byte[]> documents;
    private final MVMap<KeyValue, Object> others;

    IdIndex(MVMap<Object, byte[]> documents, MVMap<KeyValue, Object> others, List<IndexKey> keys) {
        super(NAME, keys, false);
        this.documents = documents;
        this.others = others;
    }

    private static boolean isText(KeyValue key) {
        return key.get(0) instanceof String;
    }

    @Override
    protected @Nullable Object getPosition(KeyValue key) {
        if (!isText(key)) {
            return others.get(key);
        }
        return documents.containsKey(key.get(0)) ? key.get(0) : null;
    }

    /** The document is in the B-tree already. */
    @Override
    public synchronized void add(Document document, Object position, MongoCollection<Object> collection) {
        if (!(position instanceof String)) {
            super.add(document, position, collection);
        }
    }

    @Override
    protected boolean putKeyPosition(KeyValue key, Object position) {
        return others.putIfAbsent(key, position) == null;
    }

    /** The document is deleted from the B-tree next. */
    @Override
    protected @Nullable Object removeDocument(KeyValue key) {
        return isText(key) ? getPosition(key) : others.remove(key);
    }

    @Override
    protected Iterable<Map.Entry<KeyValue, Object>> getIterable() {
        List<Map.Entry<KeyValue, Object>> all = new ArrayList<>(others.entrySet());
        documents.keySet().stream()
                .filter(String.class::isInstance)
                .forEach(id -> all.add(Map.entry(new KeyValue(id), id)));
        return all;
    }

    @Override
    public long getCount() {
        return documents.sizeAsLong();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }
}
