package huikan.review.letter;

import huikan.review.finding.FindingLinks;
import huikan.service.request.Bounds;
import huikan.service.request.CalendarDay;
import huikan.service.request.Line;
import huikan.service.request.Text;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said with the moves of a letter. */
final class LetterRequests {

    private LetterRequests() {}

    /**
     * A new letter.
     *
     * @param agency the unit
     * @param kind as configured, e.g. REMINDER, SUPERVISION, OPINION, DECISION
     * @param matter what it says
     * @param findings that it is about
     * @param dueOn until when a reply is due; by default counted from the issue, by kind
     */
    record Draft(
            @Line String agency,
            String kind,
            @Line String title,
            @Text String matter,

            @Size(max = FindingLinks.MOST, message = Bounds.COUNT) @Nullable
            List<String> findings,

            @CalendarDay @Nullable LocalDate dueOn) {
        List<String> linked() {
            return findings == null ? List.of() : List.copyOf(findings);
        }
    }
}
