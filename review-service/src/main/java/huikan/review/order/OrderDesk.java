package huikan.review.order;

import huikan.events.SupervisionEvent.OrderMoved;
import huikan.review.calendar.Today;
import huikan.review.finding.Findings;
import huikan.review.matter.Agenda;
import huikan.review.matter.Desk;
import huikan.review.matter.Person;
import huikan.review.matter.Queue;
import huikan.review.matter.RungAction;
import huikan.review.matter.Timers;
import huikan.service.outbox.OutboxSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where orders make their moves, and where their timers go off. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OrderSettings.class)
class OrderDesk {

    @Bean
    OutboxSource orderSource() {
        return Orders.SOURCE;
    }

    @Bean
    Queue orderQueue(Orders orders) {
        return orders.matters();
    }

    @Bean
    Desk<OrderStatus, Order, OrderMove> orderMoves(
            Orders orders, Findings findings, Agenda agenda, OrderSettings settings, Today today) {
        return new Desk<>(
                orders.matters(),
                OrderMove.class,
                new OrderRules(findings),
                order -> agenda.next(order, settings.rungs()),
                (after, step) -> new OrderMoved(
                        after.id(),
                        after.agency(),
                        after.above(),
                        String.valueOf(after.issuer().agency()),
                        after.number(),
                        after.urgency().name(),
                        after.findings(),
                        after.dueOn(),
                        step),
                today);
    }

    @Bean
    Timers<OrderStatus, Order, OrderMove> orderTimers(
            Orders orders,
            Desk<OrderStatus, Order, OrderMove> desk,
            Agenda agenda,
            OrderSettings settings,
            OrderSteps steps,
            List<RungAction> actions) {
        return new Timers<>(
                orders.matters(),
                desk,
                agenda,
                new Timers.Steps<>(
                        settings.rungs(),
                        OrderMove.ESCALATE,
                        Order::withLadder,
                        actions,
                        OrderMove.URGE,
                        steps::urged,
                        (order, awaited) -> switch (awaited.what()) {
                            case NUMBER -> done(desk, order, OrderMove.NUMBER, steps.numbered(order));
                            case ARCHIVING -> done(desk, order, OrderMove.ARCHIVE, steps.archived(order));
                            default -> false;
                        }));
    }

    private static boolean done(Desk<OrderStatus, Order, OrderMove> desk, Order seen, OrderMove move, Order after) {
        var unused = desk.doneBySystem(seen, move, after, Person.TIMER, desk.told());
        return true;
    }
}
