package huikan.service.start;

import huikan.events.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin;

/** The clock, the instance, the topics, and stopping with the process that started this one. */
@AutoConfiguration(before = KafkaAutoConfiguration.class)
@EnableConfigurationProperties({TopicSettings.class, ClockSettings.class})
public class StartAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock(ClockSettings settings) {
        return settings.clock();
    }

    @Bean
    Instance instance(
            @Value("${spring.application.name}") String service, @Value("${huikan.instance}") String instance) {
        return new Instance(service, instance);
    }

    @Bean
    KafkaAdmin.NewTopics topics(TopicSettings settings, Instance instance) {
        Stream<NewTopic> shared = Topics.ALL.stream()
                .map(topic -> new NewTopic(topic.name(), settings.partitions(), settings.replicas())
                        .configs(configs(topic.kept(), settings)));
        Stream<NewTopic> own = Stream.of(
                new NewTopic(Topics.deadLetters(instance.service()), settings.partitions(), settings.replicas())
                        .configs(configs(Topics.Kept.FOR_EVER, settings)),
                new NewTopic(Topics.replays(instance.service()), settings.partitions(), settings.replicas())
                        .configs(configs(Topics.Kept.A_FORTNIGHT, settings)));
        return new KafkaAdmin.NewTopics(Stream.concat(shared, own).toArray(NewTopic[]::new));
    }

    private static Map<String, String> configs(Topics.Kept kept, TopicSettings settings) {
        String largest = Integer.toString(settings.largest());
        return switch (kept) {
            case A_FORTNIGHT ->
                Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        largest,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(Duration.ofDays(14).toMillis()));
            case FOR_EVER ->
                Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, largest, TopicConfig.RETENTION_MS_CONFIG, "-1");
            case LATEST_OF_KEY ->
                Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        largest,
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT);
        };
    }

    @Bean
    @ConditionalOnProperty("huikan.stop-with-parent")
    StopWithParent stopWithParent() {
        return new StopWithParent();
    }
}
