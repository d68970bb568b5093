package huikan.service.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.events.SubmissionReceived;
import huikan.events.UnreadableEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedFilingsTest {

    private static final SubmissionReceived EVENT = new SubmissionReceived(
            "4711",
            "annual-2023",
            "210902-gov",
            "键",
            "sha256:ab",
            Instant.parse("2024-02-01T00:00:00.123Z"),
            "210902-gov.clerk",
            "{\"agency\":\"210902-gov\",\"title\":\"年度报告\"}");

    private static ConsumerRecord<String, byte[]> sent(SubmissionReceived event) {
        return received(ReceivedFilings.record(event, "gateway"), event.key());
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent, String key) {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>(sent.topic(), 0, 0, key, sent.value());
        sent.headers().forEach(record.headers()::add);
        return record;
    }

    private static ConsumerRecord<String, byte[]> with(String name, String value) {
        ConsumerRecord<String, byte[]> record = sent(EVENT);
        record.headers().remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    @Test
    void what_is_read_is_what_was_sent_and_the_value_is_the_body() {
        assertThat(ReceivedFilings.read(sent(EVENT))).contains(EVENT);
        assertThat(new String(sent(EVENT).value(), StandardCharsets.UTF_8)).isEqualTo(EVENT.body());
        SubmissionReceived keyless = new SubmissionReceived(
                "4711", "annual-2023", "210902-gov", null, "sha256:ab", EVENT.receivedAt(), "x", "{}");
        assertThat(ReceivedFilings.read(sent(keyless))).contains(keyless);
        SubmissionReceived relayed = new SubmissionReceived(
                "4711",
                "annual-2023",
                "210902-gov",
                null,
                "sha256:ab",
                EVENT.receivedAt(),
                "x",
                "{}",
                "210900-gov",
                "y");
        assertThat(ReceivedFilings.read(sent(relayed))).contains(relayed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_subject", "ce_time", "ce_agency", "ce_cycle", "ce_login", "ce_digest", "ce_type"})
    void one_that_lacks_an_attribute_is_no_event(String name) {
        ConsumerRecord<String, byte[]> record = sent(EVENT);
        record.headers().remove(name);
        assertThatThrownBy(() -> ReceivedFilings.read(record))
                .isInstanceOf(UnreadableEvent.class)
                .hasMessageContaining(name);
    }

    @Test
    void one_of_another_key_or_of_no_time_is_no_event_and_one_of_another_type_is_passed_over() {
        assertThatThrownBy(
                        () -> ReceivedFilings.read(received(ReceivedFilings.record(EVENT, "gateway"), "another/key")))
                .isInstanceOf(UnreadableEvent.class);
        assertThatThrownBy(() -> ReceivedFilings.read(with("ce_time", "yesterday")))
                .isInstanceOf(UnreadableEvent.class);
        assertThat(ReceivedFilings.read(with("ce_type", "submission.imagined.v9")))
                .isEmpty();
    }
}
