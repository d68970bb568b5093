package huikan.review.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

/** The webhooks. */
@Repository
class Webhooks {

    private final MongoCollection<Document> webhooks;

    Webhooks(MongoDatabase database) {
        this.webhooks = database.getCollection("webhooks");
        webhooks.createIndex(Indexes.ascending("agency"));
    }

    void add(Webhook fresh) {
        webhooks.insertOne(new Document("_id", fresh.id())
                .append("agency", fresh.agency())
                .append("url", fresh.url())
                .append("secret", fresh.secret())
                .append("by", fresh.by())
                .append("at", Date.from(fresh.at()))
                .append("active", fresh.active()));
    }

    List<Webhook> of(String agency) {
        return read(eq("agency", agency));
    }

    /** Those of any of these agencies that are to hear something. */
    List<Webhook> active(Collection<String> agencies) {
        return read(in("agency", agencies)).stream().filter(Webhook::active).toList();
    }

    Optional<Webhook> find(String id) {
        return read(eq(id)).stream().findFirst();
    }

    Optional<Webhook> find(String id, String agency) {
        return read(and(eq(id), eq("agency", agency))).stream().findFirst();
    }

    void remove(String id) {
        webhooks.deleteOne(eq(id));
    }

    /** The receiver is gone. */
    void silence(String id) {
        webhooks.updateOne(eq(id), set("active", false));
    }

    private List<Webhook> read(Bson filter) {
        List<Webhook> found = new ArrayList<>();
        webhooks.find(filter)
                .forEach(one -> found.add(new Webhook(
                        one.getString("_id"),
                        one.getString("agency"),
                        one.getString("url"),
                        one.getString("secret"),
                        one.getString("by"),
                        one.getDate("at").toInstant(),
                        one.getBoolean("active"))));
        return found;
    }
}
