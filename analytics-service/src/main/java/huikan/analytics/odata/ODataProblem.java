package huikan.analytics.odata;

import huikan.service.problem.Problem;

/** Why a question to the feed is not answered. Told in OData's own form of an error, with the code of the problem. */
enum ODataProblem implements Problem {
    OPTION("odata-option", 400, "A query option cannot be like that"),
    FILTER("odata-filter", 400, "The filter cannot be read"),
    TOO_MUCH("odata-too-much", 400, "The answer would take too much reading"),
    VERSION("odata-version", 400, "Only OData 4.0 is answered"),
    UNKNOWN("odata-unknown", 404, "The feed has no such resource"),
    READ_ONLY("odata-read-only", 405, "The feed is read only"),
    FORMAT("odata-format", 406, "The feed has no such format"),
    UNSUPPORTED("odata-unsupported", 501, "This part of OData is not supported");

    private final Kind kind;

    ODataProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
