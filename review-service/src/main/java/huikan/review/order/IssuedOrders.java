package huikan.review.order;

import huikan.review.finding.Finding;
import huikan.review.order.OrderRequests.Draft;
import huikan.review.workflow.Case;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Move;
import huikan.review.workflow.Person;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Orders that follow from something else and are issued with it: from a second look, from a rung of a ladder. */
@Component
public class IssuedOrders {

    public static final String KIND = OrderWorkflow.KIND;

    private final Cases<Order, OrderStatus> orders;
    private final Clock clock;

    IssuedOrders(Cases<Order, OrderStatus> orders, Clock clock) {
        this.orders = orders;
        this.clock = clock;
    }

    /**
     * Draws up, registers, numbers and issues an urgent order; what was begun and cut short is gone on with.
     *
     * @param id always the same for one cause, so that there is one order of it
     * @param about the case, whose unit is to reply
     * @param issuer who caused it, for the agency that issues it
     */
    public void issue(String id, Case<?> about, String title, String matter, Person issuer) {
        Optional<Order> next = orders.store().find(id).or(() -> drawnUp(id, about, title, matter, issuer));
        while (next.isPresent()) {
            Order seen = next.get();
            next = switch (seen.status()) {
                case DRAFT -> moved(seen, "register", issuer);
                case REGISTERED -> moved(seen, seen.number() == null ? "number" : "issue", issuer);
                case ISSUED, RECEIVED, HANDLING, REPLIED, VERIFYING, COMPLETED, ARCHIVED, CANCELLED -> Optional.empty();
            };
        }
    }

    /** As it stands after the move, or as somebody else left it. */
    private Optional<Order> moved(Order seen, String move, Person by) {
        return orders.moveBySuite(seen, move, new Move.None(), by)
                .or(() -> orders.store().find(seen.id()));
    }

    private Optional<Order> drawnUp(String id, Case<?> about, String title, String matter, Person issuer) {
        List<String> findings = about instanceof Finding finding ? List.of(finding.id()) : List.of();
        Draft draft = new Draft(about.unit(), title, matter, Order.Urgency.URGENT, null, findings, null);
        return orders.openBySuite(
                        OrderSteps.draft(id, draft, about.above(), issuer, clock.instant()), "draw-up", issuer)
                .or(() -> orders.store().find(id));
    }
}
