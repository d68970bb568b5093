package huikan.review.matter;

import java.time.LocalDate;

/** What a rung of a ladder brings with it beside its event. */
public interface RungAction {

    /**
     * Comes before the rung is climbed, and again when it was cut short in between: done twice it must be as done once.
     *
     * @param kind of the thing, as in its path
     * @param dueOn the deadline that came near or went by
     */
    void climbing(String kind, Matter<?> thing, Rung.Kind rung, LocalDate dueOn);
}
