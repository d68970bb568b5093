package huikan.review.walk;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent.Item;
import huikan.events.Superior;
import huikan.problem.FieldError;
import huikan.review.walk.ReviewRules.Wish;
import huikan.service.page.Page;
import huikan.service.problem.HttpProblem;
import huikan.service.problem.IfMatch;
import huikan.service.problem.ProblemBody;
import huikan.service.problem.ProblemException;
import huikan.service.problem.Problems;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.trail.Trail;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
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

/** {@code /api/reviews}. */
@RestController
@RequestMapping("/api/reviews")
final class ReviewController {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");
    private static final int MOST_AT_ONCE = 500;

    private final Reviews reviews;
    private final Clock clock;

    ReviewController(Reviews reviews, Clock clock) {
        this.reviews = reviews;
        this.clock = clock;
    }

    record DecisionBody(
            Decision.@Nullable Kind decision,
            @Nullable String comment,
            @Nullable List<Item> items,
            @Nullable LocalDate dueOn,
            @Nullable String digest) {
        Wish wish() {
            return new Wish(decision, comment, items == null ? List.of() : items, dueOn, digest);
        }
    }

    /** One of many decisions; {@code version} stands for {@code If-Match}. */
    record BulkDecision(
            String submission,
            long version,
            Decision.@Nullable Kind decision,
            @Nullable String comment,
            @Nullable List<Item> items,
            @Nullable LocalDate dueOn,
            @Nullable String digest) {
        Wish wish() {
            return new Wish(decision, comment, items == null ? List.of() : items, dueOn, digest);
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

    /**
     * @param waitingFor the agency that is to decide
     */
    record ReviewView(
            String submission,
            String cycle,
            String agency,
            String digest,
            int round,
            List<AgencyLevel> levels,
            @Nullable AgencyLevel level,
            @Nullable String waitingFor,
            ReviewStatus state,
            @Nullable LocalDate dueOn,
            List<Decision> decisions,
            @Nullable String replaces,
            long version) {
        static ReviewView of(Review review) {
            return new ReviewView(
                    review.submission(),
                    review.cycle(),
                    review.agency(),
                    review.digest(),
                    review.round(),
                    review.levels().stream().map(Superior::level).toList(),
                    review.level(),
                    review.waitingFor().map(Superior::agency).orElse(null),
                    review.status(),
                    review.dueOn(),
                    review.decisions(),
                    review.replaces(),
                    review.version());
        }
    }

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
        int most = Page.limit(limit);
        String seenBy = caller.isAdmin() ? null : String.valueOf(caller.agency());
        return Page.of(
                reviews.list(seenBy, under, level, state, cycle, cursor, most), most, Reviews::rank, ReviewView::of);
    }

    @GetMapping("/{submission}")
    ResponseEntity<ReviewView> one(@PathVariable String submission, Caller caller) {
        return answer(visible(submission, caller));
    }

    @GetMapping("/{submission}/changes")
    ChangesView changes(@PathVariable String submission, Caller caller) {
        Review review = visible(submission, caller);
        List<Changes.Change> changes = Optional.ofNullable(review.replaces())
                .flatMap(reviews::find)
                .map(before -> Changes.between(before.document(), review.document()))
                .orElse(List.of());
        return new ChangesView(submission, review.replaces(), changes);
    }

    @GetMapping("/{submission}/trail")
    Trail trail(@PathVariable String submission, Caller caller) {
        return reviews.trail(visible(submission, caller).submission()).orElseThrow();
    }

    @PostMapping("/{submission}/decisions")
    ResponseEntity<ReviewView> decide(
            @PathVariable String submission,
            @RequestBody DecisionBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        Review review = visible(submission, caller);
        requireReviewer(review, caller);
        IfMatch.require(ifMatch, review.version());
        requireSeen(review, body.digest());
        return answer(decided(review, body.wish(), caller));
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
            Review review = visible(one.submission(), caller);
            requireReviewer(review, caller);
            IfMatch.require(IfMatch.etag(one.version()), review.version());
            requireSeen(review, one.digest());
            return new BulkAnswer(one.submission(), ReviewView.of(decided(review, one.wish(), caller)), null);
        } catch (RuntimeException refused) {
            ProblemException problem = Problems.of(refused);
            return new BulkAnswer(one.submission(), null, ProblemBody.of(problem, null));
        }
    }

    private static void requireReviewer(Review review, Caller caller) {
        ReviewRules.refusal(review, String.valueOf(caller.agency()), caller.role() == Role.REVIEWER)
                .ifPresent(refusal -> {
                    throw refusal;
                });
    }

    /** A decision binds to the document, where it names one. */
    private static void requireSeen(Review review, @Nullable String digest) {
        if (digest != null && !digest.equals(review.digest())) {
            throw HttpProblem.STALE.because("You saw " + digest + ", the document is " + review.digest() + ".");
        }
    }

    private Review decided(Review review, Wish wish, Caller caller) {
        String agency = String.valueOf(caller.agency());
        ReviewRules.outOfTurn(review, agency).ifPresent(refusal -> {
            throw refusal;
        });
        List<FieldError> errors = ReviewRules.errors(wish, LocalDate.ofInstant(clock.instant(), PLACE));
        Decision.Kind kind = wish.decision();
        if (kind == null || !errors.isEmpty()) {
            throw ReviewProblem.INVALID.because(errors.size() + " things are wrong with it.", errors);
        }
        Decision decision = new Decision(
                kind,
                review.levels().get(review.at()).level(),
                agency,
                caller.login(),
                wish.comment(),
                wish.items(),
                wish.dueOn(),
                review.digest(),
                review.version(),
                clock.instant());
        boolean taken = switch (kind) {
            case PASS -> reviews.pass(review, decision);
            case RETURN -> reviews.sendBack(review, decision);
        };
        if (!taken) {
            throw IfMatch.overtaken();
        }
        return reviews.find(review.submission()).orElseThrow();
    }

    private Review visible(String submission, Caller caller) {
        return reviews.find(submission)
                .filter(review -> caller.maySee(review.seenBy()))
                .orElseThrow(() ->
                        ReviewProblem.UNKNOWN.because("There is no review of " + submission + " that you may see."));
    }

    private static ResponseEntity<ReviewView> answer(Review review) {
        return ResponseEntity.ok().eTag(IfMatch.etag(review.version())).body(ReviewView.of(review));
    }
}
