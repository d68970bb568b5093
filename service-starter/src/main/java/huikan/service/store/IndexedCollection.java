package huikan.service.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexModel;
import java.util.Arrays;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** A collection whose indexes are made with its first use: for a service that has to start while its store is away. */
public final class IndexedCollection {

    private final MongoCollection<Document> collection;
    private final List<IndexModel> indexes;
    private volatile boolean indexed;

    /** @param indexes their keys; none of them is unique */
    public IndexedCollection(MongoDatabase database, String name, Bson... indexes) {
        this(database, name, Arrays.stream(indexes).map(IndexModel::new).toArray(IndexModel[]::new));
    }

    public IndexedCollection(MongoDatabase database, String name, IndexModel... indexes) {
        this.collection = database.getCollection(name);
        this.indexes = List.of(indexes);
    }

    /** To be asked for with each use. */
    public MongoCollection<Document> get() {
        if (!indexed) {
            // making one that is there changes nothing
            indexes.forEach(one -> collection.createIndex(one.getKeys(), one.getOptions()));
            indexed = true;
        }
        return collection;
    }
}
