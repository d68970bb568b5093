package huikan.submission.rehearsal;

import huikan.submission.rule.CheckRule;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is replayed over the standing filings of a cycle.
 *
 * @param rule as it was when this was asked for; a draft may change meanwhile
 * @param after the place of the last filing that was looked at; empty at the beginning
 * @param by who asked for it
 * @param error why it could not go on; null where it can
 * @param failed filings; of more than {@link #MOST_ITEMS} only the first are listed
 */
record Rehearsal(
        String id,
        CheckRule rule,
        String cycle,
        String by,
        Instant at,
        String after,
        boolean done,
        long total,
        long checked,
        long failed,
        List<Item> items,
        @Nullable String error) {

    static final int MOST_ITEMS = 500;

    /** A filing that would have failed, and the first thing that is wrong with it. */
    record Item(String submission, String agency, String message) {}
}
