package huikan.review.workflow;

import huikan.problem.FieldError;
import huikan.service.problem.IfMatch;
import huikan.service.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which moves of a case somebody may make now, and why not the others. */
final class AllowedMoves<T extends Record & Case<S>, S extends Enum<S> & State> {

    private final Workflow<T, S> workflow;

    AllowedMoves(Workflow<T, S> workflow) {
        this.workflow = workflow;
    }

    /**
     * @throws ProblemException 403, 428, 412 or 409 when the caller may not make a move now, with a sound request
     */
    void require(T seen, Move<T, S, ?> move, @Nullable String ifMatch, Act act) {
        String notTheirs = notTheirs(move, seen, act);
        if (notTheirs != null) {
            throw workflow.answers().notYours(seen, move.name(), notTheirs, act);
        }
        String separation = first(move.separations(), seen, act);
        if (separation != null) {
            throw CaseProblem.SEPARATION.because(separation);
        }
        IfMatch.require(ifMatch, seen.version());
        String obstacle = obstacle(move, seen, act);
        if (obstacle != null) {
            List<String> possible = moves(seen, act);
            throw workflow.answers()
                    .impossible(
                            seen,
                            move.name(),
                            obstacle + " You may: " + (possible.isEmpty() ? "nothing" : String.join(", ", possible))
                                    + ".",
                            possible.stream()
                                    .map(other -> new FieldError("", "move.possible", other))
                                    .toList(),
                            act);
        }
    }

    /** Why it is not the caller's to make, if so. */
    private @Nullable String notTheirs(Move<T, S, ?> move, T seen, Act act) {
        return move.by().stream().anyMatch(relation -> relation.holds(seen.parties(), act.caller()))
                ? first(move.onlyBy(), seen, act)
                : move.name() + " is made by " + move.by() + ", not by "
                        + act.by().login() + ", a " + act.caller().role() + ".";
    }

    private static <T> @Nullable String first(List<Move.Guard<T>> guards, T seen, Act act) {
        return guards.stream()
                .map(guard -> guard.obstacle(seen, act))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private @Nullable String obstacle(Move<T, S, ?> move, T seen, Act act) {
        return move.possibleIn(seen.status())
                ? first(move.guards(), seen, act)
                : "It is " + seen.status() + "; " + move.name() + " is possible when it is "
                        + move.leads().keySet() + ".";
    }

    /** The moves that the caller may make now: exactly those that would be taken with a sound request. */
    List<String> moves(T seen, Act act) {
        return workflow.moves().values().stream()
                .filter(move -> move.possibleIn(seen.status()) && notTheirs(move, seen, act) == null)
                .filter(move -> first(move.separations(), seen, act) == null)
                .filter(move -> first(move.guards(), seen, act) == null)
                .map(Move::name)
                .toList();
    }
}
