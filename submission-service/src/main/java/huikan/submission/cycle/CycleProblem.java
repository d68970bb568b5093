package huikan.submission.cycle;

import huikan.service.problem.Problem;

/** What can be wrong with a cycle. */
enum CycleProblem implements Problem {
    UNKNOWN("cycle-unknown", 404, "There is no such cycle"),
    TAKEN("cycle-exists", 409, "There is a cycle with this id"),
    INVALID("cycle-invalid", 422, "The cycle cannot be issued like this"),
    ADMIN_ONLY("admin-only", 403, "Only the administrator issues cycles");

    private final Kind kind;

    CycleProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
