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
 * @param recurrences other findings of the same category in the same unit, when it was drawn
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

    static Item drawn(String finding, String agency, boolean key, List<String> recurrences) {
        return new Item(finding, agency, key, recurrences, null, false, null, null, null, null, List.of(), null);
    }

    boolean isDone() {
        return skipped || outcome != null;
    }
}
