package huikan.submission.finding;

import huikan.events.SupervisionEvent;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#SUPERVISION}, from its first event: a suite that is older than these copies has all findings, too. */
@Component
final class FindingListener {

    private final EventConsumer<SupervisionEvent> events;
    private final Findings findings;

    FindingListener(ConsumerTraces traces, MeterRegistry meters, Findings findings) {
        this.events = new EventConsumer<>(SupervisionEvent.class, Topics.SUPERVISION, traces, meters);
        this.findings = findings;
    }

    @KafkaListener(
            id = "submission-service.findings",
            topics = {Topics.SUPERVISION, "replays.${spring.application.name}"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.batch(records, findings::write);
    }
}
