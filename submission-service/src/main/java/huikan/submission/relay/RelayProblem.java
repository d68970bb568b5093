package huikan.submission.relay;

import huikan.service.problem.Problem;

/** What can be wrong with a relay. */
enum RelayProblem implements Problem {
    UNKNOWN("relay-unknown", 404, "There is no such relay, or not for you"),
    INVALID("relay-invalid", 422, "The relay cannot stand like this"),
    SUPERIORS_ONLY(
            "relay-superiors-only", 403, "Only the administrator, or a supervisor above both, decides who relays"),
    EXISTS("relay-exists", 409, "The same is granted already"),
    ENDED("relay-ended", 409, "The relay is over"),
    TOO_MANY("relays-full", 409, "The agency has too many relays in force");

    private final Kind kind;

    RelayProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
