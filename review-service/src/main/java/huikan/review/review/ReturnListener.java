package huikan.review.review;

import huikan.events.ReviewEvent;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.Topics;
import huikan.review.letter.EscalationLetters;
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

    private static final int MOST_RETURNS = 2;

    private final EventConsumer<ReviewEvent> events;
    private final Voiding voiding;
    private final Reviews reviews;
    private final EscalationLetters letters;

    ReturnListener(
            ConsumerTraces traces, MeterRegistry meters, Voiding voiding, Reviews reviews, EscalationLetters letters) {
        this.events = new EventConsumer<>(ReviewEvent.class, Topics.REVIEWS, traces, meters);
        this.voiding = voiding;
        this.reviews = reviews;
        this.letters = letters;
    }

    @KafkaListener(
            id = "review-service.reviews",
            topics = {Topics.REVIEWS, "replays.${spring.application.name}"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.each(records, event -> {
            if (event instanceof ReviewReturned returned) {
                voiding.changed(returned.submission());
                reviews.find(returned.submission()).ifPresent(this::criticize);
            }
        });
    }

    /** 通报: more than two returns of one obligation's filings are circulated. */
    private void criticize(Review review) {
        if (review.returns() > MOST_RETURNS) {
            review.decisions().stream()
                    .filter(decision -> decision.decision() == Decision.Kind.RETURN)
                    .reduce((earlier, later) -> later)
                    .ifPresent(last -> letters.criticize(
                            "reviews/" + review.submission() + "/returned",
                            review.agency(),
                            review.title(),
                            "报送材料已被退回" + review.returns() + "次，予以通报。",
                            review.above(),
                            last.agency()));
        }
    }
}
