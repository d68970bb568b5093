package huikan.review.testing;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.review.matter.Actor;
import huikan.review.matter.Move;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/**
 * A whole state machine over HTTP: every move in every state, those that its table allows and those that it does not.
 *
 * @param <S> states
 * @param <M> moves
 */
@TestPropertySource(properties = "huikan.supervision.sweep=1h")
public abstract class TableOverHttp<S extends Enum<S>, M extends Enum<M> & Move<S>> extends OverHttp {

    private final Class<S> states;
    private final Class<M> moves;
    private final Set<S> last;

    /**
     * @param last the states that nothing leads out of
     */
    protected TableOverHttp(Class<S> states, Class<M> moves, Set<S> last) {
        this.states = states;
        this.moves = moves;
        this.last = last;
    }

    /** Nothing goes off here: a thing stays in the state that it was put in. */
    @Override
    protected final void letDueGoOff() {}

    /** The path of a new thing in this state, about which nothing else keeps the move from being made. */
    protected abstract String in(S state, M move);

    /** Who makes the move. */
    protected abstract String actor(M move);

    /** A body that is taken; null for none. */
    protected abstract String body(M move);

    @Test
    void a_move_is_made_where_the_table_has_it_and_nowhere_else() {
        itIs("2024-03-01");
        for (M move : moves.getEnumConstants()) {
            if (move.leads().isEmpty() || move.by().equals(Set.of(Actor.SYSTEM))) {
                continue;
            }
            for (S state : states.getEnumConstants()) {
                tried(move, state);
            }
        }
    }

    private void tried(M move, S state) {
        String thing = in(state, move);
        boolean offered = get(actor(move), thing).moves().contains(move.path());
        Answer answer = move(actor(move), thing, move.path(), body(move));
        assertThat(offered).as("%s is offered when it is %s", move, state).isEqualTo(move.possibleIn(state));
        if (move.possibleIn(state)) {
            answer.is(200);
            assertThat(move.leads().get(state)).contains(Enum.valueOf(states, answer.text("status")));
        } else {
            answer.problem(409, "move-impossible");
            assertThat(get("admin", thing).json().path("version").asLong())
                    .as("nothing was changed")
                    .isEqualTo(1);
        }
    }

    @Test
    void what_only_the_suite_does_has_no_path() {
        String thing = in(states.getEnumConstants()[0], moves.getEnumConstants()[0]);
        get("admin", thing).is(200);
        for (M move : moves.getEnumConstants()) {
            if (move.leads().isEmpty() || move.by().equals(Set.of(Actor.SYSTEM))) {
                assertNoPath(thing + "/" + move.path());
            }
        }
        assertNoPath(thing + "/imagined");
    }

    /** What is there and not visible has another problem. */
    private void assertNoPath(String path) {
        post("admin", path, "{}", "If-Match", "\"1\"").problem(404, "not-found");
    }

    @Test
    void every_state_but_the_last_ones_is_left_by_some_move() {
        for (S state : states.getEnumConstants()) {
            boolean left = Arrays.stream(moves.getEnumConstants())
                    .anyMatch(move ->
                            move.leads().getOrDefault(state, Set.of()).stream().anyMatch(to -> to != state));
            assertThat(left).as("%s", state).isEqualTo(!last.contains(state));
        }
    }
}
