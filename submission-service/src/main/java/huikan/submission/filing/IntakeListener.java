package huikan.submission.filing;

import huikan.events.IntakeEvent;
import huikan.events.IntakeEvent.SubmissionReceived;
import huikan.events.Topics;
import huikan.service.consuming.CloudEvents;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import huikan.submission.filing.ReceivedCounts.Place;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#SUBMISSIONS_RECEIVED}. */
@Component
final class IntakeListener {

    private final EventConsumer<IntakeEvent> events;
    private final Intake intake;
    private final Submissions submissions;
    private final ReceivedCounts counts;

    IntakeListener(
            ConsumerTraces traces,
            MeterRegistry meters,
            Intake intake,
            Submissions submissions,
            ReceivedCounts counts) {
        this.events = new EventConsumer<>(IntakeEvent.class, Topics.SUBMISSIONS_RECEIVED, traces, meters);
        this.intake = intake;
        this.submissions = submissions;
        this.counts = counts;
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
        events.batch(records, batch -> {
            List<SubmissionReceived> received =
                    batch.stream().map(IntakeListener::received).toList();
            counts.count(places(records, received));
            intake.take(received);
        });
    }

    /** Where each is for the first time: a client may send a filing again under its key, and what is replayed was counted. */
    private Collection<Place> places(List<ConsumerRecord<String, byte[]>> records, List<SubmissionReceived> received) {
        Map<String, String> cycles = new HashMap<>();
        received.forEach(one -> cycles.put(one.id(), one.cycle()));
        cycles.keySet().removeAll(submissions.known(cycles.keySet()));
        Map<String, Place> first = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records) {
            String id = CloudEvents.subject(record.headers());
            String cycle = cycles.get(id);
            if (cycle != null && record.topic().equals(Topics.SUBMISSIONS_RECEIVED)) {
                first.putIfAbsent(id, new Place(record.partition(), record.offset(), cycle));
            }
        }
        return first.values();
    }
}
