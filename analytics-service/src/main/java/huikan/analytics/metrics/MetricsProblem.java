package huikan.analytics.metrics;

import huikan.service.problem.Problem;

/** What can be wrong with a question. */
enum MetricsProblem implements Problem {
    CYCLE_UNKNOWN("cycle-unknown", 404, "There is no such cycle"),
    AGENCY_UNKNOWN("agency-unknown", 404, "There is no such agency, or not for you"),
    UNDER_MISSING("under-missing", 422, "Say under which agency"),
    INDICATOR_UNKNOWN("indicator-unknown", 422, "The cycle has no such indicator"),
    AS_OF("as-of-unsupported", 422, "Only the present can be asked for");

    private final String code;
    private final int status;
    private final String title;

    MetricsProblem(String code, int status, String title) {
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
