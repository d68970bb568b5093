package huikan.review.order;

import huikan.review.matter.Actor;
import huikan.review.matter.Change;
import huikan.review.matter.Desk;
import huikan.review.matter.Person;
import huikan.review.testing.TableOverHttp;
import huikan.trail.TrailStep.Made;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class OrderTableIT extends TableOverHttp<OrderStatus, OrderMove> {

    @Autowired
    Orders orders;

    @Autowired
    Desk<OrderStatus, Order, OrderMove> desk;

    OrderTableIT() {
        super(OrderStatus.class, OrderMove.class, Set.of(OrderStatus.ARCHIVED, OrderStatus.CANCELLED));
    }

    @Override
    protected String in(OrderStatus status, OrderMove move) {
        Order order = OrderBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency("210902-gov")
                .status(status)
                .issuer(new Person("210900-gov.supervisor", "210900-gov"))
                .title("x")
                .matter("x")
                .urgency(Order.Urgency.NORMAL)
                .findings(List.of())
                .number(status == OrderStatus.DRAFT ? null : "督办〔2024〕0号")
                .refusals(List.of())
                .above(List.of("210900-gov", "210000-gov"))
                .openedAt(clock.instant())
                .head("")
                .build();
        // the unit does not see one that is not issued
        Order seen = move.by().contains(Actor.UNIT) && !status.isOpen()
                ? order.withIssuer(new Person("210900-gov.supervisor", "210902-gov"))
                : order;
        orders.matters()
                .open(new Change<>(seen, new Made("draw-up", "somebody", null, clock.instant()), null), desk.told())
                .orElseThrow();
        return "/api/orders/" + order.id();
    }

    @Override
    protected String body(OrderMove move) {
        return switch (move) {
            case REPLY -> "{'reply': '已办结'}";
            case REPLY_REFUSAL, CANCEL -> "{'reason': 'x'}";
            default -> null;
        };
    }

    @Override
    protected String actor(OrderMove move) {
        return move.by().contains(Actor.UNIT) ? "210902-gov" : "210900-gov.supervisor";
    }
}
