package huikan.submission.filing;

import huikan.service.problem.Problem;

/** What can be wrong with a filing, or with what is asked of one. */
enum SubmissionProblem implements Problem {
    UNKNOWN("submission-unknown", 404, "There is no such submission, or not yet, or not for you"),
    MALFORMED("filing-malformed", 422, "The filing does not have the shape of one"),
    UNREADABLE("unreadable", 400, "The request cannot be read"),
    TOO_LARGE("too-large", 413, "The body is too large"),
    NOT_YOURS("agency-not-yours", 403, "Only the agency's own reporter files and withdraws"),
    IF_MATCH_MISSING("if-match-missing", 428, "Say which version you saw, in If-Match"),
    STALE("stale", 412, "The submission has changed since you saw it"),
    NOT_WITHDRAWABLE("not-withdrawable", 409, "It cannot be withdrawn any more"),
    /** Inside {@code rejection}: the checks or the directory say no. */
    REJECTED("filing-rejected", 422, "The filing was not accepted"),
    KEY_REUSED("idempotency-key-reused", 409, "The idempotency key belongs to another body"),
    SLOT_HELD("slot-held", 409, "Another filing holds the slot");

    private final String code;
    private final int status;
    private final String title;

    SubmissionProblem(String code, int status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
