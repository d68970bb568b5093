package huikan.analytics.metrics;

import huikan.service.problem.Problem;

/** What can be wrong with a question. */
enum MetricsProblem implements Problem {
    CYCLE_UNKNOWN("cycle-unknown", 404, "There is no such cycle"),
    AGENCY_UNKNOWN("agency-unknown", 404, "There is no such agency, or not for you"),
    UNDER_MISSING("under-missing", 422, "Say under which agency"),
    INDICATOR_UNKNOWN("indicator-unknown", 422, "The cycle has no such indicator"),
    AS_OF_LATER("as-of-later", 422, "What is to come cannot be asked for"),
    PERIOD("period-reversed", 422, "The first day is after the last one"),
    AS_OF("as-of-unsupported", 422, "Only the present can be asked for");

    private final Kind kind;

    MetricsProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
