package huikan.review.matter;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A row of a state machine. Each machine is one enum of these, and nothing else changes a status.
 *
 * @param <S> its states
 */
public interface Move<S extends Enum<S>> {

    /** As the enum's constant. */
    String name();

    /** In which states it can be made, and where it may lead from there; none for the one that opens a thing. */
    Map<S, Set<S>> leads();

    Set<Actor> by();

    /** Its name in paths, trails and events: kebab case. */
    default String path() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    default boolean possibleIn(S status) {
        return leads().containsKey(status);
    }

    /** Refuses what the table does not hold, whoever forgot to ask before. */
    default void check(S from, S to) {
        if (!leads().getOrDefault(from, Set.of()).contains(to)) {
            throw new IllegalStateException(path() + " does not lead from " + from + " to " + to);
        }
    }
}
