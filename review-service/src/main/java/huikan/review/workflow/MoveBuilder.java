package huikan.review.workflow;

import huikan.review.access.Relation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Declares a {@link Move}; {@link #does} completes it. */
public final class MoveBuilder<T extends Record & Case<S>, S extends Enum<S> & State, R extends Record> {
    private final WorkflowBuilder<T, S> workflow;
    private final Class<S> states;
    private final String name;
    private final String chinese;
    private final Class<R> request;
    private String path;
    private final Set<Relation> by = EnumSet.noneOf(Relation.class);
    private final Map<S, Set<S>> leads;
    private final List<Move.Guard<T>> guards = new ArrayList<>();
    private final List<Move.Guard<T>> onlyBy = new ArrayList<>();
    private final List<Move.Guard<T>> separations = new ArrayList<>();
    private final List<Move.Check<T, R>> checks = new ArrayList<>();
    private final Set<Awaited.What> on = EnumSet.noneOf(Awaited.What.class);
    private List<S> from = List.of();
    private @Nullable Function<T, R> said;

    MoveBuilder(WorkflowBuilder<T, S> workflow, Class<S> states, String name, String chinese, Class<R> request) {
        this.workflow = workflow;
        this.states = states;
        this.leads = new EnumMap<>(states);
        this.name = name;
        this.chinese = chinese;
        this.path = name;
        this.request = request;
    }

    public MoveBuilder<T, S, R> by(Relation... who) {
        by.addAll(List.of(who));
        return this;
    }

    @SafeVarargs
    public final MoveBuilder<T, S, R> from(S... these) {
        List<S> all = new ArrayList<>();
        for (S one : these) {
            all.add(one);
        }
        from = List.copyOf(all);
        return this;
    }

    @SafeVarargs
    public final MoveBuilder<T, S, R> to(S... these) {
        Set<S> reached = EnumSet.noneOf(states);
        for (S one : these) {
            reached.add(one);
        }
        from.forEach(one -> leads.put(one, reached));
        return this;
    }

    /** The body of what is sent there says that it is this move. */
    public MoveBuilder<T, S, R> at(String path) {
        this.path = path;
        return this;
    }

    /** In each of these states, without leaving it. */
    public MoveBuilder<T, S, R> stays(Predicate<S> where) {
        Arrays.stream(states.getEnumConstants()).filter(where).forEach(one -> leads.put(one, EnumSet.of(one)));
        return this;
    }

    /** In the states named by {@link #from}, without leaving it. */
    public MoveBuilder<T, S, R> stays() {
        from.forEach(one -> leads.put(one, EnumSet.of(one)));
        return this;
    }

    /** From each of these states to the same one. */
    public MoveBuilder<T, S, R> from(Predicate<S> where) {
        from = Arrays.stream(states.getEnumConstants()).filter(where).toList();
        return this;
    }

    /** 409 with this reason, when there is one. */
    @SafeVarargs
    public final MoveBuilder<T, S, R> unless(Move.Guard<T>... obstacles) {
        for (Move.Guard<T> one : obstacles) {
            guards.add(one);
        }
        return this;
    }

    /** 403 with this reason, when there is one: it is not the caller's, whatever their role. */
    public MoveBuilder<T, S, R> onlyBy(Move.Guard<T> other) {
        onlyBy.add(other);
        return this;
    }

    /** 403 with this reason, when there is one: another person has to do it. */
    @SafeVarargs
    public final MoveBuilder<T, S, R> notBy(Move.Guard<T>... others) {
        for (Move.Guard<T> one : others) {
            separations.add(one);
        }
        return this;
    }

    /** 422 with what is wrong. */
    public MoveBuilder<T, S, R> checks(Move.Check<T, R> check) {
        checks.add(check);
        return this;
    }

    /** The same, of a check that asks the request alone. */
    public MoveBuilder<T, S, R> checks(Opening.Check<R> check) {
        return checks((seen, request, act, violations) -> check.look(request, act, violations));
    }

    /** The suite makes it when this did not come, or at once where nothing is waited for. */
    public MoveBuilder<T, S, R> on(Awaited.What missed, Function<T, R> said) {
        on.add(missed);
        this.said = said;
        return this;
    }

    /** The suite makes it, and says nothing with it. */
    public MoveBuilder<T, S, R> on(Awaited.What missed) {
        return on(missed, seen -> request.cast(new Move.None()));
    }

    /** What a move makes of the case with which nothing is said. */
    public WorkflowBuilder<T, S> does(BiFunction<T, Act, T> effect) {
        return does((seen, nothing, act) -> effect.apply(seen, act));
    }

    public WorkflowBuilder<T, S> does(Move.Effect<T, R> effect) {
        if (!on.isEmpty()) {
            by.add(Relation.SYSTEM);
        }
        return workflow.add(new Move<>(
                name, chinese, path, request, by, leads, guards, onlyBy, separations, checks, on, said, effect));
    }
}
