package huikan.review.reinspection;

import huikan.review.finding.Finding.Look.Outcome;
import huikan.service.request.Bounds;
import huikan.service.request.CalendarDay;
import huikan.service.request.ContentDigest;
import huikan.service.request.Line;
import huikan.service.request.Note;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said with the moves of a re-inspection. */
final class ReinspectionRequests {

    private ReinspectionRequests() {}

    /**
     * A new re-inspection.
     *
     * @param under whose findings, with those below
     * @param closedFrom by default six months ago
     * @param closedTo by default a month ago
     * @param share of the closed findings that is drawn, 0 to 1, beside all key ones; by default the least that is allowed
     */
    record Plan(
            @Line String title,
            String under,
            @CalendarDay @Nullable LocalDate closedFrom,
            @CalendarDay @Nullable LocalDate closedTo,
            @Nullable Double share) {}

    /**
     * @param inspector the login that looks again: not one that found the rectification done
     */
    record Assign(String finding, @Line String inspector) {}

    record OutcomeRequest(
            String finding,
            Outcome outcome,
            @Note @Nullable String comment,

            @Size(max = Bounds.EVIDENCE, message = Bounds.COUNT) @Nullable
            List<@ContentDigest String> evidence) {
        List<String> shown() {
            return evidence == null ? List.of() : List.copyOf(evidence);
        }
    }
}
