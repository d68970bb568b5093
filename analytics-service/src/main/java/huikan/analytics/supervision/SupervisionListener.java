package huikan.analytics.supervision;

import huikan.analytics.position.ReadPositions;
import huikan.events.SupervisionEvent;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#SUPERVISION}. */
@Component
final class SupervisionListener {

    /** Under which it says how far it has read. */
    static final String READER = "supervision";

    private final EventConsumer<SupervisionEvent> events;
    private final SupervisionWriter writer;
    private final ReadPositions positions;

    SupervisionListener(
            SupervisionWriter writer, ReadPositions positions, ConsumerTraces traces, MeterRegistry meters) {
        this.events = new EventConsumer<>(SupervisionEvent.class, Topics.SUPERVISION, traces, meters);
        this.writer = writer;
        this.positions = positions;
    }

    @KafkaListener(
            id = "analytics-service.supervision",
            topics = {Topics.SUPERVISION, "replays.${spring.application.name}"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.batch(records, told -> {
            writer.write(told);
            positions.happened(READER, told.stream().map(one -> one.step().at()).toList());
        });
        positions.read(READER, Topics.SUPERVISION, records);
    }
}
