package huikan.submission.intake;

import huikan.events.SubmissionReceived;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.consuming.ReceivedFilings;
import huikan.service.watching.ConsumerTraces;
import huikan.submission.intake.Intake.Delivered;
import huikan.submission.intake.ReceivedCounts.Place;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#SUBMISSIONS_RECEIVED}. */
@Component
final class IntakeListener {

    private final EventConsumer<SubmissionReceived> events;
    private final Intake intake;

    IntakeListener(ConsumerTraces traces, MeterRegistry meters, Intake intake) {
        this.events = new EventConsumer<>(ReceivedFilings::read, Topics.SUBMISSIONS_RECEIVED, traces, meters);
        this.intake = intake;
    }

    @KafkaListener(
            id = Topics.INTAKE,
            topics = {Topics.SUBMISSIONS_RECEIVED, "replays.${spring.application.name}"},
            concurrency = "2")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.batch(records, IntakeListener::delivered, intake::take);
    }

    private static Delivered delivered(ConsumerRecord<String, byte[]> record, SubmissionReceived received) {
        return new Delivered(
                received,
                record.topic().equals(Topics.SUBMISSIONS_RECEIVED)
                        ? new Place(record.partition(), record.offset(), received.cycle())
                        : null);
    }
}
