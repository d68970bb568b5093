package huikan.analytics.directory;

import huikan.analytics.position.ReadPositions;
import huikan.events.AgencyEvent;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.CycleEvent;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#AGENCIES} and {@link Topics#CYCLES}. */
@Component
final class DirectoryListener {

    private final EventConsumer<AgencyEvent> agencies;
    private final EventConsumer<CycleEvent> cycles;
    private final Directory directory;
    private final AgencyHistory history;
    private final ReadPositions positions;

    DirectoryListener(
            ConsumerTraces traces,
            MeterRegistry meters,
            Directory directory,
            AgencyHistory history,
            ReadPositions positions) {
        this.agencies = new EventConsumer<>(AgencyEvent.class, Topics.AGENCIES, traces, meters);
        this.cycles = new EventConsumer<>(CycleEvent.class, Topics.CYCLES, traces, meters);
        this.directory = directory;
        this.history = history;
        this.positions = positions;
    }

    @KafkaListener(
            id = "analytics-service.agencies",
            topics = {Topics.AGENCIES, "replays.${spring.application.name}"})
    void onAgencies(List<ConsumerRecord<String, byte[]>> records) {
        agencies.batch(
                records,
                told -> directory.put(told.stream()
                        .map(event -> switch (event) {
                            case AgencyPut put -> put;
                        })
                        .toList()));
    }

    /** In a group of its own, which begins with the first that is kept. */
    @KafkaListener(
            id = "analytics-service.agency-history",
            topics = {Topics.AGENCIES, "replays.${spring.application.name}"})
    void onHistory(List<ConsumerRecord<String, byte[]>> records) {
        agencies.batch(
                records,
                (record, event) -> switch (event) {
                    case AgencyPut put -> new AgencyHistory.Version(put, Instant.ofEpochMilli(record.timestamp()));
                },
                told -> {
                    history.put(told);
                    positions.happened(
                            AgencyHistory.READER,
                            told.stream().map(AgencyHistory.Version::at).toList());
                });
        positions.read(AgencyHistory.READER, Topics.AGENCIES, records);
    }

    @KafkaListener(
            id = "analytics-service.cycles",
            topics = {Topics.CYCLES, "replays.${spring.application.name}"})
    void onCycles(List<ConsumerRecord<String, byte[]>> records) {
        cycles.each(records, event -> {
            switch (event) {
                case CycleIssued issued -> directory.put(issued);
            }
        });
    }
}
