package huikan.submission.relay;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import huikan.service.security.Caller;
import huikan.submission.agency.Agency;
import huikan.submission.obligation.Obligation;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import huikan.trail.TrailStep.Made;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The relays. They are looked up each time, so that what one instance ends the others do not grant. */
@Repository
public class Relays {

    /** As in the path of a relay. */
    static final String KIND = "relays";

    /** The last day of one that was not ended. */
    private static final String IN_FORCE = "inForceUntil";

    /** Who may read it. */
    private static final String READERS = "readers";

    private static final String TRAIL = "trail";
    private static final String GRANTED = "GRANTED";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final MongoCollection<Document> relays;

    Relays(MongoDatabase database) {
        this.relays = database.getCollection(KIND);
        relays.createIndex(Indexes.ascending("agency", IN_FORCE));
        relays.createIndex(Indexes.ascending("under", IN_FORCE));
        relays.createIndex(Indexes.ascending(READERS, "_id"));
    }

    /** Whether the caller's agency files on a day what another owes. */
    public boolean isRelayed(Obligation owed, String form, Caller caller, LocalDate day) {
        return caller.agencies().stream().anyMatch(owed.seenBy()::contains)
                && of(caller, day).stream()
                        .anyMatch(one -> one.form().equals(form) && one.covers(owed.agency(), owed.seenBy()));
    }

    /** Whether the caller's agency files any form on a day for another. */
    public boolean isRelayed(Agency other, Caller caller, LocalDate day) {
        return of(caller, day).stream().anyMatch(one -> one.covers(other.code(), other.seenBy()));
    }

    /** Those by which the caller's agency files for others on a day, or one in whose place it came did. */
    public List<Relay> of(Caller caller, LocalDate day) {
        return inForce(in("agency", caller.agencies()), day);
    }

    /**
     * Those by which others may file for an agency on a day.
     *
     * @param seenBy the agency itself and those above it
     */
    public List<Relay> coveringOn(LocalDate day, Collection<String> seenBy) {
        return inForce(in("under", seenBy), day);
    }

    private List<Relay> inForce(Bson whose, LocalDate day) {
        return relays
                .find(and(whose, gte(IN_FORCE, day.toString())))
                .projection(exclude(TRAIL, READERS))
                .map(Relays::relay)
                .into(new ArrayList<>())
                .stream()
                .filter(one -> one.isInForce(day))
                .toList();
    }

    /** Those of an agency that are not over, also those that have not begun. */
    List<Relay> standing(String agency, LocalDate day) {
        return relays.find(and(eq("agency", agency), gte(IN_FORCE, day.toString())))
                .projection(exclude(TRAIL, READERS))
                .map(Relays::relay)
                .into(new ArrayList<>());
    }

    /**
     * In the order of their ids, which is that of their times.
     *
     * @param readers null for all
     */
    List<Relay> list(@Nullable Collection<String> readers, @Nullable String after, int limit) {
        List<Bson> conditions = new ArrayList<>(List.of(new Document()));
        if (readers != null) {
            conditions.add(in(READERS, readers));
        }
        if (after != null) {
            conditions.add(gt("_id", after));
        }
        return relays.find(and(conditions))
                .projection(exclude(TRAIL, READERS))
                .sort(ascending("_id"))
                .limit(limit)
                .map(Relays::relay)
                .into(new ArrayList<>());
    }

    /**
     * One that these may read.
     *
     * @param readers null for whoever reads all
     */
    Optional<Relay> find(String id, @Nullable Collection<String> readers) {
        return Optional.ofNullable(relays.find(readers == null ? eq(id) : and(eq(id), in(READERS, readers)))
                        .projection(exclude(TRAIL, READERS))
                        .first())
                .map(Relays::relay);
    }

    Trail trail(String id) {
        Document found = relays.find(eq(id)).projection(include(TRAIL)).first();
        return Trail.of(KIND, id, found == null ? List.of() : steps(found));
    }

    /**
     * @param readers who may read it
     * @param agency whom the login that grants it acts for; null for the administrator
     */
    void grant(Relay one, Collection<String> readers, @Nullable String agency) {
        TrailStep step = TrailStep.after(
                1,
                TrailStep.origin(KIND, one.id()),
                new Made("grant", one.by(), agency, one.at()),
                null,
                GRANTED,
                JSON.createObjectNode()
                        .put("form", one.form())
                        .put("agency", one.agency())
                        .put("under", one.under())
                        .put("from", one.from().toString())
                        .put("until", one.until().toString())
                        .put("reason", one.reason()));
        relays.insertOne(new Document("_id", one.id())
                .append("form", one.form())
                .append("agency", one.agency())
                .append("under", one.under())
                .append("from", one.from().toString())
                .append("until", one.until().toString())
                .append(IN_FORCE, one.until().toString())
                .append("reason", one.reason())
                .append("by", one.by())
                .append("at", Date.from(one.at()))
                .append(READERS, List.copyOf(readers))
                .append(TRAIL, List.of(step.text())));
    }

    /** One that was granted at this moment and does not stand after all. */
    void takeBack(String id) {
        relays.deleteOne(eq(id));
    }

    /** False when it was ended before. */
    boolean end(String id, String by, @Nullable String agency, Instant at) {
        TrailStep granted = trail(id).steps().getFirst();
        TrailStep step = TrailStep.after(
                granted.n() + 1,
                granted.hash(),
                new Made("end", by, agency, at),
                GRANTED,
                "ENDED",
                JSON.createObjectNode());
        return relays.updateOne(
                                and(eq(id), eq("endedBy", null)),
                                combine(
                                        set("endedBy", by),
                                        set("endedAt", Date.from(at)),
                                        unset(IN_FORCE),
                                        push(TRAIL, step.text())))
                        .getMatchedCount()
                == 1;
    }

    private static List<TrailStep> steps(Document document) {
        return document.getList(TRAIL, String.class, List.of()).stream()
                .map(TrailStep::read)
                .toList();
    }

    private static Relay relay(Document document) {
        Date endedAt = document.getDate("endedAt");
        return new Relay(
                document.getString("_id"),
                document.getString("form"),
                document.getString("agency"),
                document.getString("under"),
                LocalDate.parse(document.getString("from")),
                LocalDate.parse(document.getString("until")),
                document.getString("reason"),
                document.getString("by"),
                document.getDate("at").toInstant(),
                document.getString("endedBy"),
                endedAt == null ? null : endedAt.toInstant());
    }
}
