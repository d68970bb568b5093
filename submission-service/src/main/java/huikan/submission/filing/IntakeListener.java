package huikan.submission.filing;

import huikan.events.IntakeEvent;
import huikan.events.IntakeEvent.SubmissionReceived;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#SUBMISSIONS_RECEIVED}. */
@Component
final class IntakeListener {

    private final EventConsumer<IntakeEvent> events;
    private final Intake intake;

    IntakeListener(ConsumerTraces traces, MeterRegistry meters, Intake intake) {
        this.events = new EventConsumer<>(IntakeEvent.class, Topics.SUBMISSIONS_RECEIVED, traces, meters);
        this.intake = intake;
    }

    private static SubmissionReceived received(IntakeEvent event) {
        return switch (event) {
            case SubmissionReceived received -> received;
        };
    }

    @KafkaListener(
            id = Topics.INTAKE,
            topics = {Topics.SUBMISSIONS_RECEIVED, "replays.${spring.application.name}"},
            concurrency = "2")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.batch(
                records,
                batch ->
                        intake.take(batch.stream().map(IntakeListener::received).toList()));
    }
}
