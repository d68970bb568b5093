package huikan.review.workflow;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Projections.include;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.service.store.Duplicates;
import java.util.List;
import org.bson.Document;

/** Which layout the stored cases have: what an older version stored is refused with a sentence, not misread. */
final class StoredLayout {

    private static final int PRESENT = 2;
    private static final String LAYOUT = "layout";

    /** Whose documents had their trails inside, in the first layout. */
    private static final List<String> FIRST = List.of("reviews", "findings");

    private StoredLayout() {}

    /**
     * @throws IllegalStateException when another version stored the cases
     */
    static void require(MongoDatabase database) {
        MongoCollection<Document> marks = database.getCollection("layout");
        Document mark = marks.find(eq(LAYOUT)).first();
        int found = mark == null ? unmarked(database) : mark.getInteger("version");
        if (found != PRESENT) {
            throw new IllegalStateException("The stored cases have layout " + found + ", and this version reads layout "
                    + PRESENT + ": start with an empty data folder, or go back to the version that stored them.");
        }
        if (mark == null) {
            try {
                marks.insertOne(new Document("_id", LAYOUT).append("version", PRESENT));
            } catch (MongoWriteException otherInstance) {
                Duplicates.orThrow(otherInstance);
            }
        }
    }

    private static int unmarked(MongoDatabase database) {
        boolean first = FIRST.stream()
                .map(kind -> database.getCollection(kind)
                        .find()
                        .projection(include("trail"))
                        .first())
                .anyMatch(any -> any != null && any.containsKey("trail"));
        return first ? 1 : PRESENT;
    }
}
