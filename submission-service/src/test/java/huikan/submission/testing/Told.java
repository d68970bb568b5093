package huikan.submission.testing;

import static org.awaitility.Awaitility.await;

import huikan.events.EventFamily;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Topics;
import huikan.service.consuming.CloudEvents;
import huikan.testing.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is told of submissions from now on. */
public final class Told implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> reading;
    private final List<ConsumerRecord<String, byte[]>> heard = new ArrayList<>();

    public Told() {
        reading = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, Infrastructure.kafka()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> all = reading.partitionsFor(Topics.SUBMISSIONS).stream()
                .map(one -> new TopicPartition(one.topic(), one.partition()))
                .toList();
        reading.assign(all);
        reading.seekToEnd(all);
        all.forEach(reading::position);
    }

    /** The types of what is told of one, in its order, as soon as there are so many; and there are no more. */
    public List<String> of(String id, int count) {
        await().until(() -> types(id).size() >= count);
        return types(id);
    }

    /** How an accepted one is told. */
    public SubmissionAccepted accepted(String id) {
        return all(id, SubmissionAccepted.class, 1).getFirst();
    }

    /** What is told of one in events of a kind, in its order, as soon as there are so many; and there are no more. */
    public <E extends SubmissionEvent> List<E> all(String id, Class<E> kind, int count) {
        await().until(() -> {
            reading.poll(Duration.ofMillis(100)).forEach(heard::add);
            return heard(id, kind).size() >= count;
        });
        return heard(id, kind);
    }

    private <E extends SubmissionEvent> List<E> heard(String id, Class<E> kind) {
        return heard.stream()
                .filter(one -> id.equals(CloudEvents.subject(one.headers())))
                .map(one ->
                        CloudEvents.read(EventFamily.of(SubmissionEvent.class), one.headers(), one.key(), one.value()))
                .flatMap(Optional::stream)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    private List<String> types(String id) {
        reading.poll(Duration.ofMillis(100)).forEach(heard::add);
        return heard.stream()
                .filter(one -> id.equals(CloudEvents.subject(one.headers())))
                .map(one -> String.valueOf(CloudEvents.type(one.headers())))
                .toList();
    }

    @Override
    public void close() {
        reading.close();
    }
}
