package huikan.analytics.turnaround;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.addToSet;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.min;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import huikan.analytics.position.ReadPositions;
import huikan.analytics.position.ReadPositions.Read;
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
import huikan.events.SubmissionEvent.ObligationAmended;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionDecided;
import huikan.events.SubmissionEvent.SubmissionRejected;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.Superior;
import huikan.events.Topics;
import huikan.service.store.Upserts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    private static final String PATH = "path";
    private static final String CYCLE = "cycle";
    private static final String AGENCY = "agency";
    private static final String REVISION = "revision";

    private final MongoCollection<Document> filings;
    private final ReadPositions positions;

    Turnarounds(MongoDatabase database, ReadPositions positions) {
        this.positions = positions;
        this.filings = database.getCollection("review-times");
        filings.createIndex(Indexes.ascending(PATH, CYCLE, AGENCY, REVISION));
    }

    /**
     * @return when they happened
     */
    List<Instant> filed(List<SubmissionEvent> events) {
        List<UpdateOneModel<Document>> changes = new ArrayList<>();
        List<Instant> happened = new ArrayList<>();
        for (SubmissionEvent event : events) {
            switch (event) {
                case SubmissionAccepted accepted -> {
                    changes.add(accepted(accepted));
                    happened.add(accepted.receivedAt());
                }
                case SubmissionWithdrawn withdrawn -> {
                    changes.add(ended(withdrawn.id(), withdrawn.at()));
                    happened.add(withdrawn.at());
                }
                case SubmissionReplaced replaced -> {
                    changes.add(ended(replaced.id(), replaced.at()));
                    happened.add(replaced.at());
                }
                case SubmissionRejected rejected -> {}
                // told by the review itself
                case SubmissionDecided decided -> {}
                case ObligationOpened opened -> {}
                case ObligationAmended amended -> {}
            }
        }
        Upserts.write(filings, changes);
        return happened;
    }

    /** Likewise. */
    List<Instant> decided(List<ReviewEvent> events) {
        List<UpdateOneModel<Document>> changes = new ArrayList<>();
        List<Instant> happened = new ArrayList<>();
        for (ReviewEvent event : events) {
            Step step = step(event);
            if (step != null) {
                changes.add(update(event.submission(), addToSet("steps", document(step))));
                happened.add(step.at());
            }
        }
        Upserts.write(filings, changes);
        return happened;
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
                        set(PATH, path),
                        set(CYCLE, event.cycle()),
                        set(AGENCY, event.agency()),
                        set(REVISION, event.revision()),
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

    /** How far the topics have been read, by their names; to be asked before {@link #of}. */
    public SortedMap<String, Read> read() {
        return new TreeMap<>(Map.of(
                Topics.SUBMISSIONS, positions.of(TurnaroundListener.SUBMISSIONS),
                Topics.REVIEWS, positions.of(TurnaroundListener.REVIEWS)));
    }

    /**
     * Of each level that decides on filings of an agency and of those that it stood above when they filed. The filings of one agency are
     * in memory at a time.
     *
     * @param seenBy one of whom must have stood above them, too; none for everybody
     */
    public List<LevelTurnaround> of(String cycle, String under, Set<String> seenBy, Instant asOf) {
        Bson asked = seenBy.isEmpty() || seenBy.contains(under)
                ? and(eq(PATH, under), eq(CYCLE, cycle))
                : and(eq(PATH, under), in(PATH, seenBy), eq(CYCLE, cycle));
        LevelTurnaround.Counting counting = new LevelTurnaround.Counting(asOf);
        List<Reviewed> ofAgency = new ArrayList<>();
        String agency = "";
        for (Document one : filings.find(asked)
                .projection(exclude(PATH))
                .sort(ascending(AGENCY, REVISION))
                .batchSize(BATCH)) {
            if (!agency.equals(one.getString(AGENCY))) {
                count(ofAgency, counting);
                ofAgency.clear();
                agency = one.getString(AGENCY);
            }
            ofAgency.add(reviewed(one));
        }
        count(ofAgency, counting);
        return counting.levels();
    }

    private void count(List<Reviewed> filed, LevelTurnaround.Counting counting) {
        Set<String> counted = filed.stream().map(Reviewed::submission).collect(Collectors.toSet());
        List<Reviewed> all = new ArrayList<>(filed);
        // of an agency that has moved, what it corrects is another superior's
        Set<String> known = new HashSet<>(counted);
        for (List<String> missing = missing(all, known); !missing.isEmpty(); missing = missing(all, known)) {
            known.addAll(missing);
            filings.find(in("_id", missing)).forEach(one -> all.add(reviewed(one)));
        }
        counting.add(all, counted);
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
                one.get(REVISION, 0L),
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
