package huikan.submission.filing;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The states of a submission. */
public enum SubmissionStatus {
    /** Taken in and not assessed yet; nobody sees it so. */
    RECEIVED,
    /** Passed its checks and holds the slot. */
    ACCEPTED,
    /** Failed its checks, or found the slot held. */
    REJECTED,
    /** A reviewer sent it back; it holds the slot until its correction takes it. */
    RETURNED,
    APPROVED,
    /** The agency took it back. */
    WITHDRAWN,
    /** A correction holds the slot. */
    REPLACED;

    /** Whatever passed its checks once. */
    public static final Set<SubmissionStatus> ONCE_ACCEPTED =
            Set.copyOf(EnumSet.of(ACCEPTED, RETURNED, APPROVED, WITHDRAWN, REPLACED));

    /** Whatever holds a slot. */
    public static final Set<SubmissionStatus> STANDING = Set.copyOf(EnumSet.of(ACCEPTED, RETURNED, APPROVED));

    private static final Map<SubmissionStatus, Set<SubmissionStatus>> NEXT = Map.of(
            RECEIVED, EnumSet.of(ACCEPTED, REJECTED),
            ACCEPTED, EnumSet.of(RETURNED, APPROVED, WITHDRAWN, REPLACED),
            RETURNED, EnumSet.of(REPLACED),
            APPROVED, EnumSet.of(REPLACED),
            REJECTED, EnumSet.noneOf(SubmissionStatus.class),
            WITHDRAWN, EnumSet.noneOf(SubmissionStatus.class),
            REPLACED, EnumSet.noneOf(SubmissionStatus.class));

    boolean mayBecome(SubmissionStatus target) {
        return NEXT.getOrDefault(this, Set.of()).contains(target);
    }

    /** The states from which the target can be reached. */
    static Set<SubmissionStatus> before(SubmissionStatus target) {
        Set<SubmissionStatus> before = EnumSet.noneOf(SubmissionStatus.class);
        for (SubmissionStatus status : values()) {
            if (status.mayBecome(target)) {
                before.add(status);
            }
        }
        return before;
    }
}
