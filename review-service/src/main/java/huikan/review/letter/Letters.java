package huikan.review.letter;

import com.mongodb.client.MongoDatabase;
import huikan.review.matter.Matters;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import org.springframework.stereotype.Repository;

/** The letters. */
@Repository
class Letters {

    /** The collection; its outbox is relayed. */
    static final OutboxSource SOURCE = new OutboxSource("letters");

    private final Matters<LetterStatus, Letter> matters;

    Letters(MongoDatabase database, OutboxRelays relays) {
        this.matters = new Matters<>(database, relays, SOURCE.collection(), Letter.class);
    }

    Matters<LetterStatus, Letter> matters() {
        return matters;
    }
}
