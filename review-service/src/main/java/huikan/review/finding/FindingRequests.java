package huikan.review.finding;

import huikan.review.finding.Finding.Source;
import huikan.service.request.Bounds;
import huikan.service.request.CalendarDay;
import huikan.service.request.Characters;
import huikan.service.request.ContentDigest;
import huikan.service.request.Filled;
import huikan.service.request.Line;
import huikan.service.request.Note;
import huikan.service.request.Paragraph;
import huikan.service.request.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said with the moves of a finding. */
final class FindingRequests {

    static final int MOST_SUPPORTING = 50;
    private static final int MOST_MEASURES = 100;

    private FindingRequests() {}

    /**
     * A new finding.
     *
     * @param agency the responsible unit
     * @param key two people close it, and every one is looked at again
     * @param dueOn may wait for the assignment
     */
    record Registration(
            @Line String agency,
            Source source,
            @Line String title,
            @Text String description,
            @Line String category,
            Rectify rectify,
            @Nullable Boolean key,
            @CalendarDay @Nullable LocalDate dueOn) {}

    /**
     * @param into the finding of the same agency that is kept
     */
    record Merge(@Line String into) {}

    /**
     * @param lead 牵头单位; by default the agency of the finding
     * @param dueOn by default that of the finding
     */
    record Assign(
            @Nullable String lead,

            @Size(max = MOST_SUPPORTING, message = Bounds.COUNT) @Nullable
            List<String> supporting,

            @CalendarDay @Nullable LocalDate dueOn) {
        List<String> helping() {
            return supporting == null ? List.of() : List.copyOf(supporting);
        }
    }

    record DisputeRuling(Boolean upheld, @Note @Nullable String comment) {}

    record PlannedMeasure(
            @Paragraph String text,
            @Line String owner,
            @CalendarDay LocalDate dueOn) {}

    record PlanRequest(
            @Size(min = 1, max = MOST_MEASURES, message = Bounds.COUNT)
            List<PlannedMeasure> measures) {}

    record PlanApproval(Boolean approved, @Note @Nullable String comment) {}

    /**
     * @param measure of the plan, from 0
     * @param evidence content hashes of attachments
     * @param evidenceOn the evidence's own date
     */
    record ProgressReport(
            @Nullable Integer measure,

            @Min(value = 0, message = Bounds.SMALLEST) @Max(value = 100, message = Bounds.LARGEST)
            Integer percent,

            @Size(max = Bounds.TEXT, message = Bounds.TOO_LONG) @Characters @Nullable
            String text,

            @Size(max = Bounds.EVIDENCE, message = Bounds.COUNT) @Nullable
            List<@ContentDigest String> evidence,

            @CalendarDay @Nullable LocalDate evidenceOn) {
        List<String> shown() {
            return evidence == null ? List.of() : List.copyOf(evidence);
        }
    }

    record ExtensionRequest(
            @CalendarDay LocalDate to, @Filled @Note String reason) {}

    record ExtensionRuling(Boolean granted, @Note @Nullable String comment) {}

    /** 整改报告. */
    record ClosureRequest(
            @Text String report,

            @Size(max = Bounds.EVIDENCE, message = Bounds.COUNT) @Nullable
            List<@ContentDigest String> evidence) {
        List<String> shown() {
            return evidence == null ? List.of() : List.copyOf(evidence);
        }
    }

    /**
     * 移送: what was found is handed over to discipline organs.
     *
     * @param organ to which, e.g. 市纪委监委
     */
    record Transfer(@Line String organ, @Filled @Note String reason) {}

    /**
     * A re-inspection drew it.
     *
     * @param campaign its id
     */
    record Drawn(String campaign) {}

    /** What the second look found. */
    record Looked(
            String campaign,
            Finding.Look.Outcome outcome,
            @Nullable String comment,
            List<String> evidence) {}
}
