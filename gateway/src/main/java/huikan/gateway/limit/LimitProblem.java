package huikan.gateway.limit;

import huikan.service.problem.Problem;

/** Why a request is not answered now. */
public enum LimitProblem implements Problem {
    TOO_MANY_REQUESTS("too-many-requests", 429, "More requests than one client may make"),
    TOO_MANY_FILINGS("too-many-filings", 429, "More filings than one client may send"),
    TOO_MANY_UNDER_WAY("too-many-under-way", 429, "More at the same time than one client may have under way"),
    CROWDED("crowded", 503, "More requests are being answered than can be held"),
    OVERLOADED("overloaded", 503, "More filings are under way than can be held");

    private final Kind kind;

    LimitProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
