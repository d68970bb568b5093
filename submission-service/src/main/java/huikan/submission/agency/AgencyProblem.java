package huikan.submission.agency;

import huikan.service.problem.Problem;

/** What can be wrong with an agency. */
enum AgencyProblem implements Problem {
    UNKNOWN("agency-unknown", 404, "There is no such agency, or not for you"),
    INVALID("agency-invalid", 422, "The agency cannot stand like this"),
    UNREADABLE("agencies-unreadable", 422, "This is no table of agencies"),
    TABLE("agencies-invalid", 422, "The agencies cannot stand like this"),
    BUSY("agency-busy", 409, "Somebody else changes the agency"),
    SUPERIOR("agency-superior", 409, "Others hang below the agency"),
    ENDED("agency-ended", 409, "The agency has ended already"),
    ADMIN_ONLY("admin-only", 403, "Only the administrator keeps the directory");

    private final Kind kind;

    AgencyProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
