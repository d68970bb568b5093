package huikan.submission.attachment;

import huikan.events.SupervisionEvent;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#SUPERVISION}: what evidence names is kept. */
@Component
final class EvidenceListener {

    private final EventConsumer<SupervisionEvent> events;
    private final Attachments attachments;

    EvidenceListener(ConsumerTraces traces, MeterRegistry meters, Attachments attachments) {
        this.events = new EventConsumer<>(SupervisionEvent.class, Topics.SUPERVISION, traces, meters);
        this.attachments = attachments;
    }

    @KafkaListener(
            id = "submission-service.supervision",
            topics = {Topics.SUPERVISION, "replays.${spring.application.name}"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.each(records, event -> attachments.name(event.step().evidence()));
    }
}
