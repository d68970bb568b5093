package huikan.review.casefile;

import huikan.review.matter.Actor;
import huikan.review.matter.MoveRules;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may do what with a case-file review, and what the table does not say. */
final class CaseReviewRules implements MoveRules<CaseReview, CaseReviewMove> {

    @Override
    public boolean acts(Actor actor, CaseReview review, Caller caller) {
        return switch (actor) {
            case UNIT -> caller.actsFor(review.agency()) && caller.is(Role.REPORTER, Role.SUPERVISOR);
            case SUPERVISOR -> caller.actsFor(review.reviewer()) && caller.is(Role.SUPERVISOR);
            case VERIFIER -> review.isScorer(caller.login());
            case SYSTEM -> false;
        };
    }

    @Override
    public Optional<String> obstacle(CaseReviewMove move, CaseReview review, LocalDate today) {
        return Optional.ofNullable(
                switch (move) {
                    case OBJECT -> objecting(review, today);
                    case CONFIRM -> confirming(review, today);
                    case PLAN, DRAW, HAND_OVER, SCORE, RECONSIDER, CIRCULATE, SETTLE, ARCHIVE, ESCALATE, URGE -> null;
                });
    }

    private static @Nullable String objecting(CaseReview review, LocalDate today) {
        if (review.objection() != null) {
            return "It was objected to before, and scores are objected to once.";
        }
        LocalDate until = review.objectUntil();
        return until != null && until.isBefore(today) ? "It could be objected to until " + until + "." : null;
    }

    private static @Nullable String confirming(CaseReview review, LocalDate today) {
        LocalDate until = review.objectUntil();
        return review.objection() == null && until != null && !until.isBefore(today)
                ? "The unit may object until " + until + "."
                : null;
    }
}
