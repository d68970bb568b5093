package huikan.submission.owed;

import huikan.service.problem.Problem;

/** Why what one agency owes cannot be changed. */
enum AmendmentProblem implements Problem {
    UNKNOWN("obligation-unknown", 404, "The agency owes nothing in this cycle"),
    CYCLE_UNKNOWN("cycle-unknown", 404, "There is no such cycle"),
    AGENCY_UNKNOWN("agency-unknown", 404, "There is no such agency, or not for you"),
    SUPERIORS_ONLY("superiors-only", 403, "Only a supervisor of an agency above it changes what an agency owes"),
    IMPOSSIBLE("amendment-impossible", 409, "What is owed cannot be changed like this now"),
    LISTED("agency-listed", 409, "The agency is on the list of the cycle already"),
    NOT_ADDED("addition-impossible", 409, "The agency cannot be put on the list of this cycle"),
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
