package huikan.review.matter;

import huikan.problem.FieldError;
import huikan.review.calendar.Today;
import huikan.service.problem.IfMatch;
import huikan.service.problem.ProblemException;
import huikan.service.security.Caller;
import huikan.trail.Trail;
import huikan.trail.TrailStep.Made;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where moves are made: who may see the thing, whose move it is, which version was seen, whether the table and the rules
 * allow it, in this order; then the change is written.
 *
 * @param <S> states
 * @param <T> things
 * @param <M> moves
 */
public final class Desk<S extends Enum<S>, T extends Record & Matter<S>, M extends Enum<M> & Move<S>> {

    private final Matters<S, T> matters;
    private final Class<M> moves;
    private final MoveRules<T, M> rules;
    private final Function<T, @Nullable Instant> alarm;
    private final Told<T> told;
    private final Today today;

    /**
     * @param alarm when the next timer of a thing goes off
     */
    public Desk(
            Matters<S, T> matters,
            Class<M> moves,
            MoveRules<T, M> rules,
            Function<T, @Nullable Instant> alarm,
            Told<T> told,
            Today today) {
        this.matters = matters;
        this.moves = moves;
        this.rules = rules;
        this.alarm = alarm;
        this.told = told;
        this.today = today;
    }

    /**
     * @throws ProblemException 404 when there is none, or not for the caller
     */
    public T visible(String id, Caller caller) {
        return matters.find(id)
                .filter(one -> caller.maySee(one.seenBy()))
                .orElseThrow(() -> MatterProblem.UNKNOWN.because(
                        "There is nothing under " + matters.kind() + "/" + id + " that you may see."));
    }

    /** The hash-chained history. */
    public Trail trail(String id, Caller caller) {
        return matters.trail(visible(id, caller).id()).orElseThrow();
    }

    /**
     * The thing as it was seen, when the caller may make this move of it now.
     *
     * @throws ProblemException 404, 403, 428, 412 or 409
     */
    public T ready(String id, M move, @Nullable String ifMatch, Caller caller) {
        T seen = visible(id, caller);
        if (move.by().stream().noneMatch(actor -> rules.acts(actor, seen, caller))) {
            throw MatterProblem.NOT_YOURS.because(
                    move.path() + " is made by " + move.by() + ", not by " + caller.login() + ".");
        }
        IfMatch.require(ifMatch, seen.version());
        Optional<String> obstacle = obstacle(move, seen, caller);
        if (obstacle.isPresent()) {
            throw impossible(obstacle.get(), seen, caller);
        }
        return seen;
    }

    /** A move that is refused for a reason of its own, with what is possible instead. */
    public ProblemException impossible(String why, T seen, Caller caller) {
        List<String> possible = moves(seen, caller);
        return MatterProblem.IMPOSSIBLE.because(
                why + " You may: " + (possible.isEmpty() ? "nothing" : String.join(", ", possible)) + ".",
                possible.stream()
                        .map(move -> new FieldError("", "move.possible", move))
                        .toList());
    }

    private Optional<String> obstacle(M move, T seen, Caller caller) {
        if (!move.possibleIn(seen.status())) {
            return Optional.of("It is " + seen.status() + "; " + move.path() + " is possible when it is "
                    + move.leads().keySet() + ".");
        }
        return rules.obstacle(move, seen, today.date(), caller);
    }

    /** The moves that the caller may make now. */
    public List<String> moves(T seen, Caller caller) {
        return Arrays.stream(moves.getEnumConstants())
                .filter(move -> move.possibleIn(seen.status()))
                .filter(move -> move.by().stream().anyMatch(actor -> rules.acts(actor, seen, caller)))
                .filter(move -> rules.obstacle(move, seen, today.date(), caller).isEmpty())
                .map(Move::path)
                .toList();
    }

    /** Opens a new thing. */
    public T open(T fresh, M opening, Caller caller) {
        return matters.open(new Change<>(fresh, made(opening, caller), alarm.apply(fresh)), told)
                .orElseThrow(() -> new IllegalStateException(fresh.id() + " is taken"));
    }

    /** Opens a new thing in the name of the suite; empty when its id is taken. */
    public Optional<T> openBySystem(T fresh, M opening, Person by) {
        Made made = new Made(opening.path(), by.login(), by.agency(), today.now());
        return matters.open(new Change<>(fresh, made, alarm.apply(fresh)), told);
    }

    /**
     * Makes the move.
     *
     * @throws ProblemException 412 when the thing is no longer what was seen
     */
    public T done(T seen, M move, T after, Caller caller) {
        return write(seen, move, after, made(move, caller), told).orElseThrow(IfMatch::overtaken);
    }

    /** A move of the suite itself; empty when the thing is no longer what was seen. */
    public Optional<T> doneBySystem(T seen, M move, T after, Person by, Told<T> how) {
        return write(seen, move, after, new Made(move.path(), by.login(), by.agency(), today.now()), how);
    }

    private Optional<T> write(T seen, M move, T after, Made made, Told<T> how) {
        move.check(seen.status(), after.status());
        return matters.change(seen, new Change<>(after, made, alarm.apply(after)), how);
    }

    private Made made(M move, Caller caller) {
        return new Made(move.path(), caller.login(), caller.agency(), today.now());
    }

    /** The event of {@link #open} and {@link #done}. */
    public Told<T> told() {
        return told;
    }

    /** Today's date. */
    public LocalDate date() {
        return today.date();
    }
}
