package huikan.review.walk;

import huikan.events.Event;
import huikan.trail.TrailStep;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a review.
 *
 * @param after its version and head are those of the step
 * @param event what is told of it; null for what is nobody else's business
 */
record ReviewChange(Review after, TrailStep step, @Nullable Event event) {}
