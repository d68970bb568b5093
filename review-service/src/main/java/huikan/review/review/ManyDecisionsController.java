package huikan.review.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.AgencyLevel;
import huikan.problem.FieldError;
import huikan.review.review.Decisions.DecisionBody;
import huikan.review.review.FittingReviews.Fitting;
import huikan.review.review.ReviewRequests.ItemRequest;
import huikan.review.workflow.Act;
import huikan.review.workflow.Cases;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.IfMatch;
import huikan.service.problem.ProblemBody;
import huikan.service.problem.ProblemException;
import huikan.service.problem.Problems;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/reviews/decisions}: many decisions at once, of a list or over a filter, and how many a filter takes. */
@RestController
@RequestMapping("/api/reviews")
final class ManyDecisionsController {

    private final Cases<Review, ReviewStatus> cases;
    private final Decisions decisions;
    private final FittingReviews fitting;

    ManyDecisionsController(Cases<Review, ReviewStatus> cases, Decisions decisions, FittingReviews fitting) {
        this.cases = cases;
        this.decisions = decisions;
        this.fitting = fitting;
    }

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

    /**
     * Either decisions one by one, or one over a filter.
     *
     * @param decisions at most 500; null with a filter
     * @param filter which of those that wait for the caller are passed, at most 500; null with decisions
     * @param decision PASS: each return has items of its own
     * @param expected how many the caller was told that fit; another number refuses all
     */
    record BulkBody(
            @Nullable List<BulkDecision> decisions,
            @Nullable ReviewFilter filter,
            Decision.@Nullable Kind decision,
            @Nullable String comment,
            @Nullable Integer expected) {}

    /** Either the review as it now stands, or why it does not. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record BulkAnswer(
            String submission,
            @Nullable ReviewView review,
            @Nullable ProblemBody problem) {}

    record BulkView(List<BulkAnswer> items) {}

    /**
     * How many of those that wait for the caller fit.
     *
     * @param count at most {@code most}
     * @param more whether there are more, or may be, so that the filter is too wide for a decision
     * @param most so many are decided at once
     * @param agencies whose filings they are, what is due first first
     */
    record CountView(int count, boolean more, int most, List<String> agencies) {}

    /** How many a decision over this filter would take. */
    @GetMapping("/count")
    CountView count(
            Caller caller,
            @RequestParam(required = false) @Nullable AgencyLevel level,
            @RequestParam(required = false) @Nullable String cycle,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable Boolean clean) {
        Fitting found = fitting.find(new ReviewFilter(cycle, under, level, clean), caller);
        return new CountView(
                found.reviews().size(),
                found.more(),
                FittingReviews.MOST,
                found.reviews().stream().map(Review::agency).toList());
    }

    /**
     * Many decisions, answered one by one. Over a filter, nothing is decided unless as many fit as were expected (409); of a
     * filter that takes more than 500 nothing is decided either (422).
     */
    @PostMapping("/decisions")
    BulkView decide(@RequestBody BulkBody body, Caller caller) {
        if (body.filter() != null) {
            return over(body.filter(), body, caller);
        }
        if (body.decisions() == null) {
            throw HttpProblem.INVALID.because(
                    "It decides nothing.",
                    List.of(new FieldError("/decisions", "field.missing", "Decisions, or a filter.")));
        }
        if (body.decisions().size() > FittingReviews.MOST) {
            throw ReviewProblem.TOO_MANY.because("At most " + FittingReviews.MOST + " at once; came "
                    + body.decisions().size() + ".");
        }
        return new BulkView(body.decisions().stream()
                .map(one -> answer(
                        one.submission(),
                        caller,
                        () -> decisions.decide(
                                cases.visible(one.submission(), caller),
                                one.body(),
                                IfMatch.etag(one.version()),
                                caller)))
                .toList());
    }

    private BulkView over(ReviewFilter filter, BulkBody body, Caller caller) {
        new Violations()
                .addIf(body.decisions() != null, "/decisions", "field.unfitting", "Decisions, or a filter.")
                .addIf(
                        body.decision() != Decision.Kind.PASS,
                        "/decision",
                        "field.unfitting",
                        "PASS: what is returned is returned one by one, with items of its own.")
                .addIf(body.expected() == null, "/expected", "field.missing", "How many you were told that fit.")
                .refuse(ReviewProblem.INVALID);
        Fitting found = fitting.find(filter, caller);
        if (found.more()) {
            throw ReviewProblem.INVALID.because(
                    "More than " + FittingReviews.MOST + " fit, or so many are to be looked at: narrow the filter.",
                    List.of(new FieldError("/filter", "filter.too-wide", "At most " + FittingReviews.MOST + ".")));
        }
        int now = found.reviews().size();
        if (!Integer.valueOf(now).equals(body.expected())) {
            throw ReviewProblem.ANOTHER_NUMBER.because(
                    "You expected " + body.expected() + "; it is " + now + " now.",
                    List.of(new FieldError("/expected", "count.now", Integer.toString(now))));
        }
        DecisionBody pass = new DecisionBody(Decision.Kind.PASS, body.comment(), null, null, null);
        return new BulkView(found.reviews().stream()
                .map(one -> answer(
                        one.submission(),
                        caller,
                        () -> decisions.decide(one, pass, IfMatch.etag(one.version()), caller)))
                .toList());
    }

    private BulkAnswer answer(String submission, Caller caller, Supplier<Review> decision) {
        try {
            Review decided = decision.get();
            Act act = cases.act(caller);
            return new BulkAnswer(submission, ReviewView.of(decided, act.today(), cases.moves(decided, act)), null);
        } catch (RuntimeException refused) {
            ProblemException problem = Problems.of(refused);
            return new BulkAnswer(submission, null, ProblemBody.of(problem, null));
        }
    }
}
