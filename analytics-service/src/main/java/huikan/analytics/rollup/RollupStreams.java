package huikan.analytics.rollup;

import huikan.service.start.Instance;
import huikan.service.start.TopicSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.EnableKafkaStreams;
import org.springframework.kafka.annotation.KafkaStreamsDefaultConfiguration;
import org.springframework.kafka.config.KafkaStreamsConfiguration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.config.StreamsBuilderFactoryBeanConfigurer;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.streams.KafkaStreamsMicrometerListener;

/** Runs {@link RollupTopology}, exactly once. */
@Configuration(proxyBeanMethods = false)
@EnableKafkaStreams
class RollupStreams {

    private static final Logger LOG = LoggerFactory.getLogger(RollupStreams.class);
    private static final int SESSION_MS = 6_000;
    /** Kafka's own. A thread that polls does not commit meanwhile: what has to be committed sooner must not wait for it. */
    private static final long LONGEST_POLL_MS = 100;

    @Bean
    KafkaAdmin.NewTopics rollupTopic(TopicSettings settings) {
        return new KafkaAdmin.NewTopics(new NewTopic(RollupTopology.ROLLUPS, settings.partitions(), settings.replicas())
                .configs(Map.of(
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        Integer.toString(settings.largest()))));
    }

    @Bean(name = KafkaStreamsDefaultConfiguration.DEFAULT_STREAMS_CONFIG_BEAN_NAME)
    KafkaStreamsConfiguration streams(
            RollupSettings settings,
            TopicSettings topics,
            @Value("${spring.kafka.bootstrap-servers}") String bootstrapServers) {
        Map<String, Object> properties = new HashMap<>();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.application());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        properties.put(
                StreamsConfig.POLL_MS_CONFIG,
                Math.clamp(settings.commitInterval().toMillis() / 2, 1, LONGEST_POLL_MS));
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) topics.replicas());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.state().toString());
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedMemory.class);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), SESSION_MS);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), SESSION_MS / 4);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), topics.largest());
        return new KafkaStreamsConfiguration(properties);
    }

    @Bean
    StreamsBuilderFactoryBeanConfigurer restarts(MeterRegistry meters) {
        return factory -> {
            factory.addListener(new KafkaStreamsMicrometerListener(meters));
            // else a clean restart waits for the session of the instance that left
            factory.setLeaveGroupOnClose(true);
            factory.setStreamsUncaughtExceptionHandler(thrown -> {
                LOG.error("a rollup thread ended and is replaced", thrown);
                return StreamThreadExceptionResponse.REPLACE_THREAD;
            });
        };
    }

    /** The topology, attached to the builder that Spring starts. */
    @Bean
    RollupTopologyBuilt topology(StreamsBuilder builder, Instance instance, MeterRegistry meters) {
        RollupTopology.build(builder, instance.service(), new RollupTopology.Told() {
            @Override
            public void skipped(String type) {
                meters.counter("huikan.events.skipped", "type", type).increment();
            }

            @Override
            public void deadLetter(String topic) {
                meters.counter("huikan.dead.letters", "topic", topic).increment();
                LOG.error("dead letter: from {}", topic);
            }
        });
        return new RollupTopologyBuilt();
    }

    /** How far the readers are behind is of interest; the hundreds of numbers about each step and store are not. */
    @Bean
    MeterFilter withoutStreamsDetails() {
        return MeterFilter.denyNameStartsWith("kafka.stream");
    }

    /** A mark that the topology is there. */
    record RollupTopologyBuilt() {}

    /** While it rebalances, rollups stand still: that is not ready. */
    @Bean
    HealthIndicator rollupHealthIndicator(StreamsBuilderFactoryBean factory) {
        return () -> {
            KafkaStreams streams = factory.getKafkaStreams();
            KafkaStreams.State state = streams == null ? KafkaStreams.State.CREATED : streams.state();
            Health.Builder health = state == KafkaStreams.State.RUNNING ? Health.up() : Health.outOfService();
            return health.withDetail("state", state.name()).build();
        };
    }
}
