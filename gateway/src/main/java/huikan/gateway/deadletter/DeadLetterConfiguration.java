package huikan.gateway.deadletter;

import huikan.service.start.TopicSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** The dead letters of the services that the gateway knows, and how many wait. */
@Configuration(proxyBeanMethods = false)
class DeadLetterConfiguration {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterConfiguration.class);

    /** Where the services are, by name. */
    @ConfigurationProperties("huikan")
    record Services(Map<String, String> services) {}

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
        Waiting waiting = new Waiting(letters);
        services.services()
                .keySet()
                .forEach(service -> Gauge.builder("huikan.dead.letters.waiting", () -> waiting.of(service))
                        .description("dead letters that nobody has replayed or discarded")
                        .tag("service", service)
                        .register(meters));
        return letters;
    }

    /** Counted when a scrape asks, at most every few seconds; not a number while Kafka is away. */
    private static final class Waiting {

        private static final Duration FRESH = Duration.ofSeconds(10);

        private final DeadLetters letters;
        private Map<String, Long> known = Map.of();
        private long until = System.nanoTime();

        Waiting(DeadLetters letters) {
            this.letters = letters;
        }

        synchronized double of(String service) {
            if (System.nanoTime() >= until) {
                known = count();
                until = System.nanoTime() + FRESH.toNanos();
            }
            Long count = known.get(service);
            return count == null ? Double.NaN : count;
        }

        private Map<String, Long> count() {
            try {
                return letters.waiting();
            } catch (RuntimeException away) {
                LOG.info("dead letters cannot be counted: {}", away.toString());
                return Map.of();
            }
        }
    }
}
