package huikan.submission.owed;

import huikan.service.problem.Problem;

/** Why what one agency owes cannot be changed. */
enum AmendmentProblem implements Problem {
    UNKNOWN("obligation-unknown", 404, "The agency owes nothing in this cycle"),
    SUPERIORS_ONLY("superiors-only", 403, "Only a supervisor of an agency above it changes what an agency owes"),
    IMPOSSIBLE("amendment-impossible", 409, "What is owed cannot be changed like this now"),
    INVALID("amendment-invalid", 422, "What is owed cannot be changed like this");

    private final Kind kind;

    AmendmentProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
