package huikan.review.walk;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.exclude;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.push;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.ReturnDocument;
import huikan.events.AgencyLevel;
import huikan.events.Event;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Topics;
import huikan.review.matter.Queue;
import huikan.review.matter.Queued;
import huikan.service.outbox.Outbox;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import huikan.service.store.Duplicates;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** The reviews. A move, its step in the trail, the event that tells it and its next timer are one write. */
@Repository
class Reviews implements Queue {

    /** The collection; its outbox is relayed. */
    static final OutboxSource SOURCE = new OutboxSource("reviews");

    static final String WAITING = "waitingFor";
    static final String DUE = "due";

    private static final String TRAIL = "trail";
    private static final String ALARM = "alarm";

    private final MongoCollection<Document> reviews;
    private final OutboxRelays relays;
    private final ReviewSteps steps;

    Reviews(MongoDatabase database, OutboxRelays relays, ReviewSteps steps) {
        this.reviews = database.getCollection(SOURCE.collection());
        this.relays = relays;
        this.steps = steps;
        reviews.createIndex(Indexes.ascending("seenBy", "status", "level", "rank"));
        reviews.createIndex(Indexes.ascending("seenBy", "status", "rank"));
        reviews.createIndex(Indexes.ascending("seenBy", "rank"));
        reviews.createIndex(Indexes.ascending("status", "rank"));
        reviews.createIndex(Indexes.ascending("rank"));
        reviews.createIndex(Indexes.ascending("superior", "cycle"));
        reviews.createIndex(Indexes.ascending(ReviewDocuments.CONSOLIDATES), new IndexOptions().sparse(true));
        reviews.createIndex(Indexes.ascending(WAITING, DUE));
        // sparse: only what has a timer is in it
        reviews.createIndex(Indexes.ascending(ALARM), new IndexOptions().sparse(true));
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
                fresh.put(one.id(), document(steps.opened(one, before)));
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

    private Document document(ReviewChange opened) {
        Review review = opened.after();
        Document fresh = ReviewDocuments.document(review)
                .append(TRAIL, List.of(opened.step().text()))
                .append("rank", rank(review));
        Instant alarm = steps.alarm(review);
        if (alarm != null) {
            fresh.append(ALARM, Date.from(alarm));
        }
        if (!opened.events().isEmpty()) {
            fresh.append(
                    Outbox.FIELD, Outbox.of(opened.step().at(), opened.events().toArray(Event[]::new)));
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

    /**
     * Empty when it is no longer what was seen, or when something below it has changed since.
     *
     * @param below what stands below, asked for after the review
     */
    Optional<Review> pass(Review seen, Decision decision, Below below) {
        return write(seen, steps.passed(seen, decision, below), and(unchanged(seen), eq("stirs", seen.stirs())));
    }

    /** One level sends it back; empty when it is no longer what was seen. */
    Optional<Review> sendBack(Review seen, Decision decision) {
        return write(seen, steps.sentBack(seen, decision));
    }

    /** The change, its step in the trail, its event and its next timer; empty when it is no longer what was seen. */
    Optional<Review> write(Review seen, ReviewChange change) {
        return write(seen, change, unchanged(seen));
    }

    private static Bson unchanged(Review seen) {
        return and(eq(seen.submission()), eq("version", seen.version()));
    }

    private Optional<Review> write(Review seen, ReviewChange change, Bson unchanged) {
        Review after = change.after();
        if (seen.status() != after.status() && !seen.status().mayBecome(after.status())) {
            throw new IllegalStateException(seen.status() + " does not become " + after.status());
        }
        List<Bson> changes = new ArrayList<>();
        ReviewDocuments.moving(after).forEach((field, value) -> changes.add(set(field, value)));
        changes.add(push(TRAIL, change.step().text()));
        changes.add(alarm(steps.alarm(after)));
        if (!change.events().isEmpty()) {
            changes.add(Outbox.push(change.step().at(), change.events().toArray(Event[]::new)));
        }
        boolean moved = reviews.updateOne(unchanged, combine(changes)).getModifiedCount() == 1;
        if (moved && !change.events().isEmpty()) {
            relays.announce(SOURCE.collection(), seen.submission());
        }
        return moved ? Optional.of(after) : Optional.empty();
    }

    private static Bson alarm(@Nullable Instant at) {
        return at == null ? unset(ALARM) : set(ALARM, Date.from(at));
    }

    /** The timer goes off at another time, and nothing else changes. */
    void rearm(Review seen, @Nullable Instant alarm) {
        reviews.updateOne(unchanged(seen), alarm(alarm));
    }

    /** The timers of all that have one go off at the times that are worked out now. */
    void rearm(Function<Review, @Nullable Instant> next) {
        for (Document document : reviews.find(exists(ALARM)).projection(exclude(TRAIL, Outbox.FIELD))) {
            Review review = ReviewDocuments.read(document);
            Instant at = next.apply(review);
            if (!Objects.equals(at, document.getDate(ALARM).toInstant())) {
                rearm(review, at);
            }
        }
    }

    /** Hands over those whose timer should have gone off, the oldest first; says how many there were. */
    int due(Instant now, int most, Consumer<Review> handler) {
        List<Review> due = read(lte(ALARM, Date.from(now)), ALARM, most);
        due.forEach(handler);
        return due.size();
    }

    @Override
    public String kind() {
        return SOURCE.collection();
    }

    @Override
    public List<Queued> waiting(Collection<String> keys, @Nullable String after, int most, LocalDate today) {
        return reviews.find(after == null ? in(WAITING, keys) : and(in(WAITING, keys), gt(DUE, after)))
                .projection(Queued.FIELDS)
                .sort(ascending(DUE))
                .limit(most)
                .map(one -> Queued.of(one, today))
                .into(new ArrayList<>());
    }

    @Override
    public long count(Collection<String> keys, int most) {
        return reviews.countDocuments(in(WAITING, keys), new CountOptions().limit(most));
    }

    /** What stands of those directly below; not asked for where nothing is stated of them. */
    Below below(Review review) {
        return review.additive().isEmpty()
                ? Below.NOTHING
                : Below.of(
                        review.additive(), standing(and(eq("superior", review.agency()), eq("cycle", review.cycle()))));
    }

    /** Where what an agency states of those below it is kept. */
    static String consolidation(String cycle, String agency) {
        return Topics.obligationKey(cycle, agency);
    }

    /**
     * The standing filings that state what others filed.
     *
     * @param keys as {@link #consolidation}
     */
    List<Review> consolidating(Collection<String> keys) {
        return keys.isEmpty() ? List.of() : standing(in(ReviewDocuments.CONSOLIDATES, keys));
    }

    /**
     * Of each agency and cycle the last, when it stands. One that was replaced after its approval stays approved here, and
     * stands no more, whatever became of the one after it.
     */
    private List<Review> standing(Bson filter) {
        Map<String, Review> latest = new LinkedHashMap<>();
        for (Document document : reviews.find(filter).projection(exclude(TRAIL, Outbox.FIELD))) {
            Review review = ReviewDocuments.read(document);
            latest.merge(
                    Topics.obligationKey(review.cycle(), review.agency()),
                    review,
                    (known, other) -> known.revision() > other.revision() ? known : other);
        }
        return latest.values().stream().filter(Review::stands).toList();
    }

    /**
     * Something below a review has changed: who decides on it and has not seen that is refused.
     *
     * @return what it is now; empty when it neither waits nor is approved
     */
    Optional<Review> stir(String submission) {
        Document stirred = reviews.findOneAndUpdate(
                and(eq(submission), in("status", ReviewStatus.WAITING.name(), ReviewStatus.APPROVED.name())),
                inc("stirs", 1L),
                new FindOneAndUpdateOptions()
                        .returnDocument(ReturnDocument.AFTER)
                        .projection(exclude(TRAIL, Outbox.FIELD)));
        return Optional.ofNullable(stirred).map(ReviewDocuments::read);
    }

    private List<Review> read(Bson filter, String order, int most) {
        List<Review> found = new ArrayList<>();
        for (Document document : reviews.find(filter)
                .projection(exclude(TRAIL, Outbox.FIELD))
                .sort(ascending(order))
                .limit(most)) {
            found.add(ReviewDocuments.read(document));
        }
        return found;
    }

    /**
     * Nothing is left to decide: the submission was withdrawn, or replaced while it waited.
     *
     * @param replacedBy the correction; null for one that was withdrawn, and then it counts even where it was decided on
     */
    void withdraw(String submission, @Nullable String replacedBy) {
        Optional<Review> seen = find(submission);
        while (seen.filter(review -> isWithdrawable(review, replacedBy)).isPresent()) {
            boolean taken =
                    write(seen.get(), steps.withdrawn(seen.get(), replacedBy)).isPresent();
            // a decision that crossed with it was first, and is looked at
            seen = taken ? Optional.empty() : find(submission);
        }
    }

    private static boolean isWithdrawable(Review review, @Nullable String replacedBy) {
        return replacedBy == null
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
                                .map(TrailStep::read)
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
        return read(and(conditions), "rank", limit);
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
}
