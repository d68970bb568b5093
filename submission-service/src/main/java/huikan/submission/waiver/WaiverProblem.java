package huikan.submission.waiver;

import huikan.service.problem.Problem;

/** What can be wrong with a waiver. */
enum WaiverProblem implements Problem {
    UNKNOWN("waiver-unknown", 404, "There is no such waiver of this rule"),
    INVALID("waiver-invalid", 422, "The waiver cannot stand like this"),
    ADMIN_ONLY("admin-only", 403, "Only the administrator waives rules"),
    ENDED("waiver-ended", 409, "The waiver is over"),
    TOO_MANY("waivers-full", 409, "There are too many waivers in force");

    private final Kind kind;

    WaiverProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
