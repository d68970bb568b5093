package huikan.review.reminder;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.max;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.ObligationAmended;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionDecided;
import huikan.events.SubmissionEvent.SubmissionRejected;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.Superior;
import huikan.review.calendar.Today;
import huikan.review.workflow.Ladder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The filings that are owed, as the events of {@link huikan.events.Topics#SUBMISSIONS} tell of them, in whatever order they come
 * and however often. Each is looked at when its first rung comes; of what was reminded of, also when it is filed or withdrawn.
 */
@Component
public class Obligations {

    /** The listener that tells them, and its consumer group. */
    public static final String READER = "review-service.submissions";

    private static final String LOOK = "look";
    private static final String REMINDED = "reminded";
    private static final String ASKED = "asked";
    private static final String FAILED = "failed";
    /** By their numbers: the last one stands, in whatever order they come. */
    private static final String AMENDMENTS = "amendments";

    private static final String AMENDMENT = "amendment";

    private final MongoCollection<Document> obligations;
    private final ReminderLadder ladder;
    private final Today today;

    Obligations(MongoDatabase database, ReminderLadder ladder, Today today) {
        this.obligations = database.getCollection("obligations");
        this.ladder = ladder;
        this.today = today;
        // sparse: only what is to be looked at is in it
        obligations.createIndex(Indexes.ascending(LOOK), new IndexOptions().sparse(true));
        obligations.createIndex(Indexes.ascending(FAILED), new IndexOptions().sparse(true));
    }

    /** Takes in what happened. */
    public void follow(List<SubmissionEvent> batch) {
        List<UpdateOneModel<Document>> changes = new ArrayList<>();
        List<String> filed = new ArrayList<>();
        Bson lookNow = set(LOOK, Date.from(today.now()));
        for (SubmissionEvent event : batch) {
            switch (event) {
                case ObligationOpened opened -> changes.add(change(opened, opened(opened)));
                case ObligationAmended amended -> changes.add(change(amended, combine(amended(amended), lookNow)));
                case SubmissionAccepted accepted -> {
                    changes.add(change(accepted, max("filed", accepted.revision())));
                    filed.add(accepted.key());
                }
                case SubmissionWithdrawn withdrawn ->
                    changes.add(change(withdrawn, combine(withdrawn(withdrawn), lookNow)));
                case SubmissionReplaced replaced -> {}
                case SubmissionRejected rejected -> {}
                case SubmissionDecided decided -> {}
            }
        }
        if (!changes.isEmpty()) {
            obligations.bulkWrite(changes, new BulkWriteOptions().ordered(false));
        }
        if (!filed.isEmpty()) {
            obligations.updateMany(and(in("_id", filed), or(eq(REMINDED, true), eq(ASKED, true))), lookNow);
        }
    }

    /** An upsert: a filing may be told of before what it was owed by, since two relays publish them. */
    private static UpdateOneModel<Document> change(SubmissionEvent event, Bson change) {
        return new UpdateOneModel<>(eq(event.key()), change, new UpdateOptions().upsert(true));
    }

    private Bson opened(ObligationOpened opened) {
        LocalDate openedOn = Today.date(opened.at());
        LocalDate armedOn = opened.opensOn() == null ? openedOn : Obligation.later(openedOn, opened.opensOn());
        List<Bson> changes = new ArrayList<>(List.of(
                set("cycle", opened.cycle()),
                set("agency", opened.agency()),
                set("above", opened.path().stream().map(Superior::agency).toList()),
                set("dueOn", opened.dueOn().toString()),
                set("armedOn", armedOn.toString())));
        if (opened.closesOn() != null) {
            changes.add(set("closesOn", opened.closesOn().toString()));
        }
        Instant first = ladder.first(Ladder.armed(opened.dueOn(), armedOn));
        if (first != null) {
            // what is to be looked at sooner still is
            changes.add(min(LOOK, Date.from(first)));
        }
        return combine(changes);
    }

    private static Bson amended(ObligationAmended amended) {
        return combine(
                max(AMENDMENT, amended.amendment()),
                set(
                        AMENDMENTS + "." + amended.amendment(),
                        new Document("excused", amended.excused())
                                .append("dueOn", amended.dueOn().toString())
                                .append("closesOn", amended.closesOn().toString())
                                .append("on", Today.date(amended.at()).toString())));
    }

    private static Bson withdrawn(SubmissionWithdrawn withdrawn) {
        return combine(
                max("withdrawn", withdrawn.revision()),
                max("withdrawnOn", Today.date(withdrawn.at()).toString()));
    }

    /** Whether this one is to be looked at now. */
    boolean isDue(String id) {
        return obligations
                        .find(and(eq(id), lte(LOOK, Date.from(today.now()))))
                        .projection(include("_id"))
                        .first()
                != null;
    }

    /** Which are to be looked at, the oldest first; not those of which nothing is known yet but a filing. */
    List<String> due(Instant now, int most) {
        return obligations
                .find(and(lte(LOOK, Date.from(now)), exists("dueOn")))
                .projection(include("_id"))
                .sort(ascending(LOOK))
                .limit(most)
                .map(one -> one.getString("_id"))
                .into(new ArrayList<>());
    }

    Optional<Obligation> find(String id) {
        return Optional.ofNullable(obligations.find(eq(id)).first()).map(Obligations::obligation);
    }

    /** Its agency asks for something about it: it is looked at when it is filed. */
    void isAskedAbout(String id) {
        obligations.updateOne(eq(id), set(ASKED, true));
    }

    private static Obligation obligation(Document one) {
        long last = one.get(AMENDMENT, 0L);
        Document stands = one.get(AMENDMENTS, new Document()).get(Long.toString(last), one);
        LocalDate armedOn = LocalDate.parse(one.getString("armedOn"));
        LocalDate amendedOn = date(stands.getString("on"));
        return new Obligation(
                one.getString("_id"),
                one.getString("cycle"),
                one.getString("agency"),
                one.getList("above", String.class),
                LocalDate.parse(stands.getString("dueOn")),
                // the days before it was changed are over
                amendedOn == null ? armedOn : Obligation.later(armedOn, amendedOn),
                date(stands.getString("closesOn")),
                date(one.getString("withdrawnOn")),
                one.get("filed", 0L),
                one.get("withdrawn", 0L),
                last,
                stands.getBoolean("excused", false));
    }

    private static @Nullable LocalDate date(@Nullable String text) {
        return text == null ? null : LocalDate.parse(text);
    }

    /**
     * It was looked at as it was seen; when it has changed since, it is looked at once more.
     *
     * @param again when it is to be looked at; null for not before something happens to it
     * @param reminded whether there is a reminder of it
     */
    void lookedAt(Obligation seen, @Nullable Instant again, boolean reminded) {
        obligations.updateOne(
                and(
                        eq(seen.id()),
                        revision("filed", seen.filed()),
                        revision("withdrawn", seen.withdrawn()),
                        revision(AMENDMENT, seen.amendment())),
                combine(
                        again == null ? unset(LOOK) : set(LOOK, Date.from(again)),
                        set(REMINDED, reminded),
                        unset(FAILED)));
    }

    private static Bson revision(String field, long seen) {
        return seen == 0 ? exists(field, false) : eq(field, seen);
    }

    /** All that are to be looked at some day are looked at now. */
    void lookAtAll(Instant now) {
        obligations.updateMany(exists(LOOK), set(LOOK, Date.from(now)));
    }

    void failed(String id, Instant now, Instant again) {
        obligations.updateOne(
                and(eq(id), lte(LOOK, Date.from(now))),
                combine(set(LOOK, Date.from(again)), set(FAILED, Date.from(again))));
    }

    long failing() {
        return obligations.countDocuments(exists(FAILED));
    }
}
