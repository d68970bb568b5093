package huikan.service.consuming;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaAdmin;

/** How far topics go, and how far they have been read. */
public interface Positions {

    /**
     * Where each partition of a topic ends.
     *
     * @throws KafkaException when the broker cannot be asked
     */
    Map<TopicPartition, Long> ends(String topic);

    /**
     * What a consumer group has read of each partition; those of which it read nothing are missing.
     *
     * @throws KafkaException when the broker cannot be asked
     */
    Map<TopicPartition, Long> read(String group);

    /** As the broker tells. */
    final class OfBroker implements Positions, DisposableBean {

        private static final int PATIENCE_MS = 2_000;

        private final Admin admin;

        OfBroker(KafkaAdmin kafka) {
            Map<String, Object> settings = new HashMap<>(kafka.getConfigurationProperties());
            // whoever asks has more to do than to wait for a broker that is away
            settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
            settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
            this.admin = Admin.create(settings);
        }

        @Override
        public Map<TopicPartition, Long> ends(String topic) {
            Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
            for (TopicDescription found :
                    answer(admin.describeTopics(List.of(topic)).allTopicNames()).values()) {
                found.partitions()
                        .forEach(one ->
                                latest.put(new TopicPartition(found.name(), one.partition()), OffsetSpec.latest()));
            }
            Map<TopicPartition, Long> ends = new HashMap<>();
            answer(admin.listOffsets(latest).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        }

        @Override
        public Map<TopicPartition, Long> read(String group) {
            Map<TopicPartition, Long> read = new HashMap<>();
            answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                    .forEach((partition, offset) -> {
                        if (offset != null) {
                            read.put(partition, offset.offset());
                        }
                    });
            return read;
        }

        private static <T> T answer(Future<T> asked) {
            try {
                return asked.get();
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                throw new KafkaException("stopped while the broker was asked", stopping);
            } catch (ExecutionException away) {
                throw new KafkaException("how far a topic has been read cannot be asked", away.getCause());
            }
        }

        @Override
        public void destroy() {
            admin.close();
        }
    }
}
