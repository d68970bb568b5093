package huikan.review.workflow;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import org.bson.Document;
import org.springframework.boot.test.context.TestComponent;

/** Parts of cases that tests put there themselves. */
@TestComponent
public class PutParts {

    private final MongoDatabase database;

    PutParts(MongoDatabase database) {
        this.database = database;
    }

    /** As if a first step had written it. */
    public void put(Part part) {
        Document document = new Document(part.document()).append("n", 1L);
        database.getCollection(part.collection())
                .replaceOne(eq(document.get("_id")), document, new ReplaceOptions().upsert(true));
    }
}
