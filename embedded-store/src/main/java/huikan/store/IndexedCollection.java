package huikan.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** A collection that serves queries from its indexes where one fits. */
final class IndexedCollection extends StoredCollection {

    private static final String ID = "_id";

    /** The first {@code $match} of the pipeline that this thread runs. */
    private static final ThreadLocal<Document> PIPELINE_QUERY = new ThreadLocal<>();

    IndexedCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, byte[]> documents,
            ChangeListener listener,
            CursorRegistry cursors) {
        super(database, name, options, documents, listener, cursors);
    }

    /**
     * The access path of a query.
     *
     * @param index its name, or null for a full collection scan
     * @param sorted the documents come in the order of the query, without a sort
     */
    private record Access(@Nullable String index, boolean sorted, Stream<Document> found) {}

    @Override
    public void addIndex(Index<Object> index) {
        super.addIndex(index);
        if (index instanceof SecondaryIndex secondary) {
            secondary.markBuilt();
        }
    }

    @Override
    protected QueryResult queryDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batch, @Nullable Document fields) {
        if (orderBy != null && orderBy.containsKey("$natural")) {
            return matchDocuments(query, orderBy, skip, limit, batch, fields);
        }
        Access access = access(query, orderBy, skip, limit, NeededFields.of(query, orderBy, fields));
        return matchDocumentsFromStream(
                query,
                access.found(),
                skip,
                limit,
                batch,
                access.sorted() || orderBy == null ? null : new SortOrder(orderBy),
                fields);
    }

    /** @param needed fields to decode */
    private Access access(Document query, @Nullable Document orderBy, int skip, int limit, NeededFields needed) {
        Function<Object, Document> read = id -> existing(id, needed);
        Conditions conditions = Conditions.of(query);
        boolean unordered = orderBy == null || orderBy.isEmpty();
        Object idOrder = orderBy == null || orderBy.size() > 1 ? null : orderBy.get(ID);
        Conditions.Field ids = conditions.field(ID);
        if (ids.points() != null) {
            return new Access(
                    IdIndex.NAME,
                    unordered || ids.values().size() == 1,
                    byId(ids.values()).map(read));
        }
        Optional<Access> unique = byUniqueIndex(conditions, unordered, read);
        if (unique.isPresent()) {
            return unique.get();
        }
        Optional<Plan> plan =
                Plan.cheapest(conditions, unordered ? null : orderBy, limit > 0 ? skip + limit : 0, secondaryIndexes());
        if (plan.isPresent()) {
            return new Access(
                    plan.get().index().getName(),
                    plan.get().sorted(),
                    plan.get().ids().map(read));
        }
        if (idOrder instanceof Number direction && hasTextIds()) {
            return new Access(
                    IdIndex.NAME, true, inIdOrder(direction.intValue() < 0).map(needed::read));
        }
        return new Access(null, unordered, documents.values().stream().map(needed::read));
    }

    private List<SecondaryIndex> secondaryIndexes() {
        return getIndexes().stream()
                .filter(SecondaryIndex.class::isInstance)
                .map(SecondaryIndex.class::cast)
                .toList();
    }

    private Optional<Access> byUniqueIndex(Conditions conditions, boolean unordered, Function<Object, Document> read) {
        for (Index<Object> index : getIndexes()) {
            Document known = new Document();
            boolean one = true;
            for (var key : index.getKeys()) {
                Conditions.Field field = conditions.field(key.getKey());
                // a sparse index has no entry for a missing field
                if (field.points() != null && !field.values().contains(null)) {
                    one &= field.values().size() == 1;
                    known.put(
                            key.getKey(),
                            field.values().size() == 1
                                    ? field.values().getFirst()
                                    : new Document("$in", field.values()));
                }
            }
            if (!known.isEmpty() && index.isUnique() && index.canHandle(known)) {
                return Optional.of(new Access(
                        index.getName(),
                        one || unordered,
                        positions(index, known).distinct().map(read)));
            }
        }
        return Optional.empty();
    }

    private Stream<Object> byId(List<Object> ids) {
        Index<Object> index = getIndexes().stream()
                .filter(one -> one.getName().equals(IdIndex.NAME))
                .findFirst()
                .orElseThrow();
        return positions(index, new Document(ID, new Document("$in", ids)));
    }

    private static Stream<Object> positions(Index<Object> index, Document query) {
        return StreamSupport.stream(index.getPositions(query).spliterator(), false);
    }

    private Document existing(Object id, NeededFields needed) {
        byte[] found = documents.get(id);
        if (found == null) {
            throw new IllegalStateException(
                    getFullName() + ": an index has an entry for " + id + ", which does not exist");
        }
        return needed.read(found);
    }

    /** The B-tree of documents is in BSON order of the ids when all of them are text. */
    private boolean hasTextIds() {
        return documents.isEmpty() || (documents.firstKey() instanceof String && documents.lastKey() instanceof String);
    }

    private Stream<byte[]> inIdOrder(boolean backwards) {
        if (documents.isEmpty()) {
            return Stream.empty();
        }
        Cursor<Object, byte[]> cursor = backwards
                ? documents.cursor(documents.lastKey(), documents.firstKey(), true)
                : documents.cursor(null, null, false);
        return Stream.generate(() -> cursor.hasNext() && cursor.next() != null ? cursor.getValue() : null)
                .takeWhile(Objects::nonNull);
    }

    /**
     * Runs an aggregation whose first stage is {@code $match} with this query. The server feeds that stage from a full collection
     * scan; {@link #queryAllAsStream} feeds it from an index.
     */
    <T> T answering(Document query, Supplier<T> aggregation) {
        PIPELINE_QUERY.set(query);
        try {
            return aggregation.get();
        } finally {
            PIPELINE_QUERY.remove();
        }
    }

    @Override
    public Stream<Document> queryAllAsStream() {
        Document query = PIPELINE_QUERY.get();
        PIPELINE_QUERY.remove();
        return query == null ? super.queryAllAsStream() : handleQueryAsStream(query);
    }

    @Override
    public synchronized int count(@Nullable Document query, int skip, int limit) {
        OptionalLong exact =
                query == null || skip > 0 || limit > 0 ? OptionalLong.empty() : countExactly(query, Long.MAX_VALUE);
        return exact.isPresent() ? Math.toIntExact(exact.getAsLong()) : super.count(query, skip, limit);
    }

    /** Counts by an index alone, up to a limit; empty when the query needs a look at the documents. */
    synchronized OptionalLong countExactly(Document query, long limit) {
        Conditions conditions = Conditions.of(query);
        if (conditions.field(ID).points() != null) {
            return OptionalLong.empty();
        }
        return secondaryIndexes().stream()
                .map(index -> Plan.cheapest(conditions, null, 0, List.of(index)))
                .flatMap(Optional::stream)
                .filter(plan -> plan.isExact(conditions))
                .mapToLong(plan -> plan.documents(conditions, limit))
                .findFirst();
    }

    /** The winning plan in the form of MongoDB's {@code explain}: which index is scanned, and whether a sort follows. */
    synchronized Document explain(Document query, @Nullable Document orderBy, int skip, int limit) {
        Access access = access(query, orderBy, skip, limit, NeededFields.ALL);
        Document read = access.index() == null
                ? new Document("stage", "COLLSCAN")
                : new Document("stage", "FETCH")
                        .append("inputStage", new Document("stage", "IXSCAN").append("indexName", access.index()));
        Document winning = access.sorted() ? read : new Document("stage", "SORT").append("inputStage", read);
        return new Document("queryPlanner", new Document("namespace", getFullName()).append("winningPlan", winning))
                .append("ok", 1.0);
    }
}
