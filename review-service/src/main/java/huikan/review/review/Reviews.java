package huikan.review.review;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.inc;
import static java.util.Comparator.comparingLong;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Topics;
import huikan.review.review.ReviewRequests.Replaced;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Json;
import huikan.review.workflow.ListCursor;
import huikan.review.workflow.Move;
import huikan.review.workflow.Person;
import huikan.review.workflow.Selection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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

/** What becomes of reviews without a reviewer, and what stands below them. */
@Repository
class Reviews {

    /** Who moves a review when no person does. */
    static final Person SUITE = new Person("suite", null);

    private final MongoCollection<Document> reviews;
    private final Cases<Review, ReviewStatus> cases;
    private final ReviewSteps steps;

    Reviews(MongoDatabase database, Cases<Review, ReviewStatus> cases, ReviewSteps steps) {
        this.reviews = database.getCollection(ReviewWorkflow.KIND);
        this.cases = cases;
        this.steps = steps;
    }

    Optional<Review> find(String submission) {
        return cases.store().find(submission);
    }

    /**
     * Opens the reviews of submissions, each once. One without levels is approved at once, and says so.
     *
     * @param accepted none of them replaces another of them
     */
    void open(List<SubmissionAccepted> accepted) {
        if (accepted.isEmpty()) {
            return;
        }
        Map<String, Review> known = new HashMap<>();
        cases.store()
                .findAll(accepted.stream()
                        .flatMap(one -> Stream.of(one.id(), one.replaces()))
                        .filter(Objects::nonNull)
                        .toList())
                .forEach(one -> known.put(one.id(), one));
        List<SubmissionAccepted> fresh =
                accepted.stream().filter(one -> !known.containsKey(one.id())).toList();
        if (!fresh.isEmpty()) {
            cases.openAllBySuite(
                    fresh.stream()
                            .map(one -> steps.opened(
                                    one, Optional.ofNullable(one.replaces()).map(known::get)))
                            .toList(),
                    ReviewWorkflow.OPEN,
                    ReviewSteps::said,
                    SUITE);
        }
    }

    /** What stands of those directly below; not asked for where nothing is stated of them. */
    Below below(Review review) {
        List<String> stated =
                review.filed().stated().stream().map(Filed.Figure::indicator).toList();
        return stated.isEmpty()
                ? Below.NOTHING
                : Below.of(
                        stated,
                        standing(byAgency(and(eq("superior", review.agency()), eq("cycle", review.cycle()))))
                                .toList());
    }

    /** Where what an agency states of those below it is kept. */
    static String consolidation(String cycle, String agency) {
        return Topics.obligationKey(cycle, agency);
    }

    /**
     * Filings that state what others filed.
     *
     * @param standing those that are what their agencies report
     * @param countingOn those that were approved before these, and count as approved until these are
     */
    record Consolidating(List<String> standing, List<String> countingOn) {}

    /**
     * @param keys as {@link #consolidation}
     */
    Consolidating consolidating(Collection<String> keys) {
        if (keys.isEmpty()) {
            return new Consolidating(List.of(), List.of());
        }
        List<List<Standing>> each = byAgency(in("consolidates", keys));
        return new Consolidating(
                standing(each).map(Standing::submission).toList(),
                each.stream()
                        .flatMap(ofOne -> ofOne.stream()
                                .filter(one -> one.status() == ReviewStatus.APPROVED)
                                .findFirst()
                                .filter(one -> !one.equals(ofOne.getFirst()))
                                .stream())
                        .map(Standing::submission)
                        .toList());
    }

    /**
     * Of each agency and cycle the last, when it stands. One that was replaced after its approval stays approved here, and
     * stands no more, whatever became of the one after it.
     */
    private static Stream<Standing> standing(List<List<Standing>> each) {
        return each.stream().map(List::getFirst).filter(Standing::stands);
    }

    /** Of each agency and cycle all, the last one first. */
    private List<List<Standing>> byAgency(Bson filter) {
        Map<String, List<Standing>> each = new LinkedHashMap<>();
        for (Document document : reviews.find(filter)
                .projection(include("submission", "cycle", "agency", "revision", "status", "replacedBy", "filed"))) {
            Standing one = Json.read(document, Standing.class);
            each.computeIfAbsent(Topics.obligationKey(one.cycle(), one.agency()), first -> new ArrayList<>())
                    .add(one);
        }
        each.values().forEach(all -> all.sort(comparingLong(Standing::revision).reversed()));
        return List.copyOf(each.values());
    }

    /**
     * Something below a review has changed: who decides on it and has not seen that is refused.
     *
     * @return what it is now; empty when it neither waits nor is approved
     */
    Optional<Review> stir(String submission) {
        boolean stirred = reviews.updateOne(
                                and(
                                        eq(submission),
                                        in("status", ReviewStatus.WAITING.name(), ReviewStatus.APPROVED.name())),
                                inc("stirs", 1L))
                        .getModifiedCount()
                == 1;
        return stirred ? find(submission) : Optional.empty();
    }

    /** What was passed counts no more; false when somebody moved it at this moment. */
    boolean takeBack(Review seen, String move, Below passed, Below now) {
        return cases.moveBySuite(
                        seen,
                        move,
                        new ReviewRequests.TakenBack(passed.changedSums(now), passed.changedFilings(now)),
                        SUITE)
                .isPresent();
    }

    /**
     * Nothing is left to decide: the submission was withdrawn, or replaced while it waited.
     *
     * @param replacedBy the correction; null for one that was withdrawn, and then it counts even where it was decided on
     */
    void withdraw(String submission, @Nullable String replacedBy) {
        var unused = replacedBy == null
                ? cases.moveBySuite(
                        submission, "withdraw", new Move.None(), SUITE, one -> one.status() != ReviewStatus.WITHDRAWN)
                : cases.moveBySuite(
                        submission,
                        "replace",
                        new Replaced(replacedBy),
                        SUITE,
                        one -> one.status() == ReviewStatus.WAITING);
    }

    long count(ReviewStatus status) {
        return reviews.countDocuments(eq("status", status.name()));
    }

    /** When the oldest of a state was received. */
    Optional<Instant> oldest(ReviewStatus status) {
        return cases.store().list(Selection.ofAll().status(status), ListCursor.OPENED, null, 1).cases().stream()
                .map(Review::receivedAt)
                .findFirst();
    }
}
