package huikan.review.matter;

import huikan.trail.TrailStep.Made;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a thing, by which step.
 *
 * @param after what it is afterwards; its version and head are those of before, the store sets the new ones
 * @param alarm when its next timer goes off, or null
 */
public record Change<T>(T after, Made made, @Nullable Instant alarm) {}
