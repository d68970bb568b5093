package huikan.review.review;

import huikan.events.AgencyLevel;
import huikan.review.review.Decisions.DecisionBody;
import huikan.review.workflow.Act;
import huikan.review.workflow.Cases;
import huikan.review.workflow.ListCursor;
import huikan.review.workflow.Selection;
import huikan.review.workflow.StoredCases;
import huikan.service.page.Page;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
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

/** {@code /api/reviews}: the queue, and decisions one by one. */
@RestController
@RequestMapping("/api/reviews")
final class ReviewController {

    private final Cases<Review, ReviewStatus> cases;
    private final Decisions decisions;

    ReviewController(Cases<Review, ReviewStatus> cases, Decisions decisions) {
        this.cases = cases;
        this.decisions = decisions;
    }

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
                        .map(one -> ReviewView.of(one, act.today(), cases.moves(one, act)))
                        .toList(),
                slice.next());
    }

    @GetMapping("/{submission}")
    ResponseEntity<ReviewView> one(@PathVariable String submission, Caller caller) {
        return answer(cases.visible(submission, caller), caller);
    }

    @PostMapping("/{submission}/decisions")
    ResponseEntity<ReviewView> decide(
            @PathVariable String submission,
            @RequestBody DecisionBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        return answer(decisions.decide(cases.visible(submission, caller), body, ifMatch, caller), caller);
    }

    private ResponseEntity<ReviewView> answer(Review review, Caller caller) {
        Act act = cases.act(caller);
        return ResponseEntity.ok()
                .eTag(IfMatch.etag(review.version()))
                .body(ReviewView.of(review, act.today(), cases.moves(review, act)));
    }
}
