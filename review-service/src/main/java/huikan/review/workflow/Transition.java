package huikan.review.workflow;

import huikan.trail.TrailStep.Made;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A change of a case, by which step.
 *
 * @param after the case afterwards; its version and head are those of before, the store sets the new ones
 * @param said the request of the move
 * @param alarm when its next deadline is looked at, or null
 * @param parts what is written beside it
 */
public record Transition<T>(
        T after, Made made, JsonNode said, @Nullable Instant alarm, List<Part> parts) {}
