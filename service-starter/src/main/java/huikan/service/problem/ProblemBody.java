package huikan.service.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.problem.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A problem on the wire, {@code application/problem+json}. */
public record ProblemBody(
        String type,
        String title,
        int status,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String instance,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    /**
     * @param instance the path that was asked for, or null inside a list of answers
     */
    public static ProblemBody of(ProblemException occurred, @Nullable String instance) {
        Problem.Kind kind = occurred.problem().kind();
        return new ProblemBody(
                "/problems/" + kind.code(),
                kind.title(),
                kind.status(),
                occurred.detail(),
                instance,
                occurred.errors());
    }
}
