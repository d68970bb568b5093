package huikan.review.order;

import huikan.review.finding.FindingLinks;
import huikan.review.order.Order.Urgency;
import huikan.service.request.Bounds;
import huikan.service.request.CalendarDay;
import huikan.service.request.Line;
import huikan.service.request.Note;
import huikan.service.request.Text;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said with the moves of an order. */
final class OrderRequests {

    private OrderRequests() {}

    /**
     * A new order.
     *
     * @param agency the unit that is to reply
     * @param matter what is to be done
     * @param basis 依据: what it is issued by
     * @param findings that it is about
     * @param dueOn until when a reply is due; by default counted from the issue, by urgency
     */
    record Draft(
            @Line String agency,
            @Line String title,
            @Text String matter,
            Urgency urgency,
            @Note @Nullable String basis,

            @Size(max = FindingLinks.MOST, message = Bounds.COUNT) @Nullable
            List<String> findings,

            @CalendarDay @Nullable LocalDate dueOn) {
        List<String> linked() {
            return findings == null ? List.of() : List.copyOf(findings);
        }
    }

    /**
     * @param responsible 承办人
     * @param supporting 配合单位: units of the handling unit that help
     */
    record Handle(
            @Size(max = Bounds.LINE, message = Bounds.TOO_LONG) @Nullable
            String responsible,

            @Size(max = 50, message = Bounds.COUNT) @Nullable
            List<String> supporting) {
        List<String> helping() {
            return supporting == null ? List.of() : List.copyOf(supporting);
        }
    }
}
