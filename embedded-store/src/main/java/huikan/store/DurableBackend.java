package huikan.store;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/**
 * The H2 backend writes behind by up to a second, so that a killed process loses what it had acknowledged, and it knows
 * no index but unique ones. This one answers a command when a file has what it wrote or read ({@link Checkpoints}), and a
 * query from the {@link SecondaryIndex} that fits.
 */
final class DurableBackend extends H2Backend {

    private static final Set<String> READS = Set.of("find", "count", "distinct", "explain");
    /**
     * They change documents, and collections and indexes only by what the server writes down of these ({@link OfStructure}):
     * an index that is there already is no change. Another command may change which there are.
     */
    private static final Set<String> WRITES =
            Set.of("insert", "update", "delete", "findAndModify", "findandmodify", "aggregate", "createIndexes");

    private static final Set<String> TALK = Set.of(
            "getMore",
            "ping",
            "hello",
            "isMaster",
            "ismaster",
            "buildInfo",
            "listIndexes",
            "listCollections",
            "listDatabases",
            "endSessions",
            "killCursors",
            "getParameter",
            "serverStatus");

    private final Checkpoints checkpoints;

    /**
     * Opens what the file has, and brings it up to date with the journal.
     *
     * @throws IOException when the journal is broken
     */
    DurableBackend(MVStore file, Journal journal, Checkpoints checkpoints) throws IOException {
        super(file);
        this.checkpoints = checkpoints;
        redo(journal.read());
        checkpoints.checkpoint();
        checkpoints.makeRoom();
    }

    /**
     * Only the last word on each document counts, and all go before any comes back: whatever of it the file has already,
     * no two documents ever claim the same unique key.
     */
    private void redo(List<Journal.Entry> entries) {
        Map<List<Object>, Journal.Entry> last = new LinkedHashMap<>();
        for (Journal.Entry entry : entries) {
            byte[] id = Bson.bytes(new Document("_id", entry.id()));
            last.put(List.of(entry.collection(), ByteBuffer.wrap(id)), entry);
        }
        last.values().forEach(entry -> journaled(entry.collection()).forget(entry.id()));
        for (Journal.Entry entry : last.values()) {
            if (entry.document() != null) {
                journaled(entry.collection()).addDocument(Bson.document(Journal.bytes(entry.document())));
            }
        }
    }

    private IndexedCollection journaled(String fullName) {
        String database = Utils.getDatabaseNameFromFullName(fullName);
        return ((IndexedDatabase) resolveDatabase(database)).journaled(Utils.getCollectionNameFromFullName(fullName));
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        String command = message.getDocument().keySet().iterator().next();
        if (TALK.contains(command)) {
            return super.handleMessage(message);
        }
        if (READS.contains(command)) {
            return checkpoints.read(() -> handleRead(message, command));
        }
        if (command.equals("aggregate") && AggregatedQuery.isRead(message.getDocument())) {
            return checkpoints.read(() -> handleAggregate(message));
        }
        return checkpoints.write(() -> {
            if (!WRITES.contains(command)) {
                checkpoints.structureChanges();
            }
            return super.handleMessage(message);
        });
    }

    private Document handleRead(MongoMessage message, String command) {
        if (message.getDocument().get(command) instanceof Document explained) {
            return explain(message.getDatabaseName(), explained);
        }
        return super.handleMessage(message);
    }

    /** {@code explain} of a {@code find}; the server itself has none. */
    private Document explain(String database, Document find) {
        Object limit = find.getOrDefault("limit", 0);
        return collection(database, String.valueOf(find.get("find")))
                .map(collection -> collection.explain(
                        (Document) find.getOrDefault("filter", new Document()),
                        (Document) find.get("sort"),
                        0,
                        limit instanceof Number number ? number.intValue() : 0))
                .orElseGet(() -> new Document("queryPlanner", new Document("winningPlan", new Document("stage", "EOF")))
                        .append("ok", 1.0));
    }

    private Document handleAggregate(MongoMessage message) {
        Document command = message.getDocument();
        Optional<IndexedCollection> collection =
                collection(message.getDatabaseName(), String.valueOf(command.get("aggregate")));
        if (collection.isEmpty()) {
            return super.handleMessage(message);
        }
        OptionalLong counted = AggregatedQuery.counted(command).stream()
                .flatMapToLong(asked -> collection.get().countExactly(asked.query(), asked.most()).stream())
                .findFirst();
        if (counted.isPresent()) {
            return AggregatedQuery.count(collection.get().getFullName(), counted.getAsLong());
        }
        return collection.get().answering(AggregatedQuery.first(command), () -> super.handleMessage(message));
    }

    private Optional<IndexedCollection> collection(String database, String name) {
        MongoCollection<?> collection = resolveDatabase(database).resolveCollection(name, false);
        return collection instanceof IndexedCollection indexed ? Optional.of(indexed) : Optional.empty();
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String name) {
        return new IndexedDatabase(name);
    }

    @Override
    public void close() {
        try {
            checkpoints.close();
        } finally {
            super.close();
        }
    }

    /** An inner class, like those that follow, because the constructor above it already opens collections and indexes. */
    private final class IndexedDatabase extends H2Database {

        IndexedDatabase(String name) {
            super(name, getMvStore(), getCursorRegistry());
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
            return new IndexedCollection(
                    this,
                    name,
                    options,
                    documents(name),
                    name.startsWith("system.") ? new OfStructure() : new OfDocuments(),
                    cursorRegistry);
        }

        private MVMap<Object, byte[]> documents(String collection) {
            MVMap.Builder<Object, byte[]> documents = new MVMap.Builder<>();
            documents.setValueType(ByteArrayDataType.INSTANCE);
            return getMvStore().openMap("databases." + getDatabaseName() + "." + collection, documents);
        }

        /** Also one that nobody was promised yet, when its documents are in the journal before it is in the file. */
        IndexedCollection journaled(String name) {
            return (IndexedCollection) resolveOrCreateCollection(name);
        }

        /** The index itself is made above: it finds its map open, with keys that are quick to compare. */
        @Override
        protected Index<Object> openOrCreateUniqueIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            MVMap.Builder<KeyValue, Object> entries = new MVMap.Builder<>();
            entries.setKeyType(UniqueKeyType.INSTANCE);
            MVMap<KeyValue, Object> map = getMvStore().openMap(mapName(collection, name), entries);
            if (!(map.getKeyType() instanceof UniqueKeyType)) {
                throw new IllegalStateException("the index " + name + " was opened before with other keys");
            }
            return name.equals(IdIndex.NAME)
                    ? new IdIndex(documents(collection), map, keys)
                    : super.openOrCreateUniqueIndex(collection, name, keys, sparse);
        }

        private String mapName(String collection, String index) {
            return getDatabaseName() + "." + collection + "._index_" + index;
        }

        @Override
        protected Index<Object> openOrCreateSecondaryIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            MVMap.Builder<byte[], Object> entries = new MVMap.Builder<>();
            entries.setKeyType(ByteArrayDataType.INSTANCE);
            return new SecondaryIndex(getMvStore().openMap(mapName(collection, name), entries), name, keys, sparse);
        }
    }

    private final class OfDocuments implements StoredCollection.Recorder {
        @Override
        public void kept(String collection, byte[] document) {
            checkpoints.kept(collection, document);
        }

        @Override
        public void removed(String collection, Object id) {
            checkpoints.removed(collection, id);
        }
    }

    /** The server keeps the names of collections, and what their indexes are, in collections of its own. */
    private final class OfStructure implements StoredCollection.Recorder {
        @Override
        public void kept(String collection, byte[] document) {
            checkpoints.structureChanges();
        }

        @Override
        public void removed(String collection, Object id) {
            checkpoints.structureChanges();
        }
    }
}
