package huikan.review.review;

import huikan.service.problem.Problem;

/** Why a decision is not taken. */
enum ReviewProblem implements Problem {
    UNKNOWN("review-unknown", 404, "There is no such review, or not for you"),
    NOT_A_REVIEWER("not-a-reviewer", 403, "Only a superior's reviewer decides"),
    OWN_FILING("own-filing", 403, "Nobody reviews their own filing"),
    NOT_WAITING("not-waiting", 409, "There is nothing to decide any more"),
    NOT_YOUR_TURN("not-your-turn", 409, "Another level is to decide"),
    CLAIMED("review-claimed", 409, "Somebody else has taken it on"),
    SIGNED("separation-of-duties", 403, "Another person has to do this"),
    NOT_RECALLABLE("not-recallable", 409, "It cannot be taken back any more"),
    NOT_PUBLISHABLE("not-publishable", 409, "It cannot be published now"),
    INVALID("decision-invalid", 422, "The decision cannot be taken like this"),
    ANOTHER_NUMBER("another-number-fits", 409, "Another number fits the filter by now"),
    TOO_MANY("too-many-decisions", 413, "Too many decisions at once");

    private final Kind kind;

    ReviewProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
