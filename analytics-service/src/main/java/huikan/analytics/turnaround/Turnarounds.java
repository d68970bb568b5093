package huikan.analytics.turnaround;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import huikan.analytics.turnaround.Reviewed.Move;
import huikan.analytics.turnaround.Reviewed.Step;
import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewClaimed;
import huikan.events.ReviewEvent.ReviewCleared;
import huikan.events.ReviewEvent.ReviewPassed;
import huikan.events.ReviewEvent.ReviewPublished;
import huikan.events.ReviewEvent.ReviewRecalled;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.ReviewEvent.ReviewVoided;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionDecided;
import huikan.events.SubmissionEvent.SubmissionRejected;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.Superior;
import huikan.service.store.Upserts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Filings and what was decided on each. Every write can be done twice, and in any order. */
@Repository
public class Turnarounds {

    private static final UpdateOptions UPSERT = new UpdateOptions().upsert(true);

    /** A reply of the store has its bound. */
    private static final int BATCH = 1000;

    private final MongoCollection<Document> filings;

    Turnarounds(MongoDatabase database) {
        this.filings = database.getCollection("review-times");
        filings.createIndex(Indexes.ascending("path", "cycle"));
    }

    void filed(List<SubmissionEvent> events) {
        List<UpdateOneModel<Document>> changes = new ArrayList<>();
        for (SubmissionEvent event : events) {
            switch (event) {
                case SubmissionAccepted accepted -> changes.add(accepted(accepted));
                case SubmissionWithdrawn withdrawn -> changes.add(ended(withdrawn.id(), withdrawn.at()));
                case SubmissionReplaced replaced -> changes.add(ended(replaced.id(), replaced.at()));
                case SubmissionRejected rejected -> {}
                // told by the review itself
                case SubmissionDecided decided -> {}
                case ObligationOpened opened -> {}
            }
        }
        Upserts.write(filings, changes);
    }

    void decided(List<ReviewEvent> events) {
        List<UpdateOneModel<Document>> changes = new ArrayList<>();
        for (ReviewEvent event : events) {
            Step step = step(event);
            if (step != null) {
                changes.add(update(event.submission(), addToSet("steps", document(step))));
            }
        }
        Upserts.write(filings, changes);
    }

    /** Null for one that leaves a filing where it is. */
    private static @Nullable Step step(ReviewEvent event) {
        return switch (event) {
            case ReviewPassed one -> new Step(Move.PASSED, one.level(), one.step(), one.at());
            case ReviewRecalled one -> new Step(Move.RECALLED, one.level(), one.step(), one.at());
            case ReviewReturned one -> new Step(Move.RETURNED, one.level(), one.step(), one.at());
            case ReviewApproved one -> new Step(Move.APPROVED, null, one.step(), one.at());
            case ReviewVoided one -> new Step(Move.VOIDED, null, one.step(), one.at());
            case ReviewClaimed claimed -> null;
            case ReviewCleared cleared -> null;
            case ReviewPublished published -> null;
        };
    }

    private static UpdateOneModel<Document> accepted(SubmissionAccepted event) {
        List<String> levels =
                event.path().stream().map(one -> one.level().name()).toList();
        List<String> path = Stream.concat(
                        Stream.of(event.agency()), event.path().stream().map(Superior::agency))
                .toList();
        return update(
                event.id(),
                combine(
                        set("path", path),
                        set("cycle", event.cycle()),
                        set("revision", event.revision()),
                        set("levels", levels),
                        set("since", Date.from(event.receivedAt())),
                        set("replaces", event.replaces())));
    }

    private static UpdateOneModel<Document> ended(String submission, Instant at) {
        return update(submission, min("ended", Date.from(at)));
    }

    private static UpdateOneModel<Document> update(String submission, Bson change) {
        return new UpdateOneModel<>(eq(submission), change, UPSERT);
    }

    private static Document document(Step step) {
        AgencyLevel level = step.level();
        return new Document("move", step.move().name())
                .append("level", level == null ? null : level.name())
                .append("number", step.number())
                .append("at", Date.from(step.at()));
    }

    /**
     * Of each level that decides on filings of an agency and of those that it stood above when they filed.
     *
     * @param caller who must have stood above them, too; null for everybody
     */
    public List<LevelTurnaround> of(String cycle, String under, @Nullable String caller, Instant asOf) {
        Bson asked = caller == null || caller.equals(under)
                ? and(eq("path", under), eq("cycle", cycle))
                : and(eq("path", under), eq("path", caller), eq("cycle", cycle));
        List<Reviewed> all = new ArrayList<>();
        filings.find(asked).batchSize(BATCH).forEach(one -> all.add(reviewed(one)));
        Set<String> counted = new HashSet<>(ids(all));
        // of an agency that has moved, what it corrects is another superior's
        Set<String> known = new HashSet<>(counted);
        for (List<String> missing = missing(all, known); !missing.isEmpty(); missing = missing(all, known)) {
            known.addAll(missing);
            filings.find(in("_id", missing)).forEach(one -> all.add(reviewed(one)));
        }
        return LevelTurnaround.of(all, counted, asOf);
    }

    private static List<String> ids(Collection<Reviewed> all) {
        return all.stream().map(Reviewed::submission).toList();
    }

    private static List<String> missing(Collection<Reviewed> all, Set<String> known) {
        return all.stream()
                .map(Reviewed::replaces)
                .filter(Objects::nonNull)
                .filter(one -> !known.contains(one))
                .distinct()
                .toList();
    }

    private static Reviewed reviewed(Document one) {
        Date ended = one.getDate("ended");
        Date since = one.getDate("since");
        return new Reviewed(
                one.getString("_id"),
                one.get("revision", 0L),
                one.getList("levels", String.class, List.of()).stream()
                        .map(AgencyLevel::valueOf)
                        .toList(),
                since == null ? Instant.MAX : since.toInstant(),
                one.getString("replaces"),
                ended == null ? null : ended.toInstant(),
                one.getList("steps", Document.class, List.of()).stream()
                        .map(Turnarounds::step)
                        .toList());
    }

    private static Step step(Document step) {
        String level = step.getString("level");
        return new Step(
                Move.valueOf(step.getString("move")),
                level == null ? null : AgencyLevel.valueOf(level),
                step.getLong("number"),
                step.getDate("at").toInstant());
    }
}
