package huikan.review.order;

import huikan.review.finding.Finding;
import huikan.review.order.OrderRequests.Draft;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Move;
import huikan.review.workflow.Person;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Orders that follow from something else and are issued with it. */
@Component
public class IssuedOrders {

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
     * @param issuer who caused it, for the agency that issues it
     */
    public void issue(String id, Finding finding, String title, String matter, Person issuer) {
        Optional<Order> next = orders.store().find(id).or(() -> drawnUp(id, finding, title, matter, issuer));
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

    private Optional<Order> drawnUp(String id, Finding finding, String title, String matter, Person issuer) {
        Draft draft = new Draft(finding.unit(), title, matter, Order.Urgency.URGENT, null, List.of(finding.id()), null);
        return orders.openBySuite(
                        OrderSteps.draft(id, draft, finding.above(), issuer, clock.instant()), "draw-up", issuer)
                .or(() -> orders.store().find(id));
    }
}
