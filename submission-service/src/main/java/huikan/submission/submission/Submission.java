package huikan.submission.submission;

import huikan.events.Relayer;
import huikan.problem.FieldError;
import huikan.submission.rule.Check;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One filing as it stands, without its body, which may be a thousand times as large.
 *
 * @param rank its place in lists: when it was settled, then its id
 * @param revision the how-manieth holder of the slot it is; 0 where it never held it
 * @param reviewed a reviewer has taken it on, or a level has passed it on
 * @param reviewStep the step of its review that was followed last; 0 for none
 * @param approvedStep of one that was replaced while it was approved, the step of its trail that approved it; null for others, and once
 *     that approval counts no more
 * @param restated of one that was replaced, the filing that was approved and is corrected by what took its place; null where there is none
 * @param checks those that failed, or that an explanation made good
 * @param checksPassed how many passed by themselves; they are not kept
 * @param seenBy the agencies that may see it
 * @param relayedBy who filed it on behalf of its agency; null where the agency filed for itself
 * @param signedOffBy the login that signed its draft off (签发); null where nobody did
 * @param head the hash of the last step of its trail
 */
public record Submission(
        String id,
        String cycle,
        String agency,
        String digest,
        Instant receivedAt,
        String rank,
        @Nullable String replaces,
        SubmissionStatus status,
        long revision,
        boolean late,
        boolean reviewed,
        long reviewStep,
        @Nullable Long approvedStep,
        @Nullable String restated,
        List<Check> checks,
        long checksPassed,
        @Nullable Rejection rejection,
        Set<String> seenBy,
        @Nullable Relayer relayedBy,
        @Nullable String signedOffBy,
        long version,
        String head) {

    public Instant settledAt() {
        return Instant.ofEpochMilli(Long.parseLong(rank.substring(0, rank.indexOf('-'))));
    }

    /** It passed its checks and held the slot, whatever became of it since. */
    public boolean wasAccepted() {
        return SubmissionStatus.ONCE_ACCEPTED.contains(status);
    }

    /**
     * Why it was refused, told like a problem.
     *
     * @param code of a {@link SubmissionProblem}
     */
    public record Rejection(String code, String detail, List<FieldError> errors) {

        /** One that has a single reason. */
        public static Rejection of(SubmissionProblem problem, String pointer, String detail) {
            String code = problem.kind().code();
            return new Rejection(code, detail, List.of(new FieldError(pointer, code, detail)));
        }

        /** The codes of what was wrong, each once. */
        public List<String> reasons() {
            return errors.stream().map(FieldError::code).distinct().toList();
        }
    }
}
