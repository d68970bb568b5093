package huikan.review.matter;

import huikan.service.security.Caller;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a state machine's table does not say of its moves.
 *
 * @param <T> the things
 * @param <M> their moves
 */
public interface MoveRules<T, M> {

    /** Whether the caller is this actor, for this thing. */
    boolean acts(Actor actor, T thing, Caller caller);

    /** Why the move cannot be made now though its state would allow it. */
    Optional<String> obstacle(M move, T thing, LocalDate today);

    /** The same for one caller, where it depends on who that is. */
    default Optional<String> obstacle(M move, T thing, LocalDate today, Caller caller) {
        return obstacle(move, thing, today);
    }
}
