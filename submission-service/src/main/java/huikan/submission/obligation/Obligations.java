package huikan.submission.obligation;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import huikan.events.AgencyLevel;
import huikan.events.Topics;
import huikan.service.outbox.Outbox;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import huikan.service.store.Duplicates;
import huikan.submission.agency.Viewers;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The obligations: one document an agency and cycle, the only place where the slot of a filing is won. */
@Repository
public class Obligations {

    /** The collection; its outbox is relayed. */
    public static final OutboxSource SOURCE = new OutboxSource("obligations");

    private static final int AT_ONCE = 1_000;

    /** The cycle, of one that was not issued with it. */
    private static final String ADDED_TO = "addedTo";

    static final Bson BRIEF = exclude(Returned.FIELD, Amendment.FIELD, Outbox.FIELD);

    private static final List<String> HELD =
            ObligationStatus.HELD.stream().map(Enum::name).toList();

    private final MongoCollection<Document> obligations;
    private final OutboxRelays relays;
    private final Clock clock;

    Obligations(MongoDatabase database, OutboxRelays relays, Clock clock) {
        this.obligations = database.getCollection(SOURCE.collection());
        this.relays = relays;
        this.clock = clock;
        // the only one that changes with each filing
        obligations.createIndex(Indexes.ascending("cycle", Viewers.FIELD, "status", "agency"));
        obligations.createIndex(Indexes.ascending("cycle", Viewers.FIELD, "agency"));
        obligations.createIndex(Indexes.ascending("cycle", Viewers.FIELD, "late"));
        obligations.createIndex(Indexes.ascending("agency", "dueOn", "cycle"));
        // sparse: only what came, or was changed, after the issue is in them
        obligations.createIndex(Indexes.ascending(ADDED_TO), new IndexOptions().sparse(true));
        obligations.createIndex(Indexes.ascending(Obligation.CLOSES_ON), new IndexOptions().sparse(true));
    }

    /** Opens those that are not open yet. */
    public void open(List<Owed> owed) {
        for (int from = 0; from < owed.size(); from += AT_ONCE) {
            openSome(owed.subList(from, Math.min(owed.size(), from + AT_ONCE)));
        }
    }

    private void openSome(List<Owed> owed) {
        List<String> ids = owed.stream()
                .map(one -> Topics.obligationKey(one.cycle(), one.agency()))
                .toList();
        Set<String> open = new HashSet<>();
        for (Document document : obligations.find(in("_id", ids)).projection(include("_id"))) {
            open.add(document.getString("_id"));
        }
        Instant now = clock.instant();
        List<Document> fresh = owed.stream()
                .filter(one -> !open.contains(Topics.obligationKey(one.cycle(), one.agency())))
                .map(one -> one.document().append(Outbox.FIELD, Outbox.of(now, one.opened(null, now))))
                .toList();
        if (!fresh.isEmpty()) {
            try {
                obligations.insertMany(fresh, new InsertManyOptions().ordered(false));
            } catch (MongoBulkWriteException taken) {
                // by another instance that completes the same issue
                Duplicates.orThrow(taken);
            }
            fresh.forEach(one -> relays.announce(SOURCE.collection(), one.getString("_id")));
        }
    }

    /**
     * A superior puts an agency on the list of a cycle that is issued. Does nothing when it is on it.
     *
     * @param addition the first amendment of what it owes, with its days
     * @return whether it was done
     */
    public boolean add(Owed owed, Amendment addition) {
        Document document = owed.document()
                .append(Obligation.CLOSES_ON, owed.closesOn().toString())
                .append(ADDED_TO, owed.cycle())
                .append(Obligation.AMENDMENT, 1L)
                .append(Amendment.FIELD, List.of(addition.document()))
                .append(
                        Outbox.FIELD,
                        Outbox.of(
                                addition.at(),
                                owed.opened(true, addition.at()),
                                addition.event(owed.cycle(), owed.agency(), 1, ObligationStatus.MISSING)));
        try {
            obligations.insertOne(document);
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
            return false;
        }
        relays.announce(SOURCE.collection(), document.getString("_id"));
        return true;
    }

    /** How many were put on the list of each of these cycles after its issue; of those with any. */
    public Map<String, Integer> added(Collection<String> cycles) {
        Map<String, Integer> added = new HashMap<>();
        for (Document one : obligations.find(in(ADDED_TO, cycles)).projection(include(ADDED_TO))) {
            added.merge(one.getString(ADDED_TO), 1, Integer::sum);
        }
        return added;
    }

    public Optional<Obligation> find(String cycle, String agency) {
        return Optional.ofNullable(obligations
                        .find(eq(Topics.obligationKey(cycle, agency)))
                        .projection(BRIEF)
                        .first())
                .map(Obligation::of);
    }

    /** Those that exist, by {@link Topics#obligationKey}. */
    public Map<String, Obligation> findAll(Collection<String> keys) {
        Map<String, Obligation> found = new HashMap<>();
        for (Document document : obligations.find(in("_id", keys)).projection(BRIEF)) {
            found.put(document.getString("_id"), Obligation.of(document));
        }
        return found;
    }

    /**
     * Gives each slot to the submission that asks for it, if it is as it was seen.
     *
     * @return whether all were; else who got his slot is {@link Obligation#current} afterwards
     */
    public boolean take(List<Take> wanted) {
        return obligations
                        .bulkWrite(wanted.stream().map(Take::update).toList(), new BulkWriteOptions().ordered(false))
                        .getMatchedCount()
                == wanted.size();
    }

    /**
     * The filing in the slot was refused after all: the slot is as it was before it was taken.
     *
     * @param status of the one that holds it then
     * @param holder null for nobody
     * @param filedAt when the holder was received
     */
    public void giveBack(
            Obligation taken,
            ObligationStatus status,
            @Nullable String holder,
            @Nullable Instant filedAt,
            boolean late) {
        obligations.updateOne(
                and(eq(taken.key()), eq("current", taken.current())),
                combine(
                        set("current", holder),
                        set("status", status.name()),
                        set("late", late),
                        filedAt == null ? unset("filedAt") : set("filedAt", Date.from(filedAt))));
    }

    /**
     * The filing in the slot was decided on. Does nothing when another holds the slot by now.
     *
     * @param returned what is to be mended; null where nothing is
     */
    public void follow(
            String cycle, String agency, String submission, ObligationStatus status, @Nullable Returned returned) {
        List<Bson> changes = new ArrayList<>(List.of(set("status", status.name())));
        if (returned == null) {
            changes.add(unset(Returned.FIELD));
        } else {
            changes.add(set("dueOn", returned.dueOn().toString()));
            changes.add(set(Returned.FIELD, returned.document()));
        }
        obligations.updateOne(
                and(eq(Topics.obligationKey(cycle, agency)), eq("current", submission), in("status", names(status))),
                combine(changes));
    }

    /** The filing in the slot was withdrawn. */
    public void release(String cycle, String agency, String submission) {
        obligations.updateOne(
                and(
                        eq(Topics.obligationKey(cycle, agency)),
                        eq("current", submission),
                        in("status", names(ObligationStatus.MISSING))),
                combine(
                        set("current", null),
                        set("status", ObligationStatus.MISSING.name()),
                        set("late", false),
                        unset("filedAt")));
    }

    /**
     * A superior changes what is owed. Does nothing when it is not as it was seen.
     *
     * @param to how the obligation stands then
     * @return whether it was done
     */
    public boolean amend(Obligation seen, ObligationStatus to, Amendment amendment) {
        boolean amended = obligations
                        .updateOne(
                                and(
                                        eq(seen.key()),
                                        eq(Obligation.AMENDMENT, seen.amendment() == 0 ? null : seen.amendment()),
                                        eq("status", seen.status().name()),
                                        eq("dueOn", seen.dueOn().toString())),
                                combine(
                                        set(Obligation.AMENDMENT, seen.amendment() + 1),
                                        set("status", to.name()),
                                        set("dueOn", amendment.dueOn().toString()),
                                        set(
                                                Obligation.CLOSES_ON,
                                                amendment.closesOn().toString()),
                                        push(Amendment.FIELD, amendment.document()),
                                        Outbox.push(
                                                amendment.at(),
                                                amendment.event(
                                                        seen.cycle(), seen.agency(), seen.amendment() + 1, to))))
                        .getMatchedCount()
                == 1;
        if (amended) {
            relays.announce(SOURCE.collection(), seen.key());
        }
        return amended;
    }

    /** What superiors changed of it, the oldest first. */
    public List<Amendment> amendments(String cycle, String agency) {
        Document found = obligations
                .find(eq(Topics.obligationKey(cycle, agency)))
                .projection(include(Amendment.FIELD))
                .first();
        return found == null ? List.of() : Amendment.all(found);
    }

    /** Whether the list of a cycle has any agency of a level, or any at all, in one subtree of it. */
    public boolean lists(String cycle, @Nullable String seenBy, @Nullable AgencyLevel level) {
        Bson asked = level == null ? within(cycle, seenBy) : and(within(cycle, seenBy), eq("level", level.name()));
        return obligations.find(asked).projection(include("_id")).first() != null;
    }

    /** All of a cycle, or of one subtree of it. */
    public long count(String cycle, @Nullable String seenBy) {
        return obligations.countDocuments(within(cycle, seenBy));
    }

    public long count(String cycle, @Nullable String seenBy, ObligationStatus status) {
        return obligations.countDocuments(and(within(cycle, seenBy), eq("status", status.name())));
    }

    /** Those whose slot is held. */
    public long countFiled(String cycle, @Nullable String seenBy) {
        return obligations.countDocuments(and(within(cycle, seenBy), in("status", HELD)));
    }

    /** Those whose slot is held by a filing that came after the due date. */
    public long countLate(String cycle, @Nullable String seenBy) {
        return obligations.countDocuments(and(within(cycle, seenBy), eq("late", true)));
    }

    static Bson within(String cycle, @Nullable String seenBy) {
        return and(eq("cycle", cycle), eq(Viewers.FIELD, Viewers.orAll(seenBy)));
    }

    static List<String> names(ObligationStatus target) {
        return ObligationStatus.before(target).stream().map(Enum::name).toList();
    }
}
