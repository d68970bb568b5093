package huikan.service.outbox;

import static com.mongodb.client.model.Updates.pushEach;

import huikan.events.Event;
import huikan.events.EventFamily;
import huikan.service.watching.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Events as they wait inside the document whose change they tell. */
public final class Outbox {

    /** The field of the aggregate's document that holds them, oldest first. */
    public static final String FIELD = "outbox";

    private Outbox() {}

    /** For a new document. */
    public static List<Document> of(Instant at, Event... events) {
        return List.of(events).stream().map(event -> waiting(event, at)).toList();
    }

    /** For a change of a document; combine it with the change itself. */
    public static Bson push(Instant at, Event... events) {
        return pushEach(FIELD, of(at, events));
    }

    private static Document waiting(Event event, Instant at) {
        return new Document("id", UUID.randomUUID().toString())
                .append("topic", event.topic())
                .append("key", event.key())
                .append("type", event.type())
                .append("subject", event.subject())
                .append("at", Date.from(at))
                .append("trace", TraceParent.current(event.subject()))
                .append("data", new String(EventFamily.json(event), StandardCharsets.UTF_8));
    }
}
