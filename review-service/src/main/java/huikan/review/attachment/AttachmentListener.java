package huikan.review.attachment;

import huikan.events.AttachmentEvent;
import huikan.events.Topics;
import huikan.review.workflow.Evidence;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#ATTACHMENTS}. */
@Component
final class AttachmentListener {

    private final EventConsumer<AttachmentEvent> events;
    private final Evidence evidence;

    AttachmentListener(ConsumerTraces traces, MeterRegistry meters, Evidence evidence) {
        this.events = new EventConsumer<>(AttachmentEvent.class, Topics.ATTACHMENTS, traces, meters);
        this.evidence = evidence;
    }

    @KafkaListener(
            id = "review-service.attachments",
            topics = {Topics.ATTACHMENTS, "replays.${spring.application.name}"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.batch(records, evidence::put);
    }
}
