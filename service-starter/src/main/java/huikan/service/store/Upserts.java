package huikan.service.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.UpdateOneModel;
import java.util.List;
import org.bson.Document;

/** Updates that insert where nothing is there, and that can be done twice. */
public final class Upserts {

    private static final int MOST_ATTEMPTS = 10;

    private Upserts() {}

    /**
     * In no order. Of two who insert one document at the same moment one is refused, and finds it there when it tries again.
     *
     * @param updates each with upsert, by {@code _id}, and the same when it is done twice
     */
    public static void write(MongoCollection<Document> to, List<UpdateOneModel<Document>> updates) {
        for (int attempt = 1; !updates.isEmpty(); attempt++) {
            try {
                to.bulkWrite(updates, new BulkWriteOptions().ordered(false));
                return;
            } catch (MongoBulkWriteException twice) {
                Duplicates.orThrow(twice);
                if (attempt == MOST_ATTEMPTS) {
                    throw twice;
                }
            }
        }
    }
}
