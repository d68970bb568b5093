package huikan.service.problem;

import huikan.problem.FieldError;
import java.util.List;

/**
 * One kind of error that a feature can answer. Each feature has an enum of these: its catalogue.
 *
 * <p>{@code throw ReviewProblem.STALE.because("you saw version 3, it is 4 now")}
 */
public interface Problem {

    /** What is the same for every occurrence. */
    Kind kind();

    /**
     * A kind of error.
     *
     * @param code the last part of {@code type}, {@code /problems/<code>}; stable
     * @param status of HTTP
     * @param title a short sentence
     */
    record Kind(String code, int status, String title) {}

    /**
     * @param detail what came and what was allowed
     */
    default ProblemException because(String detail) {
        return new ProblemException(this, detail, List.of());
    }

    /**
     * @param errors every error, not only the first
     */
    default ProblemException because(String detail, List<FieldError> errors) {
        return new ProblemException(this, detail, errors);
    }
}
