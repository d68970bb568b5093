package huikan.review.task;

import huikan.service.request.Bounds;
import huikan.service.request.CalendarDay;
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

/** What is said with the moves of a task. */
final class TaskRequests {

    static final int MOST_SUPPORTING = 50;

    private TaskRequests() {}

    /**
     * How far it is.
     *
     * @param percent 0 to 100
     * @param evidence content hashes of attachments
     */
    record Report(
            @Min(value = 0, message = Bounds.SMALLEST) @Max(value = 100, message = Bounds.LARGEST)
            Integer percent,

            @Note @Nullable String comment,

            @Size(max = Bounds.EVIDENCE, message = Bounds.COUNT) @Nullable
            List<@ContentDigest String> evidence) {
        List<String> shown() {
            return evidence == null ? List.of() : List.copyOf(evidence);
        }
    }

    /**
     * It is done.
     *
     * @param deliverable content hashes of what was to be delivered, at least one
     */
    record Done(
            @Text String report,

            @Size(min = 1, max = Bounds.EVIDENCE, message = Bounds.COUNT)
            List<@ContentDigest String> deliverable) {}

    /**
     * What changes; what is not named stays.
     *
     * @param lead another lead unit
     */
    record Adjust(
            @Filled @Note String reason,
            @Paragraph @Nullable String text,
            @Nullable String lead,

            @Size(max = MOST_SUPPORTING, message = Bounds.COUNT) @Nullable
            List<String> supporting,

            @CalendarDay @Nullable LocalDate dueOn,
            @Line @Nullable String deliverable) {}
}
