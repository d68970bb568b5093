package huikan.review.walk;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewPassed;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.service.outbox.Outbox;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import huikan.service.store.Duplicates;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The reviews. A decision, the move that it makes and the event that tells it are one write. */
@Repository
class Reviews {

    /** The collection; its outbox is relayed. */
    static final OutboxSource SOURCE = new OutboxSource("reviews");

    private static final String TRAIL = "trail";

    private final MongoCollection<Document> reviews;
    private final OutboxRelays relays;
    private final Clock clock;

    Reviews(MongoDatabase database, OutboxRelays relays, Clock clock) {
        this.reviews = database.getCollection(SOURCE.collection());
        this.relays = relays;
        this.clock = clock;
        reviews.createIndex(Indexes.ascending("seenBy", "status", "level", "rank"));
        reviews.createIndex(Indexes.ascending("seenBy", "status", "rank"));
        reviews.createIndex(Indexes.ascending("seenBy", "rank"));
        reviews.createIndex(Indexes.ascending("status", "rank"));
        reviews.createIndex(Indexes.ascending("rank"));
    }

    Optional<Review> find(String submission) {
        return Optional.ofNullable(
                        reviews.find(eq(submission)).projection(exclude(TRAIL)).first())
                .map(ReviewDocuments::read);
    }

    /**
     * Opens the reviews of submissions, each once. One without levels is approved at once, and says so.
     *
     * @param accepted none of them replaces another of them
     */
    void open(List<SubmissionAccepted> accepted) {
        Map<String, Review> known = findAll(accepted.stream()
                .flatMap(one -> Stream.of(one.id(), one.replaces()))
                .filter(Objects::nonNull)
                .toList());
        Map<String, Document> fresh = new LinkedHashMap<>();
        for (SubmissionAccepted one : accepted) {
            if (!known.containsKey(one.id())) {
                Optional<Review> before = Optional.ofNullable(one.replaces()).map(known::get);
                fresh.put(one.id(), document(Review.opened(one, before)));
            }
        }
        if (fresh.isEmpty()) {
            return;
        }
        try {
            reviews.insertMany(List.copyOf(fresh.values()), new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException twice) {
            // another instance was quicker with some
            Duplicates.orThrow(twice);
        }
        fresh.keySet().forEach(id -> relays.announce(SOURCE.collection(), id));
    }

    private Document document(Review review) {
        Instant now = clock.instant();
        TrailStep step = ReviewTrail.opened(review, now);
        Document fresh = ReviewDocuments.document(review)
                .append("head", step.hash())
                .append(TRAIL, List.of(ReviewTrail.text(step)))
                .append("rank", rank(review));
        if (review.status() == ReviewStatus.APPROVED) {
            fresh.append(Outbox.FIELD, Outbox.of(now, approved(review, "no-superior", now)));
        }
        return fresh;
    }

    private Map<String, Review> findAll(List<String> submissions) {
        Map<String, Review> found = new HashMap<>();
        if (!submissions.isEmpty()) {
            for (Document document : reviews.find(in("_id", submissions)).projection(exclude(TRAIL))) {
                found.put(document.getString("_id"), ReviewDocuments.read(document));
            }
        }
        return found;
    }

    /** One level passes it on, or approves it when it is the last; false when it is no longer what was seen. */
    boolean pass(Review seen, Decision decision) {
        if (seen.isLastLevel()) {
            return decide(
                    seen,
                    decision,
                    ReviewStatus.APPROVED,
                    approved(seen, decision.by(), decision.at()),
                    set("level", null));
        }
        ReviewPassed passed = new ReviewPassed(
                seen.submission(),
                seen.cycle(),
                seen.agency(),
                seen.revision(),
                seen.digest(),
                decision.level(),
                decision.by(),
                decision.at());
        return decide(
                seen,
                decision,
                ReviewStatus.WAITING,
                passed,
                set("at", seen.at() + 1),
                set("level", seen.levels().get(seen.at() + 1).level().name()));
    }

    /** One level sends it back; false when it is no longer what was seen. */
    boolean sendBack(Review seen, Decision decision) {
        ReviewReturned returned = new ReviewReturned(
                seen.submission(),
                seen.cycle(),
                seen.agency(),
                seen.revision(),
                seen.digest(),
                decision.level(),
                decision.items(),
                java.util.Objects.requireNonNull(decision.dueOn()),
                decision.by(),
                decision.at());
        return decide(
                seen,
                decision,
                ReviewStatus.RETURNED,
                returned,
                set("level", null),
                set("dueOn", returned.dueOn().toString()));
    }

    private boolean decide(Review seen, Decision decision, ReviewStatus target, ReviewEvent event, Bson... more) {
        List<Bson> changes = new ArrayList<>(List.of(more));
        changes.add(set("status", target.name()));
        changes.add(push("decisions", ReviewDocuments.document(decision)));
        changes.addAll(step(ReviewTrail.decided(seen, decision, target)));
        changes.add(Outbox.push(decision.at(), event));
        boolean moved = reviews.updateOne(
                                and(eq(seen.submission()), eq("version", seen.version()), mayBecome(target)),
                                combine(changes))
                        .getModifiedCount()
                == 1;
        if (moved) {
            relays.announce(SOURCE.collection(), seen.submission());
        }
        return moved;
    }

    /** The version and the head of the trail grow with each change. */
    private static List<Bson> step(TrailStep step) {
        return List.of(set("version", step.n()), set("head", step.hash()), push(TRAIL, ReviewTrail.text(step)));
    }

    /** Nothing is left to decide: the submission was withdrawn, or replaced while it waited. */
    void withdraw(String submission, boolean evenIfDecided) {
        Optional<Review> seen = find(submission);
        while (seen.filter(review -> isWithdrawable(review, evenIfDecided)).isPresent()) {
            Review review = seen.get();
            List<Bson> changes = new ArrayList<>(step(ReviewTrail.withdrawn(review, clock.instant())));
            changes.add(set("status", ReviewStatus.WITHDRAWN.name()));
            changes.add(set("level", null));
            boolean taken = reviews.updateOne(
                                    and(
                                            eq(submission),
                                            eq("version", review.version()),
                                            mayBecome(ReviewStatus.WITHDRAWN)),
                                    combine(changes))
                            .getModifiedCount()
                    == 1;
            // a decision that crossed with it was first, and is looked at
            seen = taken ? Optional.empty() : find(submission);
        }
    }

    private static boolean isWithdrawable(Review review, boolean evenIfDecided) {
        return evenIfDecided
                ? review.status().mayBecome(ReviewStatus.WITHDRAWN)
                : review.status() == ReviewStatus.WAITING;
    }

    /** The history, or empty when there is no such review. */
    Optional<Trail> trail(String submission) {
        return Optional.ofNullable(reviews.find(eq(submission)).first())
                .map(document -> Trail.of(
                        ReviewTrail.KIND,
                        submission,
                        document.getList(TRAIL, String.class, List.of()).stream()
                                .map(ReviewTrail::read)
                                .toList()));
    }

    /**
     * What an agency may see, in the order of receipt.
     *
     * @param seenBy null for all
     * @param after the {@link #rank} after which the page begins
     */
    List<Review> list(
            @Nullable String seenBy,
            @Nullable String under,
            @Nullable AgencyLevel level,
            @Nullable ReviewStatus status,
            @Nullable String cycle,
            @Nullable String after,
            int limit) {
        List<Bson> conditions = new ArrayList<>(List.of(new Document()));
        // the narrower first: it is the one that an index looks up
        addIf(conditions, "seenBy", under);
        addIf(conditions, "seenBy", seenBy);
        addIf(conditions, "level", level == null ? null : level.name());
        addIf(conditions, "status", status == null ? null : status.name());
        addIf(conditions, "cycle", cycle);
        if (after != null) {
            conditions.add(gt("rank", after));
        }
        List<Review> found = new ArrayList<>();
        for (Document document : reviews.find(and(conditions))
                .projection(exclude(TRAIL, Outbox.FIELD))
                .sort(ascending("rank"))
                .limit(limit)) {
            found.add(ReviewDocuments.read(document));
        }
        return found;
    }

    long count(ReviewStatus status) {
        return reviews.countDocuments(eq("status", status.name()));
    }

    /** The order of a list: by time of receipt, then by id. */
    static String rank(Review review) {
        return String.format("%015d", review.receivedAt().toEpochMilli()) + "-" + review.submission();
    }

    private static void addIf(List<Bson> conditions, String field, @Nullable String value) {
        if (value != null) {
            conditions.add(eq(field, value));
        }
    }

    private static Bson mayBecome(ReviewStatus target) {
        return in("status", ReviewStatus.before(target).stream().map(Enum::name).toList());
    }

    private static ReviewApproved approved(Review review, String by, Instant at) {
        return new ReviewApproved(
                review.submission(), review.cycle(), review.agency(), review.revision(), review.digest(), by, at);
    }
}
