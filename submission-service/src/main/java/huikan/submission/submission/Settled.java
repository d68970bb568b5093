package huikan.submission.submission;

import huikan.events.SubmissionReceived;
import huikan.submission.rule.Check;
import huikan.submission.submission.Submission.Rejection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A filing with what was decided on it, to be written down.
 *
 * @param replaces the submission that it corrects
 * @param seenBy the agencies that may see it
 * @param hasKey whether its idempotency key is its own; false where another body has it
 * @param checks all that were made
 * @param at when it was decided
 */
public record Settled(
        SubmissionReceived received,
        @Nullable String replaces,
        Set<String> seenBy,
        boolean hasKey,
        List<Check> checks,
        Decision decision,
        Instant at) {

    /** What was decided. */
    public sealed interface Decision {

        /**
         * It holds the slot.
         *
         * @param revision the how-manieth holder it is, from 1
         */
        record Accepted(long revision, boolean late) implements Decision {}

        /** It holds none. */
        record Rejected(Rejection rejection) implements Decision {}
    }

    public String id() {
        return received.id();
    }
}
