package huikan.analytics.metrics;

import huikan.service.problem.Problem;

/** What can be wrong with a question. */
enum MetricsProblem implements Problem {
    CYCLE_UNKNOWN("cycle-unknown", 404, "There is no such cycle"),
    AGENCY_UNKNOWN("agency-unknown", 404, "There is no such agency, or not for you"),
    UNDER_MISSING("under-missing", 422, "Say under which agency"),
    INDICATOR_UNKNOWN("indicator-unknown", 422, "The cycle has no such indicator"),
    AS_OF_LATER("as-of-later", 422, "What is to come cannot be asked for"),
    FORM_UNKNOWN("form-unknown", 404, "There is no such form"),
    PERIOD("period-backwards", 422, "The first day is after the last"),
    TOO_MANY_CYCLES("too-many-cycles", 422, "Too many cycles to add up at once");

    private final Kind kind;

    MetricsProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
