package huikan.review.walk;

import huikan.events.Event;
import huikan.trail.TrailStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a review.
 *
 * @param after its version and head are those of the step
 * @param events what is told of it; none for what is nobody else's business
 */
record ReviewChange(Review after, TrailStep step, List<Event> events) {

    static ReviewChange of(Review after, TrailStep step, @Nullable Event event) {
        return new ReviewChange(after, step, event == null ? List.of() : List.of(event));
    }
}
