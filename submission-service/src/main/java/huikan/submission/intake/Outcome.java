package huikan.submission.intake;

import static java.util.Objects.requireNonNull;

import huikan.submission.obligation.Obligation;
import huikan.submission.submission.Settled;
import huikan.submission.submission.Settled.Decision;
import huikan.submission.submission.Settled.Decision.Accepted;
import huikan.submission.submission.Submission;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a filing, now or when it came before.
 *
 * @param slot its obligation; null for one that owes nothing
 * @param at when it was decided on
 */
record Outcome(Arrival arrival, @Nullable Obligation slot, Decision decision, Instant at) {

    /**
     * @param written what was written down now; else there is a twin
     * @param twin what was written down before
     */
    static Outcome of(
            Arrival arrival, @Nullable Obligation slot, @Nullable Settled written, @Nullable Submission twin) {
        if (written != null) {
            return new Outcome(arrival, slot, written.decision(), written.at());
        }
        Submission before = requireNonNull(twin);
        return new Outcome(
                arrival,
                slot,
                before.wasAccepted()
                        ? new Accepted(before.revision(), before.late())
                        : new Decision.Rejected(requireNonNull(before.rejection())),
                before.settledAt());
    }

    /** Null for one that was refused. */
    @Nullable
    Accepted accepted() {
        return decision instanceof Accepted accepted ? accepted : null;
    }
}
