package huikan.review.order;

import huikan.review.testing.TableOverHttp;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Person;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class OrderTableIT extends TableOverHttp {

    @Autowired
    Cases<Order, OrderStatus> orders;

    OrderTableIT() {
        super("orders", Set.of("ARCHIVED", "CANCELLED"));
    }

    @Override
    protected String in(String state, String move) {
        Order order = OrderBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency("210902-gov")
                .status(OrderStatus.valueOf(state))
                .issuer(new Person("210900-gov.supervisor", "210900-gov"))
                .title("x")
                .matter("x")
                .urgency(Order.Urgency.NORMAL)
                .findings(List.of())
                .number(state.equals("DRAFT") ? null : "督办〔2024〕0号")
                .supporting(List.of())
                .refusals(List.of())
                .above(List.of("210900-gov", "210000-gov"))
                .openedAt(clock.instant())
                .head("")
                .build();
        // the unit does not see one that is not issued
        Order seen = isOfTheUnit(move) && !OrderStatus.valueOf(state).open()
                ? order.withIssuer(new Person("210900-gov.supervisor", "210902-gov"))
                : order;
        orders.openBySuite(seen, "fixture", Person.TIMER).orElseThrow();
        return "/api/orders/" + order.id();
    }

    @Override
    protected String body(String move) {
        return switch (move) {
            case "reply" -> "{'reply': '已办结'}";
            case "reply-refusal", "cancel" -> "{'reason': 'x'}";
            default -> null;
        };
    }
}
