package huikan.submission.rehearsal;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import huikan.submission.rehearsal.Rehearsal.Item;
import huikan.submission.rule.CheckRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The rehearsals and how far they are. */
@Repository
class Rehearsals {

    private static final String DONE = "done";
    private static final String AFTER = "after";
    private static final String ITEMS = "items";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final MongoCollection<Document> rehearsals;

    Rehearsals(MongoDatabase database) {
        this.rehearsals = database.getCollection("rehearsals");
        rehearsals.createIndex(Indexes.ascending(DONE, "at"));
    }

    void begin(Rehearsal one) {
        rehearsals.insertOne(new Document("_id", one.id())
                .append("rule", JSON.writeValueAsString(one.rule()))
                .append("cycle", one.cycle())
                .append("by", one.by())
                .append("at", Date.from(one.at()))
                .append(AFTER, one.after())
                .append(DONE, one.done())
                .append("total", one.total())
                .append("checked", one.checked())
                .append("failed", one.failed())
                .append(ITEMS, List.of()));
    }

    Optional<Rehearsal> find(String id) {
        return Optional.ofNullable(rehearsals.find(eq(id)).first()).map(Rehearsals::rehearsal);
    }

    long countOpen() {
        return rehearsals.countDocuments(eq(DONE, false));
    }

    /** The one that was asked for first. */
    Optional<Rehearsal> next() {
        return Optional.ofNullable(
                        rehearsals.find(eq(DONE, false)).sort(ascending("at")).first())
                .map(Rehearsals::rehearsal);
    }

    /**
     * Writes down what a batch came to, once, whoever else did the same.
     *
     * @param after the place of its last filing
     */
    void advance(Rehearsal seen, String after, long checked, List<Item> failed) {
        List<Document> items = new ArrayList<>();
        failed.stream()
                .limit(Math.max(0, Rehearsal.MOST_ITEMS - seen.items().size()))
                .forEach(one -> items.add(new Document("submission", one.submission())
                        .append("agency", one.agency())
                        .append("message", one.message())));
        List<Bson> changes = new ArrayList<>(
                List.of(set(AFTER, after), inc("checked", checked), inc("failed", (long) failed.size())));
        if (!items.isEmpty()) {
            changes.add(pushEach(ITEMS, items));
        }
        rehearsals.updateOne(and(eq(seen.id()), eq(AFTER, seen.after())), combine(changes));
    }

    void finish(Rehearsal seen) {
        rehearsals.updateOne(and(eq(seen.id()), eq(AFTER, seen.after())), set(DONE, true));
    }

    /** It cannot go on, whoever tries. */
    void abandon(Rehearsal seen, String why) {
        rehearsals.updateOne(eq(seen.id()), combine(set(DONE, true), set("error", why)));
    }

    /** Those that were done and are old. */
    void clear(Instant before) {
        rehearsals.deleteMany(and(eq(DONE, true), lt("at", Date.from(before))));
    }

    private static Rehearsal rehearsal(Document document) {
        return new Rehearsal(
                document.getString("_id"),
                JSON.readValue(document.getString("rule"), CheckRule.class),
                document.getString("cycle"),
                document.getString("by"),
                document.getDate("at").toInstant(),
                document.getString(AFTER),
                document.getBoolean(DONE, false),
                document.getLong("total"),
                document.getLong("checked"),
                document.getLong("failed"),
                document.getList(ITEMS, Document.class).stream()
                        .map(one -> new Item(
                                one.getString("submission"), one.getString("agency"), one.getString("message")))
                        .toList(),
                document.getString("error"));
    }
}
