package huikan.review.workflow;

import huikan.events.Event;
import huikan.events.SupervisionEvent.Step;
import huikan.service.security.Caller;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of case goes through, declared in one place: its states and moves, its deadlines, its events and what is shown
 * of it. The paths of the API, the contract, the documentation and the dialogs of a client follow from it.
 *
 * @param kind the collection, and what its path calls it
 * @param opening how people open one; null where only the suite does
 * @param moves in the order of its life
 * @param rungs of the ladder behind its due date
 * @param climbed the case on another rung
 * @param known until when everything is known that may have ended a deadline
 * @param newsOf whether something is known of a case that has yet to be followed; its deadlines wait for that
 * @param published what a step is published as
 * @param answers what is answered when something is not done
 */
public record Workflow<T extends Record & Case<S>, S extends Enum<S> & State>(
        String kind,
        String zh,
        String en,
        Class<T> type,
        Class<S> states,
        @Nullable Opening<T, ?> opening,
        Map<String, Move<T, S, ?>> moves,
        List<Rung> rungs,
        @Nullable BiFunction<T, Ladder, T> climbed,
        Supplier<Instant> known,
        Predicate<T> newsOf,
        Published<T> published,
        Answers<T> answers,
        Storage<T> storage,
        Presentation<T> presentation) {

    static final String ESCALATE = "escalate";
    static final String URGE = "urge";

    public Workflow {
        moves = Collections.unmodifiableMap(new LinkedHashMap<>(moves));
        rungs = List.copyOf(rungs);
    }

    /** What a step is published as; nothing where it is nobody else's business. */
    @FunctionalInterface
    public interface Published<T> {
        /**
         * @param before null when the case is new
         */
        List<? extends Event> of(@Nullable T before, T after, Step step);
    }

    /**
     * How it is stored and found.
     *
     * @param indexes further indexes
     * @param sparse fields whose index has only those cases that have the field
     * @param kept what is kept beside the record, to be found by; nothing where it is null
     * @param alsoUnchanged fields that others change and that a move must have seen as they are
     * @param waitingNotices whether people hear of each case that begins to wait for them
     */
    public record Storage<T>(
            List<List<String>> indexes,
            List<String> sparse,
            Map<String, Function<T, @Nullable Object>> kept,
            List<String> alsoUnchanged,
            boolean waitingNotices) {}

    /**
     * What is shown.
     *
     * @param hidden fields that are kept and not shown
     * @param computed fields that are shown and not kept
     * @param part what of it a caller sees
     * @param trailFor whether a caller sees the whole history
     * @param filters fields that a list may be narrowed by, beside those that all kinds have
     * @param facts asks once what the guards of a whole page need of other documents
     * @param view another view in the place of this
     * @param choices of the request that opens one, what a field may have where a setting says it
     */
    public record Presentation<T>(
            Set<String> hidden,
            Map<String, Computed<T>> computed,
            BiFunction<T, Caller, T> part,
            BiPredicate<T, Caller> trailFor,
            Map<String, Class<?>> filters,
            BiConsumer<Collection<T>, Act> facts,
            @Nullable BiFunction<T, Act, Object> view,
            Map<String, List<String>> choices) {}

    /**
     * A field that is shown and not kept.
     *
     * @param alone whether it is shown of one case only, and not in lists
     */
    public record Computed<T>(Class<?> type, boolean alone, BiFunction<T, Act, @Nullable Object> value) {}

    public static <T extends Record & Case<S>, S extends Enum<S> & State> WorkflowBuilder<T, S> of(
            String kind, Class<T> type, Class<S> states) {
        return new WorkflowBuilder<>(kind, type, states);
    }

    /**
     * @throws IllegalArgumentException when there is no such move
     */
    public Move<T, S, ?> move(String name) {
        Move<T, S, ?> move = moves.get(name);
        if (move == null) {
            throw new IllegalArgumentException(kind + " have no move " + name);
        }
        return move;
    }
}
