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
 * The H2 backend acknowledges a write up to a second before it is in its file, and ignores indexes that are not unique. This
 * subclass answers a command when what it wrote and read is durable ({@link Checkpoints}), and serves queries from secondary
 * indexes ({@link IndexedCollection}).
 */
final class DurableBackend extends H2Backend {

    private static final Set<String> READS = Set.of("find", "count", "distinct", "explain");
    /** Their changes of documents and of the catalog go through {@link StoredCollection.ChangeListener}. */
    private static final Set<String> WRITES =
            Set.of("insert", "update", "delete", "findAndModify", "findandmodify", "aggregate");

    /** Its changes too. Any other command may change the catalog in a way that is not seen there. */
    private static final String CREATE_INDEXES = "createIndexes";

    /** They neither read nor write documents. */
    private static final Set<String> STATELESS = Set.of(
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
    private final Journal journal;

    /**
     * Opens the file and recovers it from the journal.
     *
     * @throws IOException when the journal is corrupt
     */
    DurableBackend(MVStore file, Journal journal, Checkpoints checkpoints) throws IOException {
        super(file);
        this.checkpoints = checkpoints;
        this.journal = journal;
        replay(journal.read());
        checkpoints.checkpoint();
        checkpoints.startCompaction();
    }

    /**
     * Replays the last record of each document. All of these documents are deleted before the first is inserted, so that no two
     * claim the same unique key at any time, and a record that the file has already makes no difference.
     */
    private void replay(List<Journal.Entry> entries) {
        Map<List<Object>, Journal.Entry> last = new LinkedHashMap<>();
        for (Journal.Entry entry : entries) {
            byte[] id = Bson.bytes(new Document("_id", entry.id()));
            last.put(List.of(entry.collection(), ByteBuffer.wrap(id)), entry);
        }
        last.values().forEach(entry -> collection(entry.collection()).deleteIfPresent(entry.id()));
        for (Journal.Entry entry : last.values()) {
            if (entry.document() != null) {
                collection(entry.collection()).addDocument(Bson.document(Journal.bytes(entry.document())));
            }
        }
    }

    /** Creates it when its first documents are in the journal only. */
    private IndexedCollection collection(String fullName) {
        IndexedDatabase database = (IndexedDatabase) resolveDatabase(Utils.getDatabaseNameFromFullName(fullName));
        return database.resolveOrCreate(Utils.getCollectionNameFromFullName(fullName));
    }

    @Override
    public Document handleMessage(MongoMessage message) {
        String command = message.getDocument().keySet().iterator().next();
        if (STATELESS.contains(command)) {
            return super.handleMessage(message);
        }
        if (READS.contains(command)) {
            return checkpoints.read(() -> handleRead(message, command));
        }
        if (command.equals("aggregate") && AggregatedQuery.isRead(message.getDocument())) {
            return checkpoints.read(() -> handleAggregate(message));
        }
        if (WRITES.contains(command)) {
            return checkpoints.write(() -> super.handleMessage(message));
        }
        return checkpoints.alone(() -> {
            // most indexes are asked for at every start and are there
            if (!command.equals(CREATE_INDEXES)) {
                checkpoints.catalogChanges();
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

    /** {@code explain} of a {@code find}, which the server does not have. */
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
                .flatMapToLong(asked -> collection.get().countExactly(asked.query(), asked.limit()).stream())
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

    private final class IndexedDatabase extends H2Database {

        IndexedDatabase(String name) {
            super(name, getMvStore(), getCursorRegistry());
        }

        @Override
        protected MongoCollection<Object> openOrCreateCollection(String name, CollectionOptions options) {
            return new IndexedCollection(this, name, options, documents(name), listener(name), cursorRegistry);
        }

        private MVMap<Object, byte[]> documents(String collection) {
            MVMap.Builder<Object, byte[]> documents = new MVMap.Builder<>();
            documents.setValueType(ByteArrayDataType.INSTANCE);
            return getMvStore().openMap("databases." + getDatabaseName() + "." + collection, documents);
        }

        /**
         * The catalog is kept in collections of its own ({@code system.*}). Lambdas, because the superclass's constructor opens
         * collections before the fields are set.
         */
        private StoredCollection.ChangeListener listener(String collection) {
            return collection.startsWith("system.")
                    ? (name, id, document) -> checkpoints.catalogChanges()
                    : (name, id, document) -> journal.append(name, id, document);
        }

        IndexedCollection resolveOrCreate(String name) {
            return (IndexedCollection) resolveOrCreateCollection(name);
        }

        /** The superclass opens the same map and finds it open, with {@link UniqueKeyType} as the type of its keys. */
        @Override
        protected Index<Object> openOrCreateUniqueIndex(
                String collection, String name, List<IndexKey> keys, boolean sparse) {
            MVMap.Builder<KeyValue, Object> entries = new MVMap.Builder<>();
            entries.setKeyType(UniqueKeyType.INSTANCE);
            MVMap<KeyValue, Object> map = getMvStore().openMap(mapName(collection, name), entries);
            if (!(map.getKeyType() instanceof UniqueKeyType)) {
                throw new IllegalStateException("the index " + name + " was opened before with another key type");
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
}
