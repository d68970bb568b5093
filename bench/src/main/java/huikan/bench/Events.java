package huikan.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Hears what the services tell, from now on: far cheaper for the suite than asking it again and again. */
final class Events implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean closing;

    private Events(KafkaConsumer<String, byte[]> consumer, Consumer<ConsumerRecord<String, byte[]>> listener) {
        this.consumer = consumer;
        this.thread = Thread.ofPlatform().name("events").unstarted(() -> hear(listener));
    }

    /** Nothing that is told after this returns is missed. */
    static Events of(String broker, List<String> topics, Consumer<ConsumerRecord<String, byte[]>> listener) {
        KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : topics) {
            for (PartitionInfo one : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, one.partition()));
            }
        }
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // seeking is lazy: asking for the position does it
        partitions.forEach(consumer::position);
        Events events = new Events(consumer, listener);
        events.thread.start();
        return events;
    }

    private void hear(Consumer<ConsumerRecord<String, byte[]>> listener) {
        try (consumer) {
            while (!closing) {
                consumer.poll(POLL).forEach(listener);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
