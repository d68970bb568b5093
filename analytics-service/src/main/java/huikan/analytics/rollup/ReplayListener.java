package huikan.analytics.rollup;

import huikan.events.Topics;
import huikan.service.consuming.DeadLetterHeaders;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * A replayed letter of {@link Topics#SUBMISSIONS} goes back into its topic, behind all that came since: rollups count in one
 * order only. Whoever else reads that topic passes over it.
 */
@Component
final class ReplayListener {

    private final KafkaTemplate<String, byte[]> kafka;

    ReplayListener(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    @KafkaListener(id = "analytics-service.replays", topics = "replays.${spring.application.name}")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        List<? extends CompletableFuture<?>> sent = records.stream()
                .filter(record -> DeadLetterHeaders.origin(record.topic(), record.headers())
                        .equals(Topics.SUBMISSIONS))
                .map(record -> kafka.send(
                        new ProducerRecord<>(Topics.SUBMISSIONS, null, record.key(), record.value(), record.headers())))
                .toList();
        sent.forEach(CompletableFuture::join);
    }
}
