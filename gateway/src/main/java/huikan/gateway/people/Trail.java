package huikan.gateway.people;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.descending;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.service.store.Duplicates;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.springframework.stereotype.Repository;

/** What happened to each login, newest first. An id is {@code <login>|<time>.<what makes it one of a kind>}. */
@Repository
class Trail {

    /** Stands in no login, and the character after it ends the range of one. */
    private static final String BAR = "|";

    private static final String AFTER_BAR = "}";

    private final MongoCollection<Document> trail;

    Trail(MongoDatabase database) {
        this.trail = database.getCollection("trail");
    }

    /**
     * A step in the trail.
     *
     * @param cursor its place
     */
    record Entry(String cursor, Step step) {}

    void add(String login, Step step) {
        keep(login, step, UUID.randomUUID().toString());
    }

    /** Adds what led to a version of a login; once, however often it is said. */
    void addOnce(String login, Step step, long version) {
        try {
            keep(login, step, "v" + version);
        } catch (MongoWriteException there) {
            Duplicates.orThrow(there);
        }
    }

    private void keep(String login, Step step, String unique) {
        String time = String.format("%015d", step.at().toEpochMilli());
        trail.insertOne(document(step).append("_id", login + BAR + time + "." + unique));
    }

    /** @param before the cursor of the last one seen; empty to begin */
    List<Entry> of(String login, String before, int limit) {
        List<Entry> found = new ArrayList<>();
        String end = before.isEmpty() ? login + AFTER_BAR : login + BAR + before;
        for (Document one : trail.find(and(gt("_id", login + BAR), lt("_id", end)))
                .sort(descending("_id"))
                .limit(limit)) {
            found.add(new Entry(one.getString("_id").substring(login.length() + 1), step(one)));
        }
        return found;
    }

    static Document document(Step step) {
        return new Document("at", Date.from(step.at()))
                .append("kind", step.kind().name())
                .append("by", step.by())
                .append("detail", step.detail());
    }

    static Step step(Document document) {
        return new Step(
                document.getDate("at").toInstant(),
                Step.Kind.valueOf(document.getString("kind")),
                document.getString("by"),
                document.getString("detail"));
    }
}
