package huikan.review.order;

import huikan.review.finding.Finding;
import huikan.review.matter.Agenda;
import huikan.review.matter.Desk;
import huikan.review.matter.Person;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Orders that follow from something else and are issued with it. */
@Component
public class OrdersAtOnce {

    private final Orders orders;
    private final Desk<OrderStatus, Order, OrderMove> desk;
    private final OrderSteps steps;
    private final Agenda agenda;

    OrdersAtOnce(Orders orders, Desk<OrderStatus, Order, OrderMove> desk, OrderSteps steps, Agenda agenda) {
        this.orders = orders;
        this.desk = desk;
        this.steps = steps;
        this.agenda = agenda;
    }

    /**
     * Draws up, registers, numbers and issues an urgent order; what was begun and cut short is gone on with.
     *
     * @param id always the same for one cause, so that there is one order of it
     * @param issuer who caused it, for the agency that issues it
     */
    public void issue(String id, Finding finding, String title, String matter, Person issuer) {
        Optional<Order> next =
                Optional.of(orders.matters().find(id).orElseGet(() -> drawnUp(id, finding, title, matter, issuer)));
        while (next.isPresent()) {
            Order seen = next.get();
            next = switch (seen.status()) {
                case DRAFT -> Optional.of(done(seen, OrderMove.REGISTER, steps.registered(seen), issuer));
                case REGISTERED ->
                    Optional.of(
                            seen.number() == null
                                    ? done(seen, OrderMove.NUMBER, steps.numbered(seen), issuer)
                                    : done(seen, OrderMove.ISSUE, steps.issued(seen), issuer));
                case ISSUED, RECEIVED, HANDLING, REPLIED, VERIFYING, COMPLETED, ARCHIVED, CANCELLED -> Optional.empty();
            };
        }
    }

    /** As it stands after the move, or as somebody else left it. */
    private Order done(Order seen, OrderMove move, Order after, Person by) {
        return desk.doneBySystem(seen, move, after, by, desk.told())
                .or(() -> orders.matters().find(seen.id()))
                .orElseThrow();
    }

    private Order drawnUp(String id, Finding finding, String title, String matter, Person issuer) {
        Order fresh = OrderBuilder.builder()
                .id(id)
                .agency(finding.unit())
                .status(OrderStatus.DRAFT)
                .issuer(issuer)
                .title(title)
                .matter(matter)
                .urgency(Order.Urgency.URGENT)
                .findings(List.of(finding.id()))
                .refusals(List.of())
                .above(finding.above())
                .openedAt(agenda.now())
                .head("")
                .build();
        return desk.openBySystem(fresh, OrderMove.DRAW_UP, issuer)
                .or(() -> orders.matters().find(id))
                .orElseThrow();
    }
}
