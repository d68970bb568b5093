package huikan.service.consuming;

import huikan.events.Event;
import huikan.events.EventFamily;
import huikan.events.UnreadableEvent;
import huikan.service.watching.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** CloudEvents 1.0, Kafka protocol binding, binary mode: attributes are headers, the value is the plain JSON. */
public final class CloudEvents {

    public static final String TYPE = "ce_type";

    static final String SUBJECT = "ce_subject";
    static final String TIME = "ce_time";

    private CloudEvents() {}

    /** A record for an event that is published at once. */
    public static ProducerRecord<String, byte[]> record(Event event, String id, String source, Instant at) {
        return record(
                event.topic(),
                event.key(),
                id,
                event.type(),
                source,
                event.subject(),
                at,
                EventFamily.json(event),
                TraceParent.current(event.subject()));
    }

    /**
     * A record for an event that was written down before.
     *
     * @param trace to which it belongs, as {@link TraceParent} writes it
     */
    public static ProducerRecord<String, byte[]> record(
            String topic,
            String key,
            String id,
            String type,
            String source,
            String subject,
            Instant at,
            String json,
            @Nullable String trace) {
        return record(topic, key, id, type, source, subject, at, json.getBytes(StandardCharsets.UTF_8), trace);
    }

    private static ProducerRecord<String, byte[]> record(
            String topic,
            String key,
            String id,
            String type,
            String source,
            String subject,
            Instant at,
            byte[] json,
            @Nullable String trace) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, key, json);
        add(record.headers(), "ce_specversion", "1.0");
        add(record.headers(), "ce_id", id);
        add(record.headers(), TYPE, type);
        add(record.headers(), "ce_source", "/" + source);
        add(record.headers(), SUBJECT, subject);
        add(record.headers(), TIME, at.truncatedTo(ChronoUnit.MILLIS).toString());
        add(record.headers(), "content-type", "application/json");
        if (trace != null) {
            add(record.headers(), TraceParent.HEADER, trace);
        }
        return record;
    }

    /** The event's name, or null on a record that is no event. */
    public static @Nullable String type(Headers headers) {
        return text(headers, TYPE);
    }

    /** What the event is about, or null on a record that is no event. */
    public static @Nullable String subject(Headers headers) {
        return text(headers, SUBJECT);
    }

    static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /**
     * The event that a record holds.
     *
     * @return empty when its type is not of this family
     * @throws UnreadableEvent when it is no event, not what its type says, or not of its key
     */
    public static <E extends Event> Optional<E> read(
            EventFamily<E> family, Headers headers, @Nullable String key, byte @Nullable [] value) {
        String type = type(headers);
        if (type == null || value == null) {
            throw new UnreadableEvent("not an event: no " + TYPE + " header or no value", null);
        }
        Optional<E> event = family.read(type, value);
        if (event.isPresent() && !event.get().key().equals(key)) {
            throw new UnreadableEvent("the record's key is not the event's: " + key, null);
        }
        return event;
    }

    static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
