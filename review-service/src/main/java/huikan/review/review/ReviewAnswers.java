package huikan.review.review;

import huikan.events.Superior;
import huikan.problem.FieldError;
import huikan.review.workflow.Act;
import huikan.review.workflow.Answers;
import huikan.service.problem.Problem;
import huikan.service.problem.ProblemException;
import java.util.List;

/** Reviews have problems of their own, which clients know. */
final class ReviewAnswers implements Answers<Review> {

    private static final List<String> OF_A_REVIEWER = List.of("claim", "pass", "return", "recall");
    private static final List<String> OF_THE_PUBLICATION = List.of("secrecy-review", "publish");

    @Override
    public ProblemException unknown(String kind, String id) {
        return ReviewProblem.UNKNOWN.because("There is no review of " + id + " that you may see.");
    }

    @Override
    public ProblemException notYours(Review seen, String move, String why, Act act) {
        if (!OF_A_REVIEWER.contains(move)) {
            return Answers.super.notYours(seen, move, why, act);
        }
        return seen.agency().equals(act.caller().agency())
                ? ReviewProblem.OWN_FILING.because(seen.agency() + " filed it.")
                : ReviewProblem.NOT_A_REVIEWER.because("The login has another role.");
    }

    @Override
    public ProblemException impossible(Review seen, String move, String why, List<FieldError> possible, Act act) {
        if (OF_THE_PUBLICATION.contains(move)) {
            return ReviewProblem.NOT_PUBLISHABLE.because(why, possible);
        }
        if (move.equals("recall")) {
            return ReviewProblem.NOT_RECALLABLE.because(
                    seen.status() == ReviewStatus.APPROVED
                            ? "Its last level has passed it: that is final. " + why
                            : why,
                    possible);
        }
        if (seen.deciding().isEmpty()) {
            return ReviewProblem.NOT_WAITING.because("The review is " + seen.status() + "; no move is possible.");
        }
        Superior deciding = seen.deciding().get();
        return act.caller().actsFor(deciding.agency())
                ? ReviewProblem.CLAIMED.because(why, possible)
                : ReviewProblem.NOT_YOUR_TURN.because(why, possible);
    }

    @Override
    public Problem invalid(String move) {
        return OF_A_REVIEWER.contains(move) ? ReviewProblem.INVALID : Answers.super.invalid(move);
    }
}
