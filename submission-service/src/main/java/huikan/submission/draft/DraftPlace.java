package huikan.submission.draft;

import huikan.service.security.Caller;
import huikan.submission.cycle.Cycle;
import huikan.submission.obligation.Obligation;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which draft, and who works on it.
 *
 * @param closesOn the last day on which a filing of this agency is taken
 * @param closed nothing can be filed any more
 */
public record DraftPlace(Cycle cycle, Obligation owed, LocalDate closesOn, boolean closed, Caller caller) {

    public String agency() {
        return owed.agency();
    }

    /** It is written by whoever relays for its agency, and not by that or whoever came in its place. */
    boolean isRelayed() {
        return !caller.actsFor(agency());
    }

    /** Who files it on behalf of its agency; null where that files for itself. */
    @Nullable
    String onBehalfBy() {
        return agency().equals(caller.agency()) ? null : caller.agency();
    }

    /** Whoever relays for it now may not see what it filed while it stood under others. */
    public boolean maySee(Obligation before) {
        return !isRelayed() || caller.maySee(before.seenBy());
    }

    /** @throws huikan.service.problem.ProblemException CLOSED */
    public void requireOpen() {
        if (closed) {
            throw DraftProblem.CLOSED.because(cycle.id() + " closed on " + closesOn + ".");
        }
    }
}
