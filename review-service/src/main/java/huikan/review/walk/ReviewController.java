package huikan.review.walk;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent.Item;
import huikan.events.Superior;
import huikan.problem.FieldError;
import huikan.review.calendar.Today;
import huikan.review.matter.MatterProblem;
import huikan.review.matter.Person;
import huikan.review.matter.Wanting;
import huikan.review.walk.Publication.Stage;
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

/** {@code /api/reviews}. */
@RestController
@RequestMapping("/api/reviews")
final class ReviewController {

    private static final int MOST_AT_ONCE = 500;

    private final Reviews reviews;
    private final ReviewSteps steps;
    private final Today today;

    ReviewController(Reviews reviews, ReviewSteps steps, Today today) {
        this.reviews = reviews;
        this.steps = steps;
        this.today = today;
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
     * A review as it is shown.
     *
     * @param waitingFor the agency that is to decide
     * @param claimedBy the reviewer who took it on
     * @param signatures how many have passed it at the level that is to decide, where a form asks for two
     * @param dueOn while it waits: until when its level is to decide; after a return: until when a correction is owed
     * @param overdue that day is over
     * @param publication what became of it once it was approved
     * @param voided why what was passed before counts no more
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
            @Nullable String claimedBy,
            int signatures,
            ReviewStatus state,
            @Nullable LocalDate dueOn,
            boolean overdue,
            List<Decision> decisions,
            Publication publication,
            @Nullable Voided voided,
            @Nullable String replaces,
            long version) {
        static ReviewView of(Review review, LocalDate today) {
            return new ReviewView(
                    review.submission(),
                    review.cycle(),
                    review.agency(),
                    review.digest(),
                    review.round(),
                    review.levels().stream().map(Superior::level).toList(),
                    review.level(),
                    review.deciding().map(Superior::agency).orElse(null),
                    review.claimedBy(),
                    review.deciding().isPresent() ? review.signedBy().size() : 0,
                    review.status(),
                    review.dueOn(),
                    review.overdue(today),
                    review.decisions(),
                    review.publication(),
                    review.voided(),
                    review.replaces(),
                    review.version());
        }
    }

    /**
     * Whether it holds what may not be published.
     *
     * @param embargo not before this day
     */
    record SecrecyReviewBody(
            Boolean cleared,
            @Nullable String comment,
            @Nullable LocalDate embargo) {}

    /**
     * @param to the login that decides; none for whoever claims it
     */
    record HandOverBody(@Nullable String to) {}

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
        return Page.of(reviews.list(seenBy, under, level, state, cycle, cursor, most), most, Reviews::rank, this::view);
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

    /** 认领: from here on the caller decides for the level, and the agency does not withdraw it any more. */
    @PostMapping("/{submission}/claim")
    ResponseEntity<ReviewView> claim(
            @PathVariable String submission,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        Review review = visible(submission, caller);
        requireReviewer(review, caller);
        IfMatch.require(ifMatch, review.version());
        refuse(ReviewRules.outOfTurn(review, String.valueOf(caller.agency())));
        refuse(ReviewRules.othersTurn(review, caller.login()));
        return written(review, steps.claimed(review, Person.of(caller)));
    }

    /** 移交: by who claimed it, or by a supervisor of the agency that is to decide. */
    @PostMapping("/{submission}/hand-over")
    ResponseEntity<ReviewView> handOver(
            @PathVariable String submission,
            @RequestBody HandOverBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        Review review = visible(submission, caller);
        boolean supervises = caller.is(Role.SUPERVISOR)
                && review.deciding()
                        .filter(level -> caller.actsFor(level.agency()))
                        .isPresent();
        if (!supervises && !caller.login().equals(review.claimedBy())) {
            throw MatterProblem.NOT_YOURS.because(
                    "It is handed over by who claimed it, or by a supervisor of the agency that is to decide.");
        }
        IfMatch.require(ifMatch, review.version());
        Wanting wanting = new Wanting();
        if (body.to() != null) {
            wanting.line("/to", body.to());
        }
        wanting.refuse();
        return written(review, steps.handedOver(review, body.to(), Person.of(caller)));
    }

    /** 保密审查: of what was approved, by a supervisor of the agency that filed it. */
    @PostMapping("/{submission}/secrecy-review")
    ResponseEntity<ReviewView> reviewSecrecy(
            @PathVariable String submission,
            @RequestBody SecrecyReviewBody body,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        Review review = visible(submission, caller);
        if (!caller.actsFor(review.agency()) || !caller.is(Role.SUPERVISOR)) {
            throw MatterProblem.NOT_YOURS.because("A supervisor of " + review.agency() + " looks for secrets.");
        }
        IfMatch.require(ifMatch, review.version());
        Stage stage = body.cleared() ? Stage.CLEARED : Stage.WITHHELD;
        refuse(ReviewRules.unpublishable(review, stage, today.date()));
        new Wanting()
                .comment("/comment", body.comment())
                .date("/embargo", body.embargo())
                .errorIf(
                        !body.cleared()
                                && (body.comment() == null || body.comment().isBlank()),
                        "/comment",
                        "field.missing",
                        "Why it is not published.")
                .refuse();
        return written(review, steps.secrecyReviewed(review, stage, body.comment(), body.embargo(), Person.of(caller)));
    }

    /** 公开: by the agency that filed it, and by somebody else than who cleared it. */
    @PostMapping("/{submission}/publish")
    ResponseEntity<ReviewView> publish(
            @PathVariable String submission,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            Caller caller) {
        Review review = visible(submission, caller);
        if (!caller.actsFor(review.agency()) || !caller.is(Role.REPORTER, Role.SUPERVISOR)) {
            throw MatterProblem.NOT_YOURS.because(review.agency() + " publishes it.");
        }
        IfMatch.require(ifMatch, review.version());
        refuse(ReviewRules.unpublishable(review, Stage.PUBLISHED, today.date()));
        if (review.clearedBy().filter(by -> by.login().equals(caller.login())).isPresent()) {
            throw ReviewProblem.SIGNED.because(caller.login() + " cleared it, and does not publish it.");
        }
        return written(review, steps.published(review, Person.of(caller)));
    }

    private ResponseEntity<ReviewView> written(Review seen, ReviewChange change) {
        return answer(reviews.write(seen, change).orElseThrow(IfMatch::overtaken));
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
            return new BulkAnswer(one.submission(), view(decided(review, one.wish(), caller)), null);
        } catch (RuntimeException refused) {
            ProblemException problem = Problems.of(refused);
            return new BulkAnswer(one.submission(), null, ProblemBody.of(problem, null));
        }
    }

    private static void requireReviewer(Review review, Caller caller) {
        refuse(ReviewRules.refusal(review, String.valueOf(caller.agency()), caller.role() == Role.REVIEWER));
    }

    private static void refuse(Optional<ProblemException> refusal) {
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    /** A decision binds to the document, where it names one. */
    private static void requireSeen(Review review, @Nullable String digest) {
        if (digest != null && !digest.equals(review.digest())) {
            throw HttpProblem.STALE.because("You saw " + digest + ", the document is " + review.digest() + ".");
        }
    }

    private Review decided(Review review, Wish wish, Caller caller) {
        String agency = String.valueOf(caller.agency());
        refuse(ReviewRules.outOfTurn(review, agency));
        refuse(ReviewRules.othersTurn(review, caller.login()));
        List<FieldError> errors = new ArrayList<>(ReviewRules.errors(wish, today.date()));
        Decision.Kind kind = wish.decision();
        Below below = kind == Decision.Kind.PASS ? reviews.below(review) : Below.NOTHING;
        if (kind == Decision.Kind.PASS) {
            refuse(ReviewRules.changedBelow(review, below));
            errors.addAll(Consolidation.differences(review, below));
            errors.addAll(ReviewRules.unfinished(review, today.date()));
        }
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
                today.now(),
                null);
        Optional<Review> decided = switch (kind) {
            case PASS -> reviews.pass(review, decision, below);
            case RETURN -> reviews.sendBack(review, decision);
        };
        return decided.orElseThrow(IfMatch::overtaken);
    }

    private Review visible(String submission, Caller caller) {
        return reviews.find(submission)
                .filter(review -> caller.maySee(review.seenBy()))
                .orElseThrow(() ->
                        ReviewProblem.UNKNOWN.because("There is no review of " + submission + " that you may see."));
    }

    private ResponseEntity<ReviewView> answer(Review review) {
        return ResponseEntity.ok().eTag(IfMatch.etag(review.version())).body(view(review));
    }

    private ReviewView view(Review review) {
        return ReviewView.of(review, today.date());
    }
}
