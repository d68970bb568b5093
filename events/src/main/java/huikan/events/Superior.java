package huikan.events;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One step of an agency's path to the root along a line, nearest first.
 *
 * @param signatures how many reviewers of it pass a filing (会签); left out where it is one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Superior(
        String agency, AgencyLevel level, @Nullable Integer signatures) {
    public Superior {
        requireNonNull(agency, "agency");
        requireNonNull(level, "level");
    }

    public Superior(String agency, AgencyLevel level) {
        this(agency, level, null);
    }

    /** At least one. */
    public int signaturesNeeded() {
        return signatures == null ? 1 : signatures;
    }
}
