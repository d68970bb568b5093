package huikan.submission.waiver;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The waivers. Those in force are few, and read with each batch of filings: what one instance grants the other knows. */
@Repository
public class Waivers {

    /** The last day of one that was not ended. */
    private static final String IN_FORCE = "inForceUntil";

    private final MongoCollection<Document> waivers;

    Waivers(MongoDatabase database) {
        this.waivers = database.getCollection("waivers");
        waivers.createIndex(Indexes.ascending(IN_FORCE), new IndexOptions().sparse(true));
        waivers.createIndex(Indexes.ascending("rule", "_id"));
    }

    /** Those that hold on a day, or may do so on a later one. */
    public InForce inForce(LocalDate day) {
        List<Waiver> found = new ArrayList<>();
        for (Document document : waivers.find(gte(IN_FORCE, day.toString()))) {
            found.add(waiver(document));
        }
        return new InForce(found);
    }

    /** What was in force when it was looked up. */
    public static final class InForce {
        private final List<Waiver> all;

        private InForce(List<Waiver> all) {
            this.all = all;
        }

        /** The reasons, by rule. */
        public Map<String, String> of(String cycle, String agency, LocalDate day) {
            Map<String, String> reasons = new HashMap<>();
            all.stream()
                    .filter(one -> one.covers(cycle, agency, day))
                    .forEach(one -> reasons.putIfAbsent(one.rule(), one.reason()));
            return reasons;
        }
    }

    long countInForce(LocalDate day) {
        return waivers.countDocuments(gte(IN_FORCE, day.toString()));
    }

    /** Of one rule in the order of their ids, which is that of their times. */
    List<Waiver> list(String rule, @Nullable String after, int limit) {
        Bson asked = after == null ? eq("rule", rule) : and(eq("rule", rule), gt("_id", after));
        List<Waiver> found = new ArrayList<>();
        for (Document document : waivers.find(asked).sort(ascending("_id")).limit(limit)) {
            found.add(waiver(document));
        }
        return found;
    }

    Optional<Waiver> find(String id) {
        return Optional.ofNullable(waivers.find(eq(id)).first()).map(Waivers::waiver);
    }

    void grant(Waiver one) {
        waivers.insertOne(new Document("_id", one.id())
                .append("rule", one.rule())
                .append("cycle", one.cycle())
                .append("agency", one.agency())
                .append("reason", one.reason())
                .append("until", one.until().toString())
                .append(IN_FORCE, one.until().toString())
                .append("by", one.by())
                .append("at", Date.from(one.at())));
    }

    /** False when it was ended before. */
    boolean end(String id, String by, Instant at) {
        return waivers.updateOne(
                                and(eq(id), eq("endedBy", null)),
                                combine(set("endedBy", by), set("endedAt", Date.from(at)), unset(IN_FORCE)))
                        .getMatchedCount()
                == 1;
    }

    private static Waiver waiver(Document document) {
        Date endedAt = document.getDate("endedAt");
        return new Waiver(
                document.getString("_id"),
                document.getString("rule"),
                document.getString("cycle"),
                document.getString("agency"),
                document.getString("reason"),
                LocalDate.parse(document.getString("until")),
                document.getString("by"),
                document.getDate("at").toInstant(),
                document.getString("endedBy"),
                endedAt == null ? null : endedAt.toInstant());
    }
}
