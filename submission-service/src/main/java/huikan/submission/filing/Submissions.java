package huikan.submission.filing;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.unset;
import static huikan.submission.filing.SubmissionSteps.HOLDING;
import static huikan.submission.filing.SubmissionSteps.TRAIL;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import huikan.events.IntakeEvent.SubmissionReceived;
import huikan.events.ReviewEvent;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionRejected;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.filing.FilingRead.WellFormed;
import huikan.problem.FieldError;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import huikan.service.store.Duplicates;
import huikan.submission.filing.Submission.Rejection;
import huikan.submission.filing.SubmissionSteps.Change;
import huikan.submission.rule.Check;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The submissions. A move, its step in the trail and its event are one write, and only from where the table allows it. */
@Repository
public class Submissions {

    /** The collection; its outbox is relayed. */
    public static final OutboxSource SOURCE = new OutboxSource("submissions");

    private static final String STATUS = "status";

    private final MongoCollection<Document> submissions;
    private final OutboxRelays relays;

    Submissions(MongoDatabase database, OutboxRelays relays) {
        this.submissions = database.getCollection(SOURCE.collection());
        this.relays = relays;
        submissions.createIndex(
                Indexes.ascending(SubmissionDocuments.KEY),
                new IndexOptions().unique(true).sparse(true));
        submissions.createIndex(Indexes.ascending("cycle", "seenBy", STATUS, "rank"));
        submissions.createIndex(Indexes.ascending("seenBy", "rank"));
        submissions.createIndex(Indexes.ascending("agency", "rank"));
        submissions.createIndex(Indexes.ascending("cycle", STATUS));
        submissions.createIndex(Indexes.ascending(STATUS, "rank"));
        submissions.createIndex(Indexes.ascending(HOLDING), new IndexOptions().sparse(true));
    }

    /**
     * One filing as it came.
     *
     * @param seenBy the agencies that may see it
     */
    record Arrival(SubmissionReceived event, WellFormed read, Set<String> seenBy) {}

    /**
     * Writes down that they came, once: the second time it answers what is there. Of two bodies with one idempotency key
     * the first has the key; the other is marked.
     *
     * @return by id
     */
    Map<String, Submission> receive(Collection<Arrival> arrivals) {
        Map<String, Arrival> fresh = new LinkedHashMap<>();
        arrivals.forEach(arrival -> fresh.putIfAbsent(arrival.event().id(), arrival));
        Map<String, Submission> known = findAll(fresh.keySet());
        fresh.keySet().removeAll(known.keySet());
        if (fresh.isEmpty()) {
            return known;
        }
        List<Document> documents =
                fresh.values().stream().map(SubmissionDocuments::withKey).toList();
        try {
            submissions.insertMany(documents);
            documents.forEach(one -> known.put(one.getString("_id"), SubmissionDocuments.read(one)));
        } catch (MongoBulkWriteException taken) {
            Duplicates.orThrow(taken);
            fresh.values().forEach(this::receiveOne);
            known.putAll(findAll(fresh.keySet()));
        }
        return known;
    }

    private void receiveOne(Arrival arrival) {
        if (find(arrival.event().id()).isPresent()) {
            return;
        }
        try {
            submissions.insertOne(SubmissionDocuments.withKey(arrival));
        } catch (MongoWriteException taken) {
            Duplicates.orThrow(taken);
            if (find(arrival.event().id()).isEmpty()) {
                submissions.insertOne(SubmissionDocuments.withoutKey(arrival));
            }
        }
    }

    private Map<String, Submission> findAll(Collection<String> ids) {
        Map<String, Submission> found = new HashMap<>();
        for (Document document : submissions.find(in("_id", ids)).projection(SubmissionDocuments.BRIEF)) {
            found.put(document.getString("_id"), SubmissionDocuments.read(document));
        }
        return found;
    }

    /** Those of these ids that are written down. */
    Set<String> known(Collection<String> ids) {
        return submissions
                .find(in("_id", ids))
                .projection(include("_id"))
                .map(document -> document.getString("_id"))
                .into(new HashSet<>());
    }

    Optional<Submission> find(String id) {
        return Optional.ofNullable(submissions
                        .find(eq(id))
                        .projection(SubmissionDocuments.BRIEF)
                        .first())
                .map(SubmissionDocuments::read);
    }

    /** One that is accepted, as it was seen, and the event that tells it. */
    record Acceptance(Submission submission, SubmissionAccepted event, List<Check> checks, Instant at) {}

    /**
     * Accepts many at once.
     *
     * @return how many moved; the others had before
     */
    int accept(List<Acceptance> acceptances) {
        return moveAll(acceptances.stream().map(SubmissionSteps::accepted).toList());
    }

    /** Why one is refused, and the event that tells it. */
    record Refusal(Submission submission, SubmissionRejected event, List<Check> checks, Rejection rejection) {

        static Refusal of(Submission submission, List<Check> checks, Rejection rejection, Instant at) {
            List<String> reasons =
                    rejection.errors().stream().map(FieldError::code).distinct().toList();
            return new Refusal(
                    submission,
                    new SubmissionRejected(submission.id(), submission.cycle(), submission.agency(), at, reasons),
                    checks,
                    rejection);
        }
    }

    /** Rejects many at once. */
    void reject(List<Refusal> refusals) {
        int unused = moveAll(refusals.stream().map(SubmissionSteps::rejected).toList());
    }

    private int moveAll(List<Change> changes) {
        if (changes.isEmpty()) {
            return 0;
        }
        int moved = submissions
                .bulkWrite(changes.stream()
                        .map(one -> new UpdateOneModel<Document>(unchanged(one), one.update()))
                        .toList())
                .getModifiedCount();
        changes.forEach(one -> announce(true, one.seen().id()));
        return moved;
    }

    /** Does nothing when it lost its slot before. */
    void replace(SubmissionReplaced event) {
        make(event.id(), SubmissionMove.REPLACE, seen -> SubmissionSteps.replaced(seen, event));
    }

    /** As long as it is what was seen. Its slot is to be freed next, and then {@link #freed}. */
    boolean withdraw(Submission seen, SubmissionWithdrawn event) {
        return move(SubmissionSteps.withdrawn(seen, event));
    }

    /** A reviewer took it on, or a level passed it on: it cannot be withdrawn any more. */
    void takeUp(String id, String by, Instant at) {
        make(id, SubmissionMove.TAKE_UP, seen -> seen.reviewed() ? null : SubmissionSteps.takenUp(seen, by, at));
    }

    /** As its review said; what was overtaken by a later word of it is not followed. */
    void follow(String id, ReviewEvent.Decided decided, SubmissionMove move) {
        make(
                id,
                move,
                seen -> seen.reviewStep() > 0 && decided.order() <= seen.reviewStep()
                        ? null
                        : SubmissionSteps.followed(seen, decided, move));
    }

    /** Looks and moves until nobody came between the two; does nothing where the table has no such move any more. */
    private void make(String id, SubmissionMove move, Function<Submission, @Nullable Change> wanted) {
        boolean done = false;
        while (!done) {
            Change change = find(id).filter(seen -> move.mayBeMadeIn(seen.status()))
                    .map(wanted)
                    .orElse(null);
            done = change == null || move(change);
        }
    }

    private boolean move(Change change) {
        boolean moved =
                submissions.updateOne(unchanged(change), change.update()).getModifiedCount() == 1;
        announce(moved && change.told() != null, change.seen().id());
        return moved;
    }

    private static Bson unchanged(Change change) {
        Submission seen = change.seen();
        if (!change.move().mayBeMadeIn(seen.status())) {
            throw new IllegalStateException(change.move() + " is no move of " + seen.status());
        }
        return and(eq(seen.id()), eq("version", seen.version()));
    }

    private void announce(boolean moved, String id) {
        if (moved) {
            relays.announce(SOURCE.collection(), id);
        }
    }

    /** The body as filed, in RFC 8785 form; empty when there is no such submission. */
    Optional<String> body(String id) {
        return Optional.ofNullable(submissions
                        .find(eq(id))
                        .projection(include(SubmissionDocuments.BODY))
                        .first())
                .map(document -> document.getString(SubmissionDocuments.BODY));
    }

    /** The history, or empty when there is no such submission. */
    Optional<Trail> trail(String id) {
        return Optional.ofNullable(
                        submissions.find(eq(id)).projection(include(TRAIL)).first())
                .map(document -> Trail.of(
                        SubmissionSteps.KIND,
                        id,
                        document.getList(TRAIL, String.class, List.of()).stream()
                                .map(TrailStep::read)
                                .toList()));
    }

    /** The withdrawn ones whose slot was not seen to be freed: a crash came between. */
    List<Submission> holding() {
        List<Submission> found = new ArrayList<>();
        for (Document document : submissions.find(exists(HOLDING)).projection(SubmissionDocuments.BRIEF)) {
            found.add(SubmissionDocuments.read(document));
        }
        return found;
    }

    /** The slot of a withdrawn one is free. */
    void freed(String id) {
        submissions.updateOne(eq(id), unset(HOLDING));
    }

    static List<String> names(Collection<SubmissionStatus> statuses) {
        return statuses.stream().map(Enum::name).toList();
    }
}
