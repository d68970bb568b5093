package huikan.submission.submission;

import static huikan.submission.submission.SubmissionStatus.ACCEPTED;
import static huikan.submission.submission.SubmissionStatus.APPROVED;
import static huikan.submission.submission.SubmissionStatus.RECEIVED;
import static huikan.submission.submission.SubmissionStatus.REJECTED;
import static huikan.submission.submission.SubmissionStatus.REPLACED;
import static huikan.submission.submission.SubmissionStatus.RETURNED;
import static huikan.submission.submission.SubmissionStatus.WITHDRAWN;

import java.util.Locale;
import java.util.Set;

/** The table of submissions: each move with the states that it leads from, and the one that it leads to. */
enum SubmissionMove {
    ACCEPT(ACCEPTED, RECEIVED),
    REJECT(REJECTED, RECEIVED),
    /** A reviewer took it on, or a level passed it on: it cannot be withdrawn any more. */
    TAKE_UP(ACCEPTED, ACCEPTED),
    RETURN(RETURNED, ACCEPTED),
    APPROVE(APPROVED, ACCEPTED),
    /** What its levels had passed counts no more. */
    VOID(ACCEPTED, ACCEPTED, APPROVED),
    WITHDRAW(WITHDRAWN, ACCEPTED),
    REPLACE(REPLACED, ACCEPTED, RETURNED, APPROVED),
    /** Its approval, which counted on while a correction waited, counts no more. */
    LAPSE(REPLACED, REPLACED);

    private final SubmissionStatus to;
    private final Set<SubmissionStatus> from;

    SubmissionMove(SubmissionStatus to, SubmissionStatus... from) {
        this.to = to;
        this.from = Set.of(from);
    }

    boolean mayBeMadeIn(SubmissionStatus status) {
        return from.contains(status);
    }

    SubmissionStatus to() {
        return to;
    }

    /** Its name in the trail. */
    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
