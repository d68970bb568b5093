package huikan.review.review;

import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Superior;
import huikan.review.review.Publication.Stage;
import huikan.review.review.ReviewRequests.HandOver;
import huikan.review.review.ReviewRequests.ItemRequest;
import huikan.review.review.ReviewRequests.Pass;
import huikan.review.review.ReviewRequests.Replaced;
import huikan.review.review.ReviewRequests.Return;
import huikan.review.review.ReviewRequests.SecrecyReview;
import huikan.review.review.ReviewRequests.TakenBack;
import huikan.review.workflow.Act;
import huikan.review.workflow.DueDates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What each move makes of a review. */
@Component
record ReviewSteps(DueDates dates, ReviewSettings settings, ObjectProvider<Reviews> reviews) {

    /**
     * The review of a newly accepted submission; one without levels is approved at once.
     *
     * @param before the review of the one that it replaces: a correction goes back to the level that returned it
     */
    Review opened(SubmissionAccepted accepted, Optional<Review> before) {
        int start = before.filter(old -> old.status() == ReviewStatus.RETURNED)
                .map(old -> Math.min(old.at(), Math.max(0, accepted.path().size() - 1)))
                .orElse(0);
        Review fresh = ReviewBuilder.builder()
                .submission(accepted.id())
                .cycle(accepted.cycle())
                .agency(accepted.agency())
                .revision(accepted.revision())
                .digest(accepted.digest())
                .round(before.map(old -> old.round() + 1).orElse(1))
                .returns(before.map(Review::returns).orElse(0))
                .levels(accepted.path())
                .at(start)
                .status(accepted.path().isEmpty() ? ReviewStatus.APPROVED : ReviewStatus.WAITING)
                .publication(Publication.NONE)
                .replaces(accepted.replaces())
                .periodTo(accepted.periodTo())
                .receivedAt(accepted.receivedAt())
                .relayedBy(accepted.relayedBy())
                .filed(Filed.of(accepted))
                .head("")
                .build();
        return clocked(fresh, dates.today(), accepted.receivedAt());
    }

    /** What the first step of its trail says: what is reviewed, and who will decide. */
    record Said(
            String cycle,
            String agency,
            String digest,
            int round,
            @Nullable String replaces,
            List<Superior> levels) {}

    static Said said(Review fresh) {
        return new Said(fresh.cycle(), fresh.agency(), fresh.digest(), fresh.round(), fresh.replaces(), fresh.levels());
    }

    /** By which it is found when those below file; null where it states nothing of them. */
    static @Nullable String consolidates(Review review) {
        return review.filed().stated().isEmpty() ? null : Reviews.consolidation(review.cycle(), review.agency());
    }

    /** With the day until which the level that it waits for is to decide. */
    private Review clocked(Review review, LocalDate today, Instant since) {
        return review.with(next -> next.urged(false)
                .waitingSince(since)
                .dueOn(review.deciding()
                        .map(level -> dates.after(today, settings.days(level.level())))
                        .orElse(null)));
    }

    /**
     * A signature of a level: with its last one on to the next level, or approved when it is the last level. What stands below
     * is what was passed.
     */
    Review passed(Review seen, Pass request, Act act) {
        Below below = act.fact(ReviewRules.BELOW, () -> reviews.getObject().below(seen));
        Review signed = seen.decided(decision(seen, Decision.Kind.PASS, request.comment(), List.of(), null, act))
                .withBelow(below);
        if (signed.signedBy().size() < seen.levels().get(seen.at()).signaturesNeeded()) {
            return signed;
        }
        return clocked(
                seen.isLastLevel() ? signed.withStatus(ReviewStatus.APPROVED) : signed.withAt(seen.at() + 1),
                act.today(),
                act.now());
    }

    /** To the level of who takes it back, with the days of that level; one of two signatures leaves it where it is. */
    Review recalled(Review seen, Act act) {
        Review before = seen.recalled(act.by().login(), act.now());
        return before.at() == seen.at() ? before : clocked(before, act.today(), act.now());
    }

    /** Back to the agency; the clock of the reviewers stands. */
    Review sentBack(Review seen, Return request, Act act) {
        return seen.decided(
                        decision(seen, Decision.Kind.RETURN, request.comment(), request.items(), request.dueOn(), act))
                .withStatus(ReviewStatus.RETURNED)
                .withReturns(seen.returns() + 1)
                .withDueOn(request.dueOn());
    }

    private static Decision decision(
            Review seen,
            Decision.Kind kind,
            @Nullable String comment,
            List<ItemRequest> items,
            @Nullable LocalDate dueOn,
            Act act) {
        Superior level = seen.levels().get(seen.at());
        return new Decision(
                kind,
                level.level(),
                level.agency(),
                act.by().login(),
                comment,
                items.stream().map(ItemRequest::item).toList(),
                dueOn,
                seen.digest(),
                seen.version(),
                act.now(),
                null);
    }

    /** What was passed counts no more. */
    Review voided(Review seen, TakenBack request, Act act) {
        return clocked(
                seen.voided(new Voided(act.now(), request.figures(), request.filings())), act.today(), act.now());
    }

    /** What was passed counts no more, and nobody decides on it again: its correction is decided on. */
    static Review lapsed(Review seen, TakenBack request, Act act) {
        return seen.voided(new Voided(act.now(), request.figures(), request.filings()))
                .withStatus(ReviewStatus.WITHDRAWN);
    }

    static Review claimed(Review seen, Act act) {
        return seen.withClaimedBy(act.by().login());
    }

    static Review handedOver(Review seen, HandOver request, Act act) {
        return seen.withClaimedBy(request.to());
    }

    static Review withdrawn(Review seen, Act act) {
        return seen.with(next -> next.status(ReviewStatus.WITHDRAWN).claimedBy(null));
    }

    static Review replaced(Review seen, Replaced request, Act act) {
        return withdrawn(seen, act).withReplacedBy(request.by());
    }

    static Stage stage(SecrecyReview request) {
        return request.cleared() ? Stage.CLEARED : Stage.WITHHELD;
    }

    static Review secrecyReviewed(Review seen, SecrecyReview request, Act act) {
        return seen.withPublication(new Publication(
                stage(request), act.by(), act.today(), request.comment(), request.embargo(), null, null));
    }

    static Review published(Review seen, Act act) {
        return seen.withPublication(seen.publication().published(act.by(), act.today()));
    }
}
