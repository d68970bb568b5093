package huikan.submission.rule;

import huikan.service.problem.Problem;

/** What can be wrong with a rule. */
public enum RuleProblem implements Problem {
    UNKNOWN("rule-unknown", 404, "There is no such rule"),
    INVALID("rule-invalid", 422, "The rule cannot stand like this"),
    ADMIN_ONLY("admin-only", 403, "Only the administrator changes rules"),
    FULL("rule-full", 409, "There is no room for more");

    private final Kind kind;

    RuleProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
