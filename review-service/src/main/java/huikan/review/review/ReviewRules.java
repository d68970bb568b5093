package huikan.review.review;

import huikan.review.review.Publication.Stage;
import huikan.review.review.ReviewRequests.Pass;
import huikan.review.review.ReviewRequests.Return;
import huikan.review.review.ReviewRequests.SecrecyReview;
import huikan.review.workflow.Act;
import huikan.service.problem.HttpProblem;
import huikan.service.request.Violations;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the rows of a review's workflow do not say. */
record ReviewRules(Supplier<Reviews> reviews) {

    /** What stands below, asked once for a decision. */
    static final String BELOW = "below";

    static @Nullable String ownFiling(Review review, Act act) {
        return review.agency().equals(act.caller().agency()) ? review.agency() + " filed it." : null;
    }

    /** Whoever filed it on behalf of its agency leaves it to somebody else of the reviewing one. */
    static @Nullable String relayedByThem(Review review, Act act) {
        return review.isRelayedBy(act.by().login())
                ? act.by().login() + " filed it for " + review.agency() + "; somebody else decides on it."
                : null;
    }

    static @Nullable String outOfTurn(Review review, Act act) {
        return review.deciding()
                .filter(level -> !act.caller().actsFor(level.agency()))
                .map(level -> level.level() + " " + level.agency() + " is to decide: PASS or RETURN.")
                .orElse(null);
    }

    static @Nullable String othersTurn(Review review, Act act) {
        return review.claimedBy() == null || review.claimedBy().equals(act.by().login())
                ? null
                : review.claimedBy() + " has claimed it, and may hand it over; so may the agency's supervisor.";
    }

    /** A person signs once, at one level. */
    static @Nullable String signed(Review review, Act act) {
        boolean theirTurn = review.deciding()
                .filter(level -> act.caller().actsFor(level.agency()))
                .isPresent();
        return theirTurn && review.isPassedBy(act.by().login())
                ? act.by().login() + " has passed it; each signature, and each level, is another person's."
                : null;
    }

    /** Who passed it takes that back. */
    static @Nullable String othersPass(Review review, Act act) {
        List<Decision> passes = review.recallable().stream()
                .filter(one -> act.caller().actsFor(one.agency()))
                .toList();
        return passes.isEmpty()
                        || passes.stream()
                                .anyMatch(one -> one.by().equals(act.by().login()))
                ? null
                : passes.getLast().by() + " passed it; whoever passed it takes it back.";
    }

    static @Nullable String decidedAbove(Review review, Act act) {
        List<Decision> passes = review.recallable();
        if (passes.isEmpty()) {
            return "Nothing was passed that could be taken back.";
        }
        return act.caller().actsFor(passes.getLast().agency())
                ? null
                : passes.getLast().agency() + " was the last to pass it.";
    }

    void pass(Review review, Pass request, Act act, Violations violations) {
        requireSeen(review, request.digest());
        Below below = act.fact(BELOW, () -> reviews.get().below(review));
        if (review.below() != null && !review.below().sumsAre(below)) {
            throw HttpProblem.STALE.because("Figures below changed since it was passed: "
                    + review.below().changedSums(below) + "; it goes back to its first level.");
        }
        Consolidation.check(review, below, violations);
        finished(review, act.today(), violations);
    }

    /** A decision binds to the document, where it names one. */
    private static void requireSeen(Review review, @Nullable String digest) {
        if (digest != null && !digest.equals(review.digest())) {
            throw HttpProblem.STALE.because("You saw " + digest + ", the document is " + review.digest() + ".");
        }
    }

    /**
     * Rule R43 (统计期未结束即成文): nothing is final before the period that it reports on is over, nor what was signed before
     * and does not explain it.
     */
    private static void finished(Review review, LocalDate today, Violations violations) {
        LocalDate end = review.periodTo();
        if (end == null || !review.isLastLevel()) {
            return;
        }
        if (!today.isAfter(end)) {
            violations.add(
                    "/decision", "period.running", "R43: its period ends on " + end + "; it is final after that.");
            return;
        }
        LocalDate signedOn = review.filed().signedOn();
        violations.addIf(
                signedOn != null && !signedOn.isAfter(end) && !review.filed().explains(Filed.PERIOD),
                "/signedOn",
                "period.signed-before-end",
                "R43: it was signed on " + signedOn + ", and its period ended on " + end
                        + "; its explanation is missing.");
    }

    /** A return says what to mend and until when. */
    static void sendBack(Review review, Return request, Act act, Violations violations) {
        requireSeen(review, request.digest());
        violations
                .addIf(request.dueOn() == null, "/dueOn", "field.missing", "A return says until when.")
                .addIf(
                        request.dueOn() != null && request.dueOn().isBefore(act.today()),
                        "/dueOn",
                        "date.past",
                        request.dueOn() + " is over; today is " + act.today() + ".");
    }

    /** What was published stays so. */
    static @Nullable String lookedAt(Review review, Act act) {
        return review.publication().stage() == Stage.PUBLISHED ? "It is published." : null;
    }

    static void secrecy(Review review, SecrecyReview request, Act act, Violations violations) {
        Stage now = review.publication().stage();
        Stage target = ReviewSteps.stage(request);
        if (!now.mayBecome(target)) {
            throw ReviewProblem.NOT_PUBLISHABLE.because(now + " does not become " + target + ".");
        }
        if (!request.cleared()) {
            violations.present("/comment", request.comment(), "Why it is not published.");
        }
    }

    static @Nullable String unpublishable(Review review, Act act) {
        Publication now = review.publication();
        if (!now.stage().mayBecome(Stage.PUBLISHED)) {
            return now.stage() + " does not become " + Stage.PUBLISHED + ".";
        }
        return now.embargo() != null && now.embargo().isAfter(act.today()) ? "Not before " + now.embargo() + "." : null;
    }

    static @Nullable String clearedByThem(Review review, Act act) {
        return act.isBy(review.publication().reviewedBy())
                ? act.by().login() + " cleared it, and does not publish it."
                : null;
    }
}
