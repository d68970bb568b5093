package huikan.review.workflow;

import huikan.service.problem.Problem;

/** Why something is not done with a case. */
public enum CaseProblem implements Problem {
    UNKNOWN("matter-unknown", 404, "There is no such thing, or not for you"),
    NOT_YOURS("move-not-yours", 403, "Somebody else makes this move"),
    IMPOSSIBLE("move-impossible", 409, "This move is not possible now"),
    THERE("matter-there", 409, "There is one already"),
    SEPARATION("separation-of-duties", 403, "Another person has to do this"),
    INVALID("matter-invalid", 422, "It cannot be taken like this");

    private final Kind kind;

    CaseProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
