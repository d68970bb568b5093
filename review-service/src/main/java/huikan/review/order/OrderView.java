package huikan.review.order;

import huikan.review.matter.Awaited;
import huikan.review.matter.Person;
import huikan.review.matter.Remark;
import huikan.review.order.Order.Reply;
import huikan.review.order.Order.Urgency;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An order as it is shown.
 *
 * @param overdue the unit still owes a reply, and its day is over
 * @param moves those that the caller may make now
 * @param head the hash of the last step of its trail
 */
record OrderView(
        String id,
        OrderStatus status,
        String agency,
        boolean overdue,
        @Nullable LocalDate dueOn,
        List<String> moves,
        @Nullable String number,
        Person issuer,
        String title,
        String matter,
        Urgency urgency,
        List<String> findings,
        @Nullable LocalDate registeredOn,
        @Nullable LocalDate issuedOn,
        @Nullable Person receivedBy,
        @Nullable Reply reply,
        List<Remark> refusals,
        @Nullable LocalDate completedOn,
        @Nullable Remark cancellation,
        @Nullable Awaited awaited,
        Instant openedAt,
        String head,
        long version) {

    static OrderView of(Order order, LocalDate today, List<String> moves) {
        return new OrderView(
                order.id(),
                order.status(),
                order.agency(),
                order.overdue(today),
                order.dueOn(),
                moves,
                order.number(),
                order.issuer(),
                order.title(),
                order.matter(),
                order.urgency(),
                order.findings(),
                order.registeredOn(),
                order.issuedOn(),
                order.receivedBy(),
                order.reply(),
                order.refusals(),
                order.completedOn(),
                order.cancellation(),
                order.awaited(),
                order.openedAt(),
                order.head(),
                order.version());
    }
}
