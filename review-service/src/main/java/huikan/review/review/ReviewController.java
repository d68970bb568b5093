package huikan.review.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.AgencyLevel;
import huikan.problem.FieldError;
import huikan.review.review.ReviewRequests.ItemRequest;
import huikan.review.review.ReviewRequests.Pass;
import huikan.review.review.ReviewRequests.Return;
import huikan.review.workflow.Act;
import huikan.review.workflow.Cases;
import huikan.review.workflow.ListCursor;
import huikan.review.workflow.Selection;
import huikan.review.workflow.StoredCases;
import huikan.service.page.Page;
import huikan.service.problem.IfMatch;
import huikan.service.problem.ProblemBody;
import huikan.service.problem.ProblemException;
import huikan.service.problem.Problems;
import huikan.service.security.Caller;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/reviews}: the queue, decisions one by one and many at once, and what differs from the filing before. */
@RestController
@RequestMapping("/api/reviews")
final class ReviewController {

    private static final int MOST_AT_ONCE = 500;

    private final Cases<Review, ReviewStatus> cases;
    private final FiledDocuments documents;

    ReviewController(Cases<Review, ReviewStatus> cases, FiledDocuments documents) {
        this.cases = cases;
        this.documents = documents;
    }

    record DecisionBody(
            Decision.@Nullable Kind decision,
            @Nullable String comment,
            @Nullable List<ItemRequest> items,
            @Nullable LocalDate dueOn,
            @Nullable String digest) {}

    /** One of many decisions; {@code version} stands for {@code If-Match}. */
    record BulkDecision(
            String submission,
            long version,
            Decision.@Nullable Kind decision,
            @Nullable String comment,
            @Nullable List<ItemRequest> items,
            @Nullable LocalDate dueOn,
            @Nullable String digest) {
        DecisionBody body() {
            return new DecisionBody(decision, comment, items, dueOn, digest);
        }
    }

    record BulkBody(List<BulkDecision> decisions) {}

    /** Either the review as it now stands, or why it does not. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BulkAnswer(
            String submission,
            @Nullable ReviewView review,
            @Nullable ProblemBody problem) {}

    record BulkView(List<BulkAnswer> items) {}

    record ChangesView(String submission, @Nullable String replaces, List<Changes.Change> changes) {}

    @GetMapping
    Page<ReviewView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable AgencyLevel level,
            @RequestParam(required = false) @Nullable ReviewStatus state,
            @RequestParam(required = false) @Nullable String cycle,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        Act act = cases.act(caller);
        Selection selection = Selection.of(caller)
                .under(under)
                .where("level", level == null ? null : level.name())
                .status(state)
                .where("cycle", cycle);
        StoredCases.Slice<Review> slice = cases.store().list(selection, ListCursor.OPENED, cursor, Page.limit(limit));
        return new Page<>(
                slice.cases().stream()
                        .map(one -> ReviewView.of(one, act.today()))
                        .toList(),
                slice.next());
    }

    @GetMapping("/{submission}")
    ResponseEntity<ReviewView> one(@PathVariable String submission, Caller caller) {
        return answer(cases.visible(submission, caller), caller);
    }

    @GetMapping("/{submission}/changes")
    ChangesView changes(@PathVariable String submission, Caller caller) {
        Review review = cases.visible(submission, caller);
        List<Changes.Change> changes = Optional.ofNullable(review.replaces())
                .flatMap(documents::find)
                .flatMap(before -> documents.find(submission).map(after -> Changes.between(before, after)))
                .orElse(List.of());
        return new ChangesView(submission, review.replaces(), changes);
    }

    @PostMapping("/{submission}/decisions")
    ResponseEntity<ReviewView> decide(
            @PathVariable String submission,
            @RequestBody DecisionBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        return answer(decided(cases.visible(submission, caller), body, ifMatch, caller), caller);
    }

    @PostMapping("/decisions")
    BulkView decide(@RequestBody BulkBody body, Caller caller) {
        if (body.decisions().size() > MOST_AT_ONCE) {
            throw ReviewProblem.TOO_MANY.because("At most " + MOST_AT_ONCE + " at once; came "
                    + body.decisions().size() + ".");
        }
        List<BulkAnswer> answers = new ArrayList<>();
        for (BulkDecision one : body.decisions()) {
            answers.add(answer(one, caller));
        }
        return new BulkView(answers);
    }

    private BulkAnswer answer(BulkDecision one, Caller caller) {
        try {
            Review decided =
                    decided(cases.visible(one.submission(), caller), one.body(), IfMatch.etag(one.version()), caller);
            return new BulkAnswer(
                    one.submission(), ReviewView.of(decided, cases.act(caller).today()), null);
        } catch (RuntimeException refused) {
            ProblemException problem = Problems.of(refused);
            return new BulkAnswer(one.submission(), null, ProblemBody.of(problem, null));
        }
    }

    /** A decision is one of two moves; which one stands in its body. */
    private Review decided(Review seen, DecisionBody body, @Nullable String ifMatch, Caller caller) {
        List<ItemRequest> items = body.items() == null ? List.of() : body.items();
        if (body.decision() == Decision.Kind.RETURN) {
            Return request = new Return(body.comment(), items, body.dueOn(), body.digest());
            return cases.move(seen, "return", ifMatch, request, caller);
        }
        cases.require(seen, "pass", ifMatch, caller);
        if (body.decision() == null) {
            throw ReviewProblem.INVALID.because(
                    "It says neither.", List.of(new FieldError("/decision", "field.missing", "PASS or RETURN.")));
        }
        if (!items.isEmpty() || body.dueOn() != null) {
            throw ReviewProblem.INVALID.because(
                    "A return is meant, or something is left over.",
                    List.of(new FieldError("/items", "field.unfitting", "A PASS has no items and no due date.")));
        }
        return cases.move(seen, "pass", ifMatch, new Pass(body.comment(), body.digest()), caller);
    }

    private ResponseEntity<ReviewView> answer(Review review, Caller caller) {
        return ResponseEntity.ok()
                .eTag(IfMatch.etag(review.version()))
                .body(ReviewView.of(review, cases.act(caller).today()));
    }
}
