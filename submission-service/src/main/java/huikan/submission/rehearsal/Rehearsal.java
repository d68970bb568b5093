package huikan.submission.rehearsal;

import huikan.submission.rule.CheckRule;
import java.util.List;

/**
 * A rule that is replayed over the standing filings of a cycle.
 *
 * @param rule as it was when this was asked for; a draft may change meanwhile
 * @param after the place of the last filing that was looked at; empty at the beginning
 * @param failed filings; of more than {@link #MOST_ITEMS} only the first are listed
 */
record Rehearsal(
        String id,
        CheckRule rule,
        String cycle,
        String after,
        boolean done,
        long total,
        long checked,
        long failed,
        List<Item> items) {

    static final int MOST_ITEMS = 500;

    /** A filing that would have failed, and the first thing that is wrong with it. */
    record Item(String submission, String agency, String message) {}
}
