package huikan.review.finding;

import com.mongodb.client.MongoDatabase;
import huikan.review.matter.Matters;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** The findings. */
@Repository
public class Findings {

    /** The collection; its outbox is relayed. */
    static final OutboxSource SOURCE = new OutboxSource("findings");

    private final Matters<FindingStatus, Finding> matters;

    Findings(MongoDatabase database, OutboxRelays relays) {
        this.matters = new Matters<>(database, relays, SOURCE.collection(), Finding.class);
    }

    Matters<FindingStatus, Finding> matters() {
        return matters;
    }

    public Optional<Finding> find(String id) {
        return matters.find(id);
    }
}
