package huikan.review.order;

import static huikan.review.matter.Actor.SUPERVISOR;
import static huikan.review.matter.Actor.SYSTEM;
import static huikan.review.matter.Actor.UNIT;
import static huikan.review.order.OrderStatus.ARCHIVED;
import static huikan.review.order.OrderStatus.CANCELLED;
import static huikan.review.order.OrderStatus.COMPLETED;
import static huikan.review.order.OrderStatus.DRAFT;
import static huikan.review.order.OrderStatus.HANDLING;
import static huikan.review.order.OrderStatus.ISSUED;
import static huikan.review.order.OrderStatus.RECEIVED;
import static huikan.review.order.OrderStatus.REGISTERED;
import static huikan.review.order.OrderStatus.REPLIED;
import static huikan.review.order.OrderStatus.VERIFYING;

import huikan.review.matter.Actor;
import huikan.review.matter.Move;
import huikan.review.matter.MoveTable;
import java.util.Map;
import java.util.Set;

/** The table of orders: each move with the states that it leads from and to, and who makes it. */
public enum OrderMove implements Move<OrderStatus> {
    DRAW_UP(SUPERVISOR, rows()),
    REGISTER(SUPERVISOR, rows().row(DRAFT, REGISTERED)),
    /** The number that a registered order is sure to get. */
    NUMBER(SYSTEM, rows().row(REGISTERED, REGISTERED)),
    ISSUE(SUPERVISOR, rows().row(REGISTERED, ISSUED)),
    RECEIVE(UNIT, rows().row(ISSUED, RECEIVED)),
    HANDLE(UNIT, rows().row(RECEIVED, HANDLING)),
    REPLY(UNIT, rows().row(HANDLING, REPLIED)),
    REPLY_REFUSAL(SUPERVISOR, rows().row(REPLIED, HANDLING)),
    REPLY_ACCEPTANCE(SUPERVISOR, rows().row(REPLIED, VERIFYING)),
    COMPLETE(SUPERVISOR, rows().row(VERIFYING, COMPLETED)),
    CANCEL(SUPERVISOR, rows().row(ISSUED, CANCELLED).row(RECEIVED, CANCELLED).row(HANDLING, CANCELLED)),
    ARCHIVE(SYSTEM, rows().row(COMPLETED, ARCHIVED)),
    /** The ladder climbed by a rung. */
    ESCALATE(SYSTEM, rows().unchanged(OrderStatus::isOpen)),
    /** It was not signed for in time. */
    URGE(SYSTEM, rows().unchanged(OrderStatus::isOpen));

    private final Set<Actor> by;
    private final Map<OrderStatus, Set<OrderStatus>> leads;

    OrderMove(Actor by, MoveTable<OrderStatus> rows) {
        this.by = Set.of(by);
        this.leads = rows.leads();
    }

    private static MoveTable<OrderStatus> rows() {
        return new MoveTable<>(OrderStatus.class);
    }

    @Override
    public Map<OrderStatus, Set<OrderStatus>> leads() {
        return leads;
    }

    @Override
    public Set<Actor> by() {
        return by;
    }
}
