package huikan.submission.agency;

import huikan.service.problem.Problem;

/** What can be wrong with an agency. */
enum AgencyProblem implements Problem {
    UNKNOWN("agency-unknown", 404, "There is no such agency, or not for you"),
    INVALID("agency-invalid", 422, "The agency cannot stand like this"),
    ADMIN_ONLY("admin-only", 403, "Only the administrator keeps the directory"),
    STALE("agency-stale", 412, "The agency has changed since you saw it"),
    IF_MATCH_MISSING("if-match-missing", 428, "Say which version you saw, in If-Match");

    private final String code;
    private final int status;
    private final String title;

    AgencyProblem(String code, int status, String title) {
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
