package huikan.review.workflow;

import huikan.problem.FieldError;
import huikan.service.problem.Problem;
import huikan.service.problem.ProblemException;
import java.util.List;

/** What is answered when something is not done; a kind whose clients know other problems has its own. */
public interface Answers<T> {

    /** 404. */
    default ProblemException unknown(String kind, String id) {
        return CaseProblem.UNKNOWN.because("There is nothing under " + kind + "/" + id + " that you may see.");
    }

    /** 403: somebody else makes this move. */
    default ProblemException notYours(T seen, String move, String why, Act act) {
        return CaseProblem.NOT_YOURS.because(why);
    }

    /**
     * 409.
     *
     * @param possible the moves that the caller may make instead
     */
    default ProblemException impossible(T seen, String move, String why, List<FieldError> possible, Act act) {
        return CaseProblem.IMPOSSIBLE.because(why, possible);
    }

    /** 422: the request of a move, or of an opening. */
    default Problem invalid(String move) {
        return CaseProblem.INVALID;
    }
}
