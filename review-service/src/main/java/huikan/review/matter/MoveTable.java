package huikan.review.matter;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The rows of one move: from which states it leads to which.
 *
 * @param <S> states
 */
public final class MoveTable<S extends Enum<S>> {

    private final Class<S> states;
    private final Map<S, Set<S>> leads;

    public MoveTable(Class<S> states) {
        this.states = states;
        this.leads = new EnumMap<>(states);
    }

    /** From one state to one of these. */
    @SafeVarargs
    public final MoveTable<S> row(S from, S... to) {
        Set<S> reached = EnumSet.noneOf(states);
        for (S one : to) {
            reached.add(one);
        }
        leads.put(from, reached);
        return this;
    }

    /** In each of these states, without leaving it. */
    public MoveTable<S> unchanged(Predicate<S> which) {
        for (S state : states.getEnumConstants()) {
            if (which.test(state)) {
                leads.put(state, EnumSet.of(state));
            }
        }
        return this;
    }

    /** From each of these states to the same one. */
    public MoveTable<S> each(Predicate<S> which, S to) {
        for (S state : states.getEnumConstants()) {
            if (which.test(state)) {
                leads.put(state, EnumSet.of(to));
            }
        }
        return this;
    }

    public Map<S, Set<S>> leads() {
        return Map.copyOf(leads);
    }
}
