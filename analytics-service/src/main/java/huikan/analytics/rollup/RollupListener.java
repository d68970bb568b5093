package huikan.analytics.rollup;

import huikan.analytics.rollup.Rollups.Versioned;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.config.ContainerPostProcessor;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import org.springframework.stereotype.Component;

/** Committed rollups into the store; of several of one key in a batch only the last is written. */
@Component
final class RollupListener {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Rollups rollups;
    private final ConsumerTraces traces;
    private final Timer freshness;
    private final Clock clock;

    RollupListener(Rollups rollups, ConsumerTraces traces, MeterRegistry meters, Clock clock) {
        this.clock = clock;
        this.freshness = Timer.builder("huikan.rollup.freshness")
                .description("from an event to the rollups that show it")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(LONGEST)
                .register(meters);
        this.traces = traces;
        this.rollups = rollups;
    }

    @KafkaListener(
            id = "analytics-service.rollups",
            topics = RollupTopology.ROLLUPS,
            containerPostProcessor = "withoutGathering")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        Map<String, ConsumerRecord<String, byte[]>> last = new LinkedHashMap<>();
        // all rollups of a key are in one partition, where offsets only grow
        records.forEach(record -> last.put(record.key(), record));
        List<Versioned> latest = last.values().stream()
                .map(record -> Versioned.of(record.value(), record.offset()))
                .toList();
        traces.followAll(records, () -> rollups.write(latest));
        latest.forEach(one -> freshness.record(Duration.between(one.head().asOf(), clock.instant())));
    }

    /** A commit of {@link RollupTopology} has gathered already. */
    @Configuration(proxyBeanMethods = false)
    static class Gathered {
        @Bean
        ContainerPostProcessor<String, byte[], AbstractMessageListenerContainer<String, byte[]>> withoutGathering() {
            return container -> container.getContainerProperties().setIdleBetweenPolls(0);
        }
    }
}
