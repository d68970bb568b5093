package huikan.gateway.intake;

import huikan.service.problem.Problem;

/** Why a filing is not taken. */
enum IntakeProblem implements Problem {
    UNREADABLE("unreadable", 400, "The request cannot be read"),
    MALFORMED("filing-malformed", 422, "The filing does not have the shape of one"),
    NOT_YOURS("agency-not-yours", 403, "Only the agency's own reporter files"),
    TOO_LARGE("too-large", 413, "The body is too large"),
    BATCH_TOO_LONG("batch-too-long", 413, "The batch has too many lines"),
    KEY_MALFORMED("idempotency-key-malformed", 422, "The idempotency key cannot be used"),
    KEY_REUSED("idempotency-key-reused", 409, "The idempotency key belongs to another body"),
    BACKLOG("too-many-waiting", 429, "More filings wait to be settled than can be soon"),
    NOT_ACKNOWLEDGED("not-acknowledged", 503, "The filing could not be secured in time");

    private final Kind kind;

    IntakeProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
