package huikan.service.consuming;

import huikan.events.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** What a dead letter carries beside the record as it came: where from, why, when, and for the how-manieth time. */
public final class DeadLetterHeaders {

    /** The topic in which the record was first. */
    public static final String TOPIC = "huikan-topic";

    /** What was wrong, the last time. */
    public static final String CAUSE = "huikan-cause";

    /** When, the last time. */
    public static final String FAILED_AT = "huikan-failed-at";

    /** How often it was given up. */
    public static final String FAILURES = "huikan-failures";

    private static final int LONGEST_CAUSE = 2_000;

    private DeadLetterHeaders() {}

    /** What is told of a record that is given up now. */
    public static Headers of(String topic, Headers record, Throwable cause, Instant now) {
        String why =
                (cause instanceof UnreadableEvent ? "" : cause.getClass().getSimpleName() + ": ") + cause.getMessage();
        RecordHeaders headers = new RecordHeaders();
        add(headers, TOPIC, origin(topic, record));
        add(headers, CAUSE, why.substring(0, Math.min(LONGEST_CAUSE, why.length())));
        add(headers, FAILED_AT, now.toString());
        add(headers, FAILURES, Integer.toString(failures(record) + 1));
        return headers;
    }

    /** The topic that a record belongs to: a replayed one names it. */
    public static String origin(String topic, Headers headers) {
        String named = text(headers, TOPIC);
        return named == null ? topic : named;
    }

    /** How often a record was given up already. */
    public static int failures(Headers headers) {
        String count = text(headers, FAILURES);
        return count == null || !count.matches("\\d{1,6}") ? 0 : Integer.parseInt(count);
    }

    /** A header's last value as text, or null. */
    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** The headers with which a dead letter is tried again: those of the record, its topic, and its count. */
    public static Headers forReplay(Headers letter) {
        Set<String> passing = Set.of(CAUSE, FAILED_AT);
        RecordHeaders headers = new RecordHeaders();
        letter.forEach(header -> {
            if (!passing.contains(header.key()) && !header.key().startsWith("kafka_dlt-")) {
                headers.remove(header.key());
                headers.add(header);
            }
        });
        return headers;
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
