package huikan.store;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.Stream;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection as a B-tree from ids to {@link Bson}. Each read decodes a new copy, because the server updates a document that
 * it found in place, while another thread may still encode it for a client.
 */
abstract class StoredCollection extends AbstractSynchronizedMongoCollection<Object> {

    private static final Comparator<DocumentWithPosition<Object>> LATEST_FIRST =
            Comparator.comparing(DocumentWithPosition::getPosition, ValueComparator.desc());

    /** By {@code _id}. */
    final MVMap<Object, byte[]> documents;

    private final ChangeListener listener;

    /** Called before each change of a document. */
    interface ChangeListener {
        /** @param document as {@link Bson}, null when it is deleted */
        void changing(String collection, Object id, byte @Nullable [] document);
    }

    StoredCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            MVMap<Object, byte[]> documents,
            ChangeListener listener,
            CursorRegistry cursors) {
        super(database, name, options, cursors);
        this.documents = documents;
        this.listener = listener;
    }

    @Override
    protected Object addDocumentInternal(Document document) {
        Object position = getIdField() == null
                ? UUID.randomUUID()
                : Missing.ofNullable(Utils.getSubdocumentValue(document, getIdField()));
        byte[] content = Bson.bytes(document);
        listener.changing(getFullName(), position, content);
        if (documents.putIfAbsent(position, content) != null) {
            throw new IllegalStateException(getFullName() + " has " + position + " already, and its index has not");
        }
        return position;
    }

    @Override
    protected void handleUpdate(Object position, Document before, Document after) {
        byte[] content = Bson.bytes(after);
        listener.changing(getFullName(), position, content);
        documents.put(Missing.ofNullable(position), content);
    }

    @Override
    protected void removeDocument(Object position) {
        listener.changing(getFullName(), position, null);
        if (documents.remove(position) == null) {
            throw new NoSuchElementException(getFullName() + " has no " + position);
        }
    }

    synchronized void deleteIfPresent(@Nullable Object id) {
        Document before = getDocument(Missing.ofNullable(id));
        if (before != null) {
            removeDocument(before);
        }
    }

    @Override
    protected @Nullable Document getDocument(Object position) {
        byte[] found = documents.get(position);
        return found == null ? null : Bson.document(found);
    }

    @Override
    public int count() {
        return documents.size();
    }

    @Override
    public boolean isEmpty() {
        return documents.isEmpty();
    }

    /** It would encode each document twice more a write, for a number that no service reads. */
    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int change) {
        throw new UnsupportedOperationException("sizes are not tracked");
    }

    @Override
    protected int getDataSize() {
        return documents.values().stream().mapToInt(bytes -> bytes.length).sum();
    }

    @Override
    protected Stream<DocumentWithPosition<Object>> streamAllDocumentsWithPosition() {
        return documents.entrySet().stream()
                .map(entry -> new DocumentWithPosition<>(Bson.document(entry.getValue()), entry.getKey()));
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, @Nullable Document orderBy, int skip, int limit, int batch, @Nullable Document fields) {
        Stream<DocumentWithPosition<Object>> all = streamAllDocumentsWithPosition();
        return matchDocumentsFromStream(
                (isNaturalDescending(orderBy) ? all.sorted(LATEST_FIRST) : all).map(DocumentWithPosition::getDocument),
                query,
                orderBy,
                skip,
                limit,
                batch,
                fields);
    }
}
