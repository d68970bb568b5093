package huikan.submission.rehearsal;

import huikan.service.problem.Problem;

/** What can be wrong with a rehearsal. */
enum RehearsalProblem implements Problem {
    UNKNOWN("rehearsal-unknown", 404, "There is no such rehearsal of this rule"),
    INVALID("rehearsal-invalid", 422, "This cannot be rehearsed"),
    ADMIN_ONLY("admin-only", 403, "Only the administrator rehearses rules"),
    TOO_MANY("rehearsals-full", 409, "There are too many rehearsals under way");

    private final Kind kind;

    RehearsalProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
