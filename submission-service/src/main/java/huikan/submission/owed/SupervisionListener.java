package huikan.submission.owed;

import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.RequestMoved;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import huikan.submission.attachment.Attachments;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#SUPERVISION}: what evidence names is kept, and what agencies were granted is done. */
@Component
final class SupervisionListener {

    private final EventConsumer<SupervisionEvent> events;
    private final Attachments attachments;
    private final GrantedRequests requests;

    SupervisionListener(
            ConsumerTraces traces, MeterRegistry meters, Attachments attachments, GrantedRequests requests) {
        this.events = new EventConsumer<>(SupervisionEvent.class, Topics.SUPERVISION, traces, meters);
        this.attachments = attachments;
        this.requests = requests;
    }

    @KafkaListener(
            id = "submission-service.supervision",
            topics = {Topics.SUPERVISION, "replays.${spring.application.name}"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.each(records, event -> {
            attachments.name(event.step().evidence());
            if (event instanceof RequestMoved moved && moved.step().move().equals("grant")) {
                requests.granted(moved);
            }
        });
    }
}
