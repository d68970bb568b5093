package huikan.gateway.deadletter;

import static java.util.Objects.requireNonNull;

import huikan.gateway.deadletter.DeadLetter.Decision;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaAdmin;
import tools.jackson.databind.json.JsonMapper;

/** What was decided about dead letters: a compacted topic, read on from where the last look ended. */
final class Decisions implements AutoCloseable {

    static final String TOPIC = "dead-letters.decisions";

    private static final TopicPartition PLACE = new TopicPartition(TOPIC, 0);

    private final NewTopic topic;
    private final KafkaAdmin admin;
    private final ConsumerFactory<String, byte[]> consumers;
    private final JsonMapper json;
    private final Map<LetterId, Decision> known = new HashMap<>();
    private @Nullable Consumer<String, byte[]> consumer;

    /**
     * @param replicas of the topic
     */
    Decisions(short replicas, KafkaAdmin admin, ConsumerFactory<String, byte[]> consumers, JsonMapper json) {
        this.topic = new NewTopic(TOPIC, 1, replicas)
                .configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        this.admin = admin;
        this.consumers = consumers;
        this.json = json;
    }

    synchronized Optional<Decision> of(LetterId id) {
        return Optional.ofNullable(known.get(id));
    }

    synchronized long countOf(String service) {
        return known.keySet().stream()
                .filter(id -> id.service().equals(service))
                .count();
    }

    /**
     * Reads all that was decided until now, by this gateway or another.
     *
     * @throws org.apache.kafka.common.KafkaException when Kafka does not answer
     */
    synchronized void refresh(Duration patience) {
        Consumer<String, byte[]> reading = opened();
        long end = requireNonNull(reading.endOffsets(List.of(PLACE), patience).get(PLACE));
        while (reading.position(PLACE, patience) < end) {
            for (ConsumerRecord<String, byte[]> record : reading.poll(patience)) {
                LetterId.parse(record.key())
                        .ifPresent(id -> known.put(id, json.readValue(record.value(), Decision.class)));
            }
        }
    }

    private Consumer<String, byte[]> opened() {
        if (consumer == null) {
            // a gateway comes up before its broker does, so the topic is made when it is first needed
            admin.createOrModifyTopics(topic);
            consumer = consumers.createConsumer(null, "-decisions");
            consumer.assign(List.of(PLACE));
            consumer.seekToBeginning(List.of(PLACE));
        }
        return consumer;
    }

    @Override
    public synchronized void close() {
        if (consumer != null) {
            consumer.close();
        }
    }
}
