package huikan.review.access;

import huikan.events.AgencyEvent;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#AGENCIES}. */
@Component
final class DirectoryListener {

    private final EventConsumer<AgencyEvent> events;
    private final Directory directory;

    DirectoryListener(ConsumerTraces traces, MeterRegistry meters, Directory directory) {
        this.events = new EventConsumer<>(AgencyEvent.class, Topics.AGENCIES, traces, meters);
        this.directory = directory;
    }

    @KafkaListener(
            id = "review-service.agencies",
            topics = {Topics.AGENCIES, "replays.${spring.application.name}"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.batch(
                records,
                told -> directory.put(told.stream()
                        .map(event -> switch (event) {
                            case AgencyPut put -> put;
                        })
                        .toList()));
    }
}
