package huikan.analytics.rollup;

import huikan.analytics.rollup.Count.Position;
import huikan.analytics.rollup.RollupWriter.Placed;
import huikan.events.SubmissionEvent;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * {@link Topics#SUBMISSIONS}, and nothing else: with a second source the difference that an event makes would depend on how
 * far that one has been read.
 */
@Component
final class RollupListener {

    /** The consumer group, followed by the generation. */
    private static final String GROUP = "analytics-service.rollups-";

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final EventConsumer<SubmissionEvent> events;
    private final RollupWriter writer;
    private final Timer freshness;
    private final Clock clock;

    private final String group;

    RollupListener(
            RollupWriter writer, RollupSettings settings, ConsumerTraces traces, MeterRegistry meters, Clock clock) {
        this.group = group(settings.own());
        this.clock = clock;
        this.freshness = Timer.builder("huikan.rollup.freshness")
                .description("from an event to the rollups that show it")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(LONGEST)
                .register(meters);
        this.events = EventConsumer.inOneOrder(SubmissionEvent.class, Topics.SUBMISSIONS, traces, meters);
        this.writer = writer;
    }

    static String group(int generation) {
        return GROUP + generation;
    }

    /** As the container asks for it. */
    public String group() {
        return group;
    }

    @KafkaListener(id = "analytics-service.rollups", groupId = "#{__listener.group()}", topics = Topics.SUBMISSIONS)
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.batch(records, RollupListener::placed, this::write);
    }

    private static Placed placed(ConsumerRecord<String, byte[]> record, SubmissionEvent event) {
        return new Placed(
                new Position(record.partition(), record.offset()), Instant.ofEpochMilli(record.timestamp()), event);
    }

    private void write(List<Placed> events) {
        events.stream()
                .collect(Collectors.groupingBy(one -> one.at().partition()))
                .forEach(writer::write);
        Instant now = clock.instant();
        events.forEach(one -> freshness.record(Duration.between(one.time(), now)));
    }
}
