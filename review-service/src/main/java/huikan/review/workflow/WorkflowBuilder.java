package huikan.review.workflow;

import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.Step;
import huikan.review.access.Relation;
import huikan.service.security.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Declares a {@link Workflow}, row by row. */
public final class WorkflowBuilder<T extends Record & Case<S>, S extends Enum<S> & State> {

    private final String kind;
    private final Class<T> type;
    private final Class<S> states;
    private final Map<String, Move<T, S, ?>> moves = new LinkedHashMap<>();
    private final Map<String, List<String>> choices = new HashMap<>();
    private final Set<String> hidden = new HashSet<>(Set.of("above", "parties", "ladder"));
    private final Map<String, Workflow.Computed<T>> computed = new LinkedHashMap<>();
    private final Map<String, Class<?>> filters = new LinkedHashMap<>();
    private final List<List<String>> indexes = new ArrayList<>();
    private final List<String> sparse = new ArrayList<>();
    private final Map<String, Function<T, @Nullable Object>> kept = new LinkedHashMap<>();
    private final List<String> alsoUnchanged = new ArrayList<>();
    private String zh = "";
    private String en = "";
    private @Nullable Opening<T, ?> opening;
    private List<Rung> rungs = List.of();
    private @Nullable BiFunction<T, Ladder, T> climbed;
    private Supplier<Instant> known = () -> Instant.MAX;
    private Predicate<T> newsOf = one -> false;
    private Workflow.@Nullable Published<T> published;
    private BiFunction<T, Caller, T> shown = (one, caller) -> one;
    private BiPredicate<T, Caller> trailFor = (one, caller) -> true;
    private BiConsumer<Collection<T>, Act> facts = (page, act) -> {};
    private @Nullable BiFunction<T, Act, Object> view;
    private Answers<T> answers = new Answers<>() {};
    private boolean waitingNotices = true;

    WorkflowBuilder(String kind, Class<T> type, Class<S> states) {
        this.kind = kind;
        this.type = type;
        this.states = states;
    }

    public WorkflowBuilder<T, S> named(String chinese, String english) {
        this.zh = chinese;
        this.en = english;
        return this;
    }

    /**
     * How one begins.
     *
     * @param by who opens it, for the documentation
     */
    public <R extends Record> WorkflowBuilder<T, S> opens(
            String name,
            String chinese,
            Class<R> request,
            String by,
            Opening.Allowed<R> allowed,
            Opening.Check<R> check,
            Opening.Effect<T, R> effect) {
        this.opening = new Opening<>(name, chinese, request, by, allowed, check, effect);
        return this;
    }

    /** A move with which nothing is said. */
    public MoveBuilder<T, S, Move.None> move(String name, String chinese) {
        return new MoveBuilder<>(this, states, name, chinese, Move.None.class);
    }

    public <R extends Record> MoveBuilder<T, S, R> move(String name, String chinese, Class<R> request) {
        return new MoveBuilder<>(this, states, name, chinese, request);
    }

    /** The ladder behind the due date: each rung is a step of an open case. */
    public WorkflowBuilder<T, S> escalates(List<Rung> ladder, BiFunction<T, Ladder, T> onRung) {
        this.rungs = ladder;
        this.climbed = onRung;
        return move(Workflow.ESCALATE, "升级催办")
                .by(Relation.SYSTEM)
                .stays(State::open)
                .does((seen, act) -> seen);
    }

    /** A deadline waits until everything is known that may have ended it. */
    public WorkflowBuilder<T, S> knownUntil(Supplier<Instant> instant, Predicate<T> newsOf) {
        this.known = instant;
        this.newsOf = newsOf;
        return this;
    }

    /** That what is awaited did not come is said once. */
    public WorkflowBuilder<T, S> urges(Predicate<S> where, BiFunction<T, @Nullable Awaited, T> withAwaited) {
        return urgesAgain(
                where,
                (seen, act) -> withAwaited.apply(
                        seen,
                        Optional.ofNullable(seen.awaited()).map(Awaited::said).orElse(null)));
    }

    /** What is said that it did not come, and what is awaited after that. */
    public WorkflowBuilder<T, S> urgesAgain(Predicate<S> where, BiFunction<T, Act, T> urged) {
        return move(Workflow.URGE, "催办").by(Relation.SYSTEM).stays(where).does(urged);
    }

    /** Each step is one event. */
    public WorkflowBuilder<T, S> publishes(BiFunction<T, Step, SupervisionEvent> event) {
        return publishesEach((before, after, step) -> List.of(event.apply(after, step)));
    }

    public WorkflowBuilder<T, S> publishesEach(Workflow.Published<T> events) {
        this.published = events;
        return this;
    }

    public WorkflowBuilder<T, S> hides(String... fields) {
        hidden.addAll(List.of(fields));
        return this;
    }

    /** What a field of the request that opens one may have, as a setting says. */
    public WorkflowBuilder<T, S> choices(String field, List<String> values) {
        choices.put(field, values);
        return this;
    }

    public WorkflowBuilder<T, S> computes(String field, Class<?> of, BiFunction<T, Act, @Nullable Object> value) {
        computed.put(field, new Workflow.Computed<>(of, false, value));
        return this;
    }

    /** Shown of one case, and not in lists. */
    public WorkflowBuilder<T, S> computesAlone(String field, Class<?> of, BiFunction<T, Act, @Nullable Object> value) {
        computed.put(field, new Workflow.Computed<>(of, true, value));
        return this;
    }

    public WorkflowBuilder<T, S> shows(BiFunction<T, Caller, T> part) {
        this.shown = part;
        return this;
    }

    public WorkflowBuilder<T, S> showsTrailTo(BiPredicate<T, Caller> who) {
        this.trailFor = who;
        return this;
    }

    /** A list may be narrowed by this field. */
    public WorkflowBuilder<T, S> filteredBy(String field, Class<?> of) {
        filters.put(field, of);
        return this;
    }

    /** Found by this field, in the order of their opening. */
    public WorkflowBuilder<T, S> foundBy(String field) {
        return indexed(field, ListCursor.OPENED.field());
    }

    public WorkflowBuilder<T, S> indexed(String... fields) {
        indexes.add(List.of(fields));
        return this;
    }

    /** An index of those cases that have the field. */
    public WorkflowBuilder<T, S> indexedWhereKept(String field) {
        sparse.add(field);
        return this;
    }

    /** Kept beside the record, to be found by; nothing where it is null. */
    public WorkflowBuilder<T, S> keeps(String field, Function<T, @Nullable Object> value) {
        kept.put(field, value);
        return this;
    }

    /** A field that others change, and that a move must have seen as it is. */
    public WorkflowBuilder<T, S> alsoUnchanged(String field) {
        alsoUnchanged.add(field);
        return this;
    }

    /** Where so many begin to wait that nobody wants to hear of each. */
    public WorkflowBuilder<T, S> withoutWaitingNotices() {
        this.waitingNotices = false;
        return this;
    }

    /** Shown as something else than its own fields. */
    public WorkflowBuilder<T, S> viewed(BiFunction<T, Act, Object> other) {
        this.view = other;
        return this;
    }

    public WorkflowBuilder<T, S> answers(Answers<T> other) {
        this.answers = other;
        return this;
    }

    public WorkflowBuilder<T, S> asksFirst(BiConsumer<Collection<T>, Act> asked) {
        this.facts = asked;
        return this;
    }

    public Workflow<T, S> build() {
        Workflow.Published<T> events = published;
        if (events == null) {
            throw new IllegalStateException(kind + " publish nothing");
        }
        return new Workflow<>(
                kind,
                zh,
                en,
                type,
                states,
                opening,
                moves,
                rungs,
                climbed,
                known,
                newsOf,
                events,
                answers,
                new Workflow.Storage<>(indexes, sparse, kept, alsoUnchanged, waitingNotices),
                new Workflow.Presentation<>(hidden, computed, shown, trailFor, filters, facts, view, choices));
    }

    WorkflowBuilder<T, S> add(Move<T, S, ?> move) {
        moves.put(move.name(), move);
        return this;
    }
}
