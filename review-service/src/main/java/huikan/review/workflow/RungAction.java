package huikan.review.workflow;

import java.time.LocalDate;

/** What a rung of a ladder brings with it beside its event. */
public interface RungAction {

    /**
     * Comes after the rung was climbed, and again when it was cut short: done twice it must be as done once.
     *
     * @param kind of the case, as in its path
     * @param dueOn the deadline that came near or went by
     */
    void climbed(String kind, Case<?> one, Rung.Kind rung, LocalDate dueOn);
}
