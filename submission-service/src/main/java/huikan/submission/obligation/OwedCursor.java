package huikan.submission.obligation;

import static huikan.submission.obligation.ObligationStatus.APPROVED;
import static huikan.submission.obligation.ObligationStatus.EXCUSED;
import static huikan.submission.obligation.ObligationStatus.FILED;
import static huikan.submission.obligation.ObligationStatus.MISSING;
import static huikan.submission.obligation.ObligationStatus.RETURNED;

import huikan.service.page.Page;
import huikan.submission.obligation.ObligationLists.Listed;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A place in the list of what an agency owes: what was returned, then what is missing, then what is settled; in each what is
 * due first comes first, so that of what is missing the overdue does. One that was made up is a place like any other: the
 * agency and the filter of the page do not come from it.
 */
public record OwedCursor(int group, String dueOn, String cycle) {

    static final List<List<ObligationStatus>> GROUPS =
            List.of(List.of(RETURNED), List.of(MISSING), List.of(FILED, APPROVED, EXCUSED));

    static final Comparator<Listed> ORDER = Comparator.comparing(
                    (Listed one) -> one.obligation().dueOn())
            .thenComparing(one -> one.obligation().cycle());

    private static final Pattern TEXT =
            Pattern.compile("([0-2])\\.([0-9]{4}-[0-9]{2}-[0-9]{2})\\.([A-Za-z0-9][A-Za-z0-9-]{0,63})");

    /** The place after this one. */
    static OwedCursor of(Obligation last) {
        int group = 0;
        while (!GROUPS.get(group).contains(last.status())) {
            group++;
        }
        return new OwedCursor(group, last.dueOn().toString(), last.cycle());
    }

    /**
     * @throws huikan.service.problem.ProblemException 422 when it is none
     */
    public static OwedCursor read(String text) {
        MatchResult parts = Page.cursor(TEXT, text);
        return new OwedCursor(Integer.parseInt(parts.group(1)), parts.group(2), parts.group(3));
    }

    /** As {@link #read} takes it. */
    public String text() {
        return group + "." + dueOn + "." + cycle;
    }
}
