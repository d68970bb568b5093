package huikan.submission.submission;

import java.util.EnumSet;
import java.util.Set;

/** The states of a submission; {@link SubmissionMove} is the table of what leads from one to the next. */
public enum SubmissionStatus {
    /** Acknowledged by the gateway and not settled yet; it is in the topic only, and nobody sees it. */
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

    /** Whatever is written down. */
    public static final Set<SubmissionStatus> SETTLED = Set.copyOf(EnumSet.complementOf(EnumSet.of(RECEIVED)));

    /** Whatever passed its checks once. */
    public static final Set<SubmissionStatus> ONCE_ACCEPTED =
            Set.copyOf(EnumSet.of(ACCEPTED, RETURNED, APPROVED, WITHDRAWN, REPLACED));

    /** Whatever holds a slot. */
    public static final Set<SubmissionStatus> STANDING = Set.copyOf(EnumSet.of(ACCEPTED, RETURNED, APPROVED));
}
