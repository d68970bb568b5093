package huikan.review.number;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import huikan.service.store.Duplicates;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/**
 * Gives numbers. A number is a document of its own, named by its row and its place there: two who want the same one cannot
 * both have it, and the next is always one more than the last, so that none is left out. Who asks twice for one thing, because
 * the first time was cut short, gets the same number again; nobody asks for a thing that may yet go without.
 */
@Repository
public class Numbers {

    private final MongoCollection<Document> numbers;

    Numbers(MongoDatabase database) {
        this.numbers = database.getCollection("numbers");
        // no two are the same already by their _id
        numbers.createIndex(Indexes.ascending("sequence", "n"));
        numbers.createIndex(Indexes.ascending("thing"), new IndexOptions().unique(true));
    }

    /**
     * The number of a thing, as it is written.
     *
     * @param thing kind and id; it must be certain that it keeps the number
     */
    public String of(String thing, Sequence sequence) {
        while (true) {
            Document given = numbers.find(eq("thing", thing)).first();
            if (given != null) {
                return given.getString("written");
            }
            Document last = numbers.find(eq("sequence", sequence.key()))
                    .sort(descending("n"))
                    .first();
            take(thing, sequence, last);
        }
    }

    /** Takes the next; when somebody was quicker with it, or with this thing, the caller looks again. */
    private void take(String thing, Sequence sequence, @Nullable Document last) {
        long n = last == null ? 1 : last.getLong("n") + 1;
        try {
            numbers.insertOne(new Document("_id", sequence.key() + "/" + n)
                    .append("sequence", sequence.key())
                    .append("n", n)
                    .append("thing", thing)
                    .append("written", sequence.written(n)));
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
        }
    }
}
