package huikan.review.matter;

import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.Step;

/** The event that tells a step. */
@FunctionalInterface
public interface Told<T> {

    /**
     * @param after the thing as it is stored after the step
     */
    SupervisionEvent of(T after, Step step);
}
