package huikan.submission.filing;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import huikan.events.IntakeEvent.SubmissionReceived;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionRejected;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.filing.FilingRead.WellFormed;
import huikan.problem.FieldError;
import huikan.service.outbox.Outbox;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import huikan.service.store.Duplicates;
import huikan.submission.filing.Submission.Rejection;
import huikan.submission.rule.Check;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Repository;

/** The submissions. Every move of a status is one write with its event, and only from where the table allows it. */
@Repository
public class Submissions {

    /** The collection; its outbox is relayed. */
    public static final OutboxSource SOURCE = new OutboxSource("submissions");

    private static final String STATUS = "status";

    /** It was withdrawn and may still hold its slot. */
    private static final String HOLDING = "holding";

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
        for (Document document : submissions.find(in("_id", ids))) {
            found.put(document.getString("_id"), SubmissionDocuments.read(document));
        }
        return found;
    }

    Optional<Submission> find(String id) {
        return Optional.ofNullable(submissions.find(eq(id)).first()).map(SubmissionDocuments::read);
    }

    /** One that is accepted, and the event that tells it. */
    record Acceptance(SubmissionAccepted event, List<Check> checks, Instant at) {}

    /**
     * RECEIVED → ACCEPTED, many at once.
     *
     * @return how many moved; the others had before
     */
    int accept(List<Acceptance> acceptances) {
        return moveAll(
                SubmissionStatus.ACCEPTED,
                acceptances.stream()
                        .map(one -> new Move(
                                one.event(),
                                one.at(),
                                List.of(
                                        set("revision", one.event().revision()),
                                        set("late", one.event().late()),
                                        checks(one.checks()))))
                        .toList());
    }

    /** Why one is refused, and the event that tells it. */
    record Refusal(SubmissionRejected event, List<Check> checks, Rejection rejection) {

        static Refusal of(Submission submission, List<Check> checks, Rejection rejection, Instant at) {
            List<String> reasons =
                    rejection.errors().stream().map(FieldError::code).distinct().toList();
            return new Refusal(
                    new SubmissionRejected(submission.id(), submission.cycle(), submission.agency(), at, reasons),
                    checks,
                    rejection);
        }
    }

    /** RECEIVED → REJECTED, many at once. */
    void reject(List<Refusal> refusals) {
        moveAll(
                SubmissionStatus.REJECTED,
                refusals.stream()
                        .map(one -> new Move(
                                one.event(),
                                one.event().at(),
                                List.of(
                                        set("rejection", SubmissionDocuments.document(one.rejection())),
                                        checks(one.checks()))))
                        .toList());
    }

    private static Bson checks(List<Check> checks) {
        return set("checks", checks.stream().map(SubmissionDocuments::document).toList());
    }

    /** One of many moves, the event that tells it and what else changes. */
    private record Move(SubmissionEvent event, Instant at, List<Bson> more) {}

    private int moveAll(SubmissionStatus target, List<Move> moves) {
        if (moves.isEmpty()) {
            return 0;
        }
        int moved = submissions
                .bulkWrite(moves.stream()
                        .map(one -> new UpdateOneModel<Document>(
                                mayBecome(one.event().subject(), target),
                                move(target, one.at(), one.event(), one.more().toArray(Bson[]::new))))
                        .toList())
                .getModifiedCount();
        moves.forEach(one -> announce(true, one.event().subject()));
        return moved;
    }

    /** ACCEPTED, RETURNED or APPROVED → REPLACED. */
    boolean replace(SubmissionReplaced event) {
        return move(event.id(), SubmissionStatus.REPLACED, event.at(), event);
    }

    /**
     * ACCEPTED → WITHDRAWN, as long as it is what was seen and no level has passed it. Its slot is to be freed next, and
     * then {@link #freed}.
     */
    boolean withdraw(SubmissionWithdrawn event, long seenVersion) {
        boolean moved = submissions
                        .updateOne(
                                and(
                                        mayBecome(event.id(), SubmissionStatus.WITHDRAWN),
                                        eq("version", seenVersion),
                                        eq("reviewed", false)),
                                move(SubmissionStatus.WITHDRAWN, event.at(), event, set(HOLDING, true)))
                        .getModifiedCount()
                == 1;
        announce(moved, event.id());
        return moved;
    }

    /** A reviewer took it on, or a level passed it on: it cannot be withdrawn any more. */
    void markReviewed(String id) {
        submissions.updateOne(and(eq(id), eq("reviewed", false)), combine(set("reviewed", true), inc("version", 1L)));
    }

    /** ACCEPTED → RETURNED or APPROVED, as the review said; the review's own event tells it. */
    boolean follow(String id, SubmissionStatus status) {
        return submissions
                        .updateOne(
                                mayBecome(id, status),
                                combine(set(STATUS, status.name()), set("reviewed", true), inc("version", 1L)))
                        .getModifiedCount()
                == 1;
    }

    private boolean move(String id, SubmissionStatus target, Instant at, SubmissionEvent event, Bson... more) {
        boolean moved = submissions
                        .updateOne(mayBecome(id, target), move(target, at, event, more))
                        .getModifiedCount()
                == 1;
        announce(moved, id);
        return moved;
    }

    private static Bson mayBecome(String id, SubmissionStatus target) {
        return and(eq(id), in(STATUS, names(SubmissionStatus.before(target))));
    }

    private static Bson move(SubmissionStatus target, Instant at, SubmissionEvent event, Bson... more) {
        List<Bson> changes = new ArrayList<>(List.of(more));
        changes.add(set(STATUS, target.name()));
        changes.add(inc("version", 1L));
        changes.add(Outbox.push(at, event));
        return combine(changes);
    }

    private void announce(boolean moved, String id) {
        if (moved) {
            relays.announce(SOURCE.collection(), id);
        }
    }

    /** The withdrawn ones whose slot was not seen to be freed: a crash came between. */
    List<Submission> holding() {
        List<Submission> found = new ArrayList<>();
        for (Document document : submissions.find(exists(HOLDING))) {
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
