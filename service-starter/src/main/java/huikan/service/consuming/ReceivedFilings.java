package huikan.service.consuming;

import huikan.events.SubmissionReceived;
import huikan.events.UnreadableEvent;
import huikan.service.watching.TraceParent;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** {@link SubmissionReceived} as a record: the body is the value, the rest are extension attributes of CloudEvents. */
public final class ReceivedFilings {

    private static final String AGENCY = "ce_agency";
    private static final String CYCLE = "ce_cycle";
    private static final String LOGIN = "ce_login";
    private static final String KEY = "ce_idempotencykey";
    private static final String RELAYED_BY = "ce_relayedby";
    private static final String SIGNED_OFF_BY = "ce_signedoffby";
    private static final String DIGEST = "ce_digest";

    private ReceivedFilings() {}

    /** Its time is when it was received. */
    public static ProducerRecord<String, byte[]> record(SubmissionReceived event, String source) {
        ProducerRecord<String, byte[]> record = CloudEvents.record(
                event.topic(),
                event.key(),
                event.id(),
                SubmissionReceived.TYPE,
                source,
                event.subject(),
                event.receivedAt(),
                event.body(),
                TraceParent.current(event.subject()));
        Headers headers = record.headers();
        CloudEvents.add(headers, AGENCY, event.agency());
        CloudEvents.add(headers, CYCLE, event.cycle());
        CloudEvents.add(headers, LOGIN, event.client());
        CloudEvents.add(headers, DIGEST, event.digest());
        if (event.idempotencyKey() != null) {
            CloudEvents.add(headers, KEY, event.idempotencyKey());
        }
        if (event.relayedBy() != null) {
            CloudEvents.add(headers, RELAYED_BY, event.relayedBy());
        }
        if (event.signedOffBy() != null) {
            CloudEvents.add(headers, SIGNED_OFF_BY, event.signedOffBy());
        }
        return record;
    }

    /**
     * The filing that a record holds.
     *
     * @return empty when its type is another
     * @throws UnreadableEvent when it is no event, or an attribute is missing or not of its key
     */
    public static Optional<SubmissionReceived> read(ConsumerRecord<String, byte[]> record) {
        Headers headers = record.headers();
        String type = CloudEvents.type(headers);
        if (type == null || record.value() == null) {
            throw new UnreadableEvent("not an event: no " + CloudEvents.TYPE + " header or no value", null);
        }
        if (!type.equals(SubmissionReceived.TYPE)) {
            return Optional.empty();
        }
        SubmissionReceived event = new SubmissionReceived(
                attribute(headers, CloudEvents.SUBJECT),
                attribute(headers, CYCLE),
                attribute(headers, AGENCY),
                CloudEvents.text(headers, KEY),
                attribute(headers, DIGEST),
                time(attribute(headers, CloudEvents.TIME)),
                attribute(headers, LOGIN),
                new String(record.value(), StandardCharsets.UTF_8),
                CloudEvents.text(headers, RELAYED_BY),
                CloudEvents.text(headers, SIGNED_OFF_BY));
        if (!event.key().equals(record.key())) {
            throw new UnreadableEvent("the record's key is not the event's: " + record.key(), null);
        }
        return Optional.of(event);
    }

    private static String attribute(Headers headers, String name) {
        String value = CloudEvents.text(headers, name);
        if (value == null) {
            throw new UnreadableEvent(SubmissionReceived.TYPE + " has no header " + name, null);
        }
        return value;
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException malformed) {
            throw new UnreadableEvent(SubmissionReceived.TYPE + " was not received at " + text, malformed);
        }
    }
}
