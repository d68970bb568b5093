package huikan.filing;

import huikan.problem.FieldError;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What came of reading a body as a filing. */
public sealed interface FilingRead {

    /**
     * @param document the body as it was read
     * @param canonical the body in RFC 8785 form; stored and served as it stands here
     * @param digest {@code sha256:} and the lower-case hex SHA-256 of {@code canonical} in UTF-8
     */
    record WellFormed(Filing filing, JsonNode document, String canonical, String digest) implements FilingRead {}

    /** Every error of the body, never only the first; in the order of the document. */
    record Malformed(List<FieldError> errors) implements FilingRead {}

    /** No JSON object at all: broken, too deep, a name twice. */
    record Unreadable(String why) implements FilingRead {}
}
