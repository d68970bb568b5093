package huikan.submission.submission;

import huikan.service.problem.Problem;

/** What can be wrong with a filing, or with what is asked of one. */
public enum SubmissionProblem implements Problem {
    UNKNOWN("submission-unknown", 404, "There is no such submission, or not yet, or not for you"),
    MALFORMED("filing-malformed", 422, "The filing does not have the shape of one"),
    UNREADABLE("unreadable", 400, "The request cannot be read"),
    TOO_LARGE("too-large", 413, "The body is too large"),
    NOT_YOURS("agency-not-yours", 403, "Only the agency's own reporter files and withdraws"),
    NOT_WITHDRAWABLE("not-withdrawable", 409, "It cannot be withdrawn any more"),
    RESTATEMENT("restatement-not-withdrawable", 409, "What corrects an approved filing is not withdrawn"),
    /** Inside {@code rejection}: the checks or the directory say no. */
    REJECTED("filing-rejected", 422, "The filing was not accepted"),
    KEY_REUSED("idempotency-key-reused", 409, "The idempotency key belongs to another body"),
    SLOT_HELD("slot-held", 409, "The slot is not free for this filing");

    private final Kind kind;

    SubmissionProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
