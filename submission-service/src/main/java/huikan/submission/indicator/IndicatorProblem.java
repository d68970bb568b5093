package huikan.submission.indicator;

import huikan.service.problem.Problem;

/** What can be wrong with an indicator. */
enum IndicatorProblem implements Problem {
    UNKNOWN("indicator-unknown", 404, "There is no such indicator"),
    INVALID("indicator-invalid", 422, "The indicator cannot stand like this"),
    ADMIN_ONLY("admin-only", 403, "Only the administrator changes indicators"),
    FULL("indicators-full", 409, "There is no room for more");

    private final Kind kind;

    IndicatorProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
