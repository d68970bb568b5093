package huikan.review.order;

import com.mongodb.client.MongoDatabase;
import huikan.review.matter.Matters;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import org.springframework.stereotype.Repository;

/** The orders. */
@Repository
class Orders {

    /** The collection; its outbox is relayed. */
    static final OutboxSource SOURCE = new OutboxSource("orders");

    private final Matters<OrderStatus, Order> matters;

    Orders(MongoDatabase database, OutboxRelays relays) {
        this.matters = new Matters<>(database, relays, SOURCE.collection(), Order.class);
    }

    Matters<OrderStatus, Order> matters() {
        return matters;
    }
}
