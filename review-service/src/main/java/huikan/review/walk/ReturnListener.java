package huikan.review.walk;

import huikan.events.ReviewEvent;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * {@link Topics#REVIEWS}: what was returned stands no more, which those above may have summed up. It hears of it from the
 * topic and not with the decision, so that a process that ends between the two is made up for.
 */
@Component
final class ReturnListener {

    private final EventConsumer<ReviewEvent> events;
    private final Voiding voiding;

    ReturnListener(ConsumerTraces traces, MeterRegistry meters, Voiding voiding) {
        this.events = new EventConsumer<>(ReviewEvent.class, Topics.REVIEWS, traces, meters);
        this.voiding = voiding;
    }

    @KafkaListener(
            id = "review-service.reviews",
            topics = {Topics.REVIEWS, "replays.${spring.application.name}"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.each(records, event -> {
            if (event instanceof ReviewReturned returned) {
                voiding.changed(returned.submission());
            }
        });
    }
}
