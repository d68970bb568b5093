package huikan.service.problem;

import huikan.problem.FieldError;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An occurrence of a {@link Problem}. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient List<FieldError> errors;
    private final @Nullable Duration retryAfter;

    ProblemException(Problem problem, String detail, List<FieldError> errors) {
        this(problem, detail, errors, null);
    }

    private ProblemException(Problem problem, String detail, List<FieldError> errors, @Nullable Duration retryAfter) {
        super(detail);
        this.problem = problem;
        this.errors = List.copyOf(errors);
        this.retryAfter = retryAfter;
    }

    /** The same, telling the client when to come again. */
    public ProblemException retryAfter(Duration pause) {
        return new ProblemException(problem, detail(), errors, pause);
    }

    public Problem problem() {
        return problem;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }

    public List<FieldError> errors() {
        return errors;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
