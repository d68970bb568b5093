package huikan.review.workflow;

import huikan.review.access.Relation;
import huikan.service.request.Violations;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A row of a state machine: by whom, from where to where, with which request, unless what, and what it does.
 *
 * @param name its name in paths, trails and events: kebab case
 * @param zh its name in the field
 * @param request what is said with it; {@link None} for nothing
 * @param by who makes it
 * @param leads from each state in which it can be made, where it may lead; empty for the one that opens a case
 * @param guards why it cannot be made now though its state would allow it
 * @param path the last part of the path that leads to it: its name, or one that leads to several moves, of which the body
 *     names one
 * @param onlyBy who of those that the role allows is not the one who makes it
 * @param separations whose turn it is not though their role would allow it
 * @param checks what a request must satisfy beside its own constraints
 * @param on what the suite makes it by itself for, when that did not come
 * @param said what the suite says when it makes it
 */
public record Move<T, S, R extends Record>(
        String name,
        String zh,
        String path,
        Class<R> request,
        Set<Relation> by,
        Map<S, Set<S>> leads,
        List<Guard<T>> guards,
        List<Guard<T>> onlyBy,
        List<Guard<T>> separations,
        List<Check<T, R>> checks,
        Set<Awaited.What> on,
        @Nullable Function<T, R> said,
        Effect<T, R> effect) {

    /** Nothing is said with it. */
    public record None() {}

    /** Why a move is not made now; null when nothing is in its way. */
    @FunctionalInterface
    public interface Guard<T> {
        @Nullable
        String obstacle(T seen, Act act);
    }

    /** What is wrong with a request, beside what its own constraints say. */
    @FunctionalInterface
    public interface Check<T, R> {
        void look(T seen, R request, Act act, Violations violations);
    }

    /** What becomes of the case: a function of these three. Whether it may be was asked before. */
    @FunctionalInterface
    public interface Effect<T, R> {
        T apply(T seen, R request, Act act);
    }

    boolean possibleIn(S status) {
        return leads.containsKey(status);
    }

    /** Whether a path leads to it and to nothing else. */
    public boolean hasPath() {
        return !isOfTheSuite() && path.equals(name);
    }

    /** Whether only the suite makes it. */
    public boolean isOfTheSuite() {
        return by.equals(Set.of(Relation.SYSTEM));
    }

    /** Refuses what the table does not hold, whoever forgot to ask before. */
    void check(S from, S to) {
        if (!leads.getOrDefault(from, Set.of()).contains(to)) {
            throw new IllegalStateException(name + " does not lead from " + from + " to " + to);
        }
    }

    /** In English. */
    public String en() {
        return name.replace('-', ' ');
    }
}
