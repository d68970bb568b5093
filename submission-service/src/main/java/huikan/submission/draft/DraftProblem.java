package huikan.submission.draft;

import huikan.service.problem.Problem;

/** What can be wrong with a draft, or with what is asked of one. */
public enum DraftProblem implements Problem {
    UNKNOWN("draft-unknown", 404, "There is no such draft, or not for you"),
    NOT_YOURS("draft-not-yours", 403, "Only the agency's own reporters work on its drafts"),
    CLOSED("draft-closed", 409, "The cycle is closed; its drafts can be read, but not changed"),
    CELL_CHANGED("draft-cell-changed", 409, "Somebody else changed the same cell"),
    EMPTY("draft-empty", 409, "Nothing is written yet"),
    RELAYED("draft-relayed", 403, "Whoever relays signs nothing off"),
    OWN_WORK("draft-own-work", 403, "Somebody else signs off what one wrote last"),
    NOT_SIGNED("draft-not-signed", 409, "The form wants it signed off before it is filed"),
    CROWDED("draft-crowded", 503, "Too many people write to the draft at this very moment");

    private final Kind kind;

    DraftProblem(String code, int status, String title) {
        this.kind = new Kind(code, status, title);
    }

    @Override
    public Kind kind() {
        return kind;
    }
}
