package huikan.submission.cycle;

import huikan.service.page.Page;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A place in the list of cycles: what is due last comes first. One that was made up is a place like any other. */
record CycleCursor(String dueOn, String id) {

    private static final Pattern TEXT =
            Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})\\.([A-Za-z0-9][A-Za-z0-9-]{0,63})");

    /** The place after this one. */
    static CycleCursor of(Cycle last) {
        return new CycleCursor(last.dueOn().toString(), last.id());
    }

    /**
     * @throws huikan.service.problem.ProblemException 422 when it is none
     */
    static CycleCursor read(String text) {
        MatchResult parts = Page.cursor(TEXT, text);
        return new CycleCursor(parts.group(1), parts.group(2));
    }

    /** Whether a cycle comes after this place. */
    boolean isBefore(String otherDueOn, String otherId) {
        int order = dueOn.compareTo(otherDueOn);
        return order > 0 || (order == 0 && id.compareTo(otherId) > 0);
    }

    /** As {@link #read} takes it. */
    String text() {
        return dueOn + "." + id;
    }
}
