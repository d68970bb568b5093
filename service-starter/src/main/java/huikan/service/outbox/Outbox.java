package huikan.service.outbox;

import static com.mongodb.client.model.Updates.pushEach;

import huikan.events.Event;
import huikan.events.EventFamily;
import huikan.service.watching.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Events as they wait inside the document whose change they tell. */
public final class Outbox {

    /** The field of the aggregate's document that holds them, oldest first. */
    public static final String FIELD = "outbox";

    static final String KEPT = "kept";
    static final String KEPT_VERSION = "n";

    private Outbox() {}

    /**
     * A document that belongs to the aggregate and is not in it, because the aggregate would grow without bound. It waits with
     * the event of its change, and the relay moves it to its collection before it takes the event out.
     *
     * @param collection of the same database
     * @param document as it is from now on, with its {@code _id} and with {@code n}, a long that grows with each change: what
     *     is there already is not put back to what it was
     */
    public record Kept(String collection, Document document) {}

    /** For a new document. */
    public static List<Document> of(Instant at, Event... events) {
        return List.of(events).stream().map(event -> waiting(event, at)).toList();
    }

    /**
     * For a new document of which there is no event: what is kept beside it leaves with the next event, so that a document
     * whose opening is nobody else's business costs no relaying.
     */
    public static List<Document> quiet(List<Kept> kept) {
        return List.of(new Document("id", UUID.randomUUID().toString()).append(KEPT, documents(kept)));
    }

    private static List<Document> documents(List<Kept> kept) {
        return kept.stream()
                .map(one -> new Document("in", one.collection()).append("document", one.document()))
                .toList();
    }

    /** For a new document, with others that are kept beside it. */
    public static List<Document> of(Instant at, List<Kept> kept, Event... events) {
        List<Document> waiting = new ArrayList<>(of(at, events));
        if (waiting.isEmpty()) {
            waiting.add(new Document("id", UUID.randomUUID().toString()).append("at", Date.from(at)));
        }
        waiting.getFirst().append(KEPT, documents(kept));
        return waiting;
    }

    /** For a change of a document; combine it with the change itself. */
    public static Bson push(Instant at, Event... events) {
        return pushEach(FIELD, of(at, events));
    }

    /** For a change of a document with others that are kept beside it. */
    public static Bson push(Instant at, List<Kept> kept, Event... events) {
        return pushEach(FIELD, of(at, kept, events));
    }

    /** What waits in a document to be kept in a collection, oldest first. */
    public static List<Document> kept(Document aggregate, String collection) {
        return waiting(aggregate).stream()
                .flatMap(event -> event.getList(KEPT, Document.class, List.of()).stream())
                .filter(one -> collection.equals(one.getString("in")))
                .map(one -> one.get("document", Document.class))
                .toList();
    }

    /** What waits in a document, oldest first. */
    static List<Document> waiting(Document aggregate) {
        return aggregate.getList(FIELD, Document.class, List.of());
    }

    /** About how many bytes of events wait in a document; what is kept beside them is as large or smaller. */
    static long size(Document aggregate) {
        return waiting(aggregate).stream()
                .map(event -> event.getString("data"))
                .filter(Objects::nonNull)
                .mapToLong(String::length)
                .sum();
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
