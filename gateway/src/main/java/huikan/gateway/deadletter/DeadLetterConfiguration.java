package huikan.gateway.deadletter;

import huikan.gateway.Services;
import huikan.service.start.TopicSettings;
import huikan.service.watching.Sampled;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The dead letters of the services that the gateway knows, and how many wait. */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

    private static final Duration FRESH = Duration.ofSeconds(10);

    @Bean
    DeadLetters deadLetterTopics(
            Services services,
            TopicSettings topics,
            KafkaAdmin admin,
            ConsumerFactory<String, byte[]> consumers,
            KafkaTemplate<String, byte[]> kafka,
            JsonMapper json,
            Clock clock,
            MeterRegistry meters) {
        Decisions decisions = new Decisions(topics.replicas(), admin, consumers, json);
        DeadLetters letters =
                new DeadLetters(List.copyOf(services.services().keySet()), decisions, consumers, kafka, json, clock);
        Sampled<Map<String, Long>> waiting = new Sampled<>(letters::waiting, FRESH, Map.of());
        services.services()
                .keySet()
                .forEach(service -> Gauge.builder("huikan.dead.letters.waiting", () -> waiting(waiting.get(), service))
                        .description("dead letters that nobody has replayed or discarded")
                        .tag("service", service)
                        .register(meters));
        return letters;
    }

    private static double waiting(Map<String, Long> counts, String service) {
        Long count = counts.get(service);
        return count == null ? Double.NaN : count;
    }
}
