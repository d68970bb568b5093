package huikan.review.webhook;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import huikan.review.webhook.Delivery.Attempt;
import huikan.review.webhook.Delivery.Outcome;
import huikan.service.store.Duplicates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** What was sent, and what is to be: the queue and the log are one. */
@Repository
class Deliveries {

    private final MongoCollection<Document> deliveries;

    Deliveries(MongoDatabase database) {
        this.deliveries = database.getCollection("deliveries");
        // sparse: only what is to be sent is in it
        deliveries.createIndex(Indexes.ascending("due"), new IndexOptions().sparse(true));
        deliveries.createIndex(Indexes.ascending("webhook", "due"));
        deliveries.createIndex(Indexes.ascending("webhook", "rank"));
        deliveries.createIndex(Indexes.ascending("createdAt"));
    }

    /** Once, however often the notification comes. */
    void add(Delivery fresh) {
        try {
            deliveries.insertOne(new Document("_id", fresh.id())
                    .append("webhook", fresh.webhook())
                    .append("outcome", fresh.outcome().name())
                    .append("body", fresh.body())
                    .append("createdAt", Date.from(fresh.createdAt()))
                    .append("rank", rank(fresh))
                    .append("due", Date.from(fresh.createdAt()))
                    .append("attempts", List.of()));
        } catch (MongoWriteException known) {
            Duplicates.orThrow(known);
        }
    }

    /** Those whose time has come, the oldest first, of other webhooks than these. */
    List<Delivery> due(Instant now, Collection<String> others, int most) {
        return read(and(lte("due", Date.from(now)), nin("webhook", others)), ascending("due"), most);
    }

    /** Those of one webhook whose time has come, the oldest first. */
    List<Delivery> due(String webhook, Instant now, int most) {
        return read(and(eq("webhook", webhook), lte("due", Date.from(now))), ascending("due"), most);
    }

    /** The log of a webhook, the latest first. */
    List<Delivery> of(String webhook, @Nullable String before, int most) {
        Bson own = eq("webhook", webhook);
        return read(before == null ? own : and(own, lt("rank", before)), descending("rank"), most);
    }

    /** The order of the log: by time, then by id. */
    static String rank(Delivery one) {
        return String.format("%015d", one.createdAt().toEpochMilli()) + "-" + one.id();
    }

    void tried(Delivery delivery, Attempt attempt, Outcome outcome, @Nullable Instant next) {
        deliveries.updateOne(
                eq(delivery.id()),
                combine(
                        push(
                                "attempts",
                                new Document("at", Date.from(attempt.at()))
                                        .append("status", attempt.status())
                                        .append("error", attempt.error())),
                        set("outcome", outcome.name()),
                        next == null ? unset("due") : set("due", Date.from(next))));
    }

    void forget(Instant before) {
        deliveries.deleteMany(lt("createdAt", Date.from(before)));
    }

    private List<Delivery> read(Bson filter, Bson order, int most) {
        List<Delivery> found = new ArrayList<>();
        deliveries.find(filter).sort(order).limit(most).forEach(one -> found.add(read(one)));
        return found;
    }

    private static Delivery read(Document one) {
        Date due = one.getDate("due");
        return new Delivery(
                one.getString("_id"),
                one.getString("webhook"),
                Outcome.valueOf(one.getString("outcome")),
                one.getString("body"),
                one.getDate("createdAt").toInstant(),
                due == null ? null : due.toInstant(),
                one.getList("attempts", Document.class).stream()
                        .map(attempt -> new Attempt(
                                attempt.getDate("at").toInstant(),
                                attempt.getInteger("status"),
                                attempt.getString("error")))
                        .toList());
    }
}
