package huikan.review.testing;

import static org.awaitility.Awaitility.await;

import huikan.events.Event;
import huikan.events.EventFamily;
import huikan.testing.Infrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What others are told. */
public final class Published {

    private Published() {}

    /** The events of a topic that fit, in their order, as soon as there are enough. */
    public static <F extends Event, E extends F> List<E> events(
            String topic, Class<F> family, Class<E> kind, Predicate<E> fits, int enough) {
        EventFamily<F> reader = EventFamily.of(family);
        List<E> told = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Infrastructure.kafka(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        UUID.randomUUID().toString(),
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            await().until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    String type =
                            new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
                    reader.read(type, record.value())
                            .filter(kind::isInstance)
                            .map(kind::cast)
                            .filter(fits)
                            .ifPresent(told::add);
                });
                return told.size() >= enough;
            });
        }
        return told;
    }
}
