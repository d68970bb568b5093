package huikan.review.reinspection;

import huikan.review.finding.Finding.Look.Outcome;
import huikan.review.workflow.Person;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding that a campaign drew: a document of its own.
 *
 * @param agency its unit
 * @param recurrences some other findings of the same category in the same unit, when it was drawn
 * @param inspector the login that looks again; null until it is assigned
 * @param skipped it was no longer closed when it was to be looked at
 * @param order that was issued at once, where it did not hold
 */
@RecordBuilder
record Item(
        String finding,
        String agency,
        boolean key,
        List<String> recurrences,
        @Nullable String inspector,
        boolean skipped,
        @Nullable Outcome outcome,
        @Nullable Person by,
        @Nullable LocalDate on,
        @Nullable String comment,
        List<String> evidence,
        @Nullable String order)
        implements ItemBuilder.With {

    /** With so many of them all items of the largest campaign fit into the move that draws them. */
    private static final int MOST_RECURRENCES = 6;

    static Item drawn(String finding, String agency, boolean key, List<String> recurrences) {
        List<String> some = recurrences.subList(0, Math.min(recurrences.size(), MOST_RECURRENCES));
        return new Item(finding, agency, key, some, null, false, null, null, null, null, List.of(), null);
    }

    boolean isDone() {
        return skipped || outcome != null;
    }
}
