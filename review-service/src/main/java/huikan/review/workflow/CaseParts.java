package huikan.review.workflow;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import huikan.service.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bson.Document;

/**
 * The parts of one sort that cases have: each a document, in the order of their keys.
 *
 * @param <P> a record; its JSON is what is stored
 */
public final class CaseParts<P extends Record> {

    private static final String CASE = "case";
    private static final String KEY = "key";

    /** After every character that a key has. */
    private static final String END = "\uffff";

    private final MongoCollection<Document> cases;
    private final MongoCollection<Document> parts;
    private final Class<P> type;

    /**
     * @param kind of the cases
     * @param sort of the parts; their collection is named by both
     */
    public CaseParts(MongoDatabase database, String kind, String sort, Class<P> type) {
        this.cases = database.getCollection(kind);
        this.parts = database.getCollection(kind + "." + sort);
        this.type = type;
        parts.createIndex(Indexes.ascending(CASE, KEY));
    }

    /** To be written with a move, see {@link Act#writes}. */
    public Part part(String id, String key, P body) {
        Document document = new Document("_id", id + "/" + key).append(CASE, id).append(KEY, key);
        document.append("body", Json.document(body));
        return new Part(parts.getNamespace().getCollectionName(), document);
    }

    /**
     * All parts of a case, those that still wait in its outbox too. The outbox is read first: what has left it meanwhile is
     * found in the collection.
     */
    public List<P> of(String id) {
        return under(id, "");
    }

    /** Those whose keys begin with this. */
    public List<P> under(String id, String prefix) {
        Map<String, P> all = new TreeMap<>();
        List<Document> waiting = waiting(id);
        for (Document part : parts.find(and(eq(CASE, id), gte(KEY, prefix), lt(KEY, prefix + END)))
                .sort(ascending(KEY))) {
            all.put(part.getString(KEY), read(part));
        }
        waiting.stream()
                .filter(part -> part.getString(KEY).startsWith(prefix))
                .forEach(part -> all.put(part.getString(KEY), read(part)));
        return new ArrayList<>(all.values());
    }

    public Optional<P> find(String id, String key) {
        List<Document> waiting = waiting(id).stream()
                .filter(part -> part.getString(KEY).equals(key))
                .toList();
        return waiting.isEmpty()
                ? Optional.ofNullable(parts.find(eq(id + "/" + key)).first()).map(this::read)
                : Optional.of(read(waiting.getLast()));
    }

    private List<Document> waiting(String id) {
        Document one = cases.find(eq(id)).projection(include(Outbox.FIELD)).first();
        return one == null ? List.of() : Outbox.kept(one, parts.getNamespace().getCollectionName());
    }

    private P read(Document part) {
        return Json.read(part.get("body", Document.class), type);
    }
}
