package huikan.analytics.turnaround;

import huikan.events.ReviewEvent;
import huikan.events.SubmissionEvent;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#SUBMISSIONS} tell what waits, {@link Topics#REVIEWS} what was decided; neither waits for the other. */
@Component
final class TurnaroundListener {

    private final EventConsumer<SubmissionEvent> submissions;
    private final EventConsumer<ReviewEvent> reviews;
    private final Turnarounds turnarounds;

    TurnaroundListener(Turnarounds turnarounds, ConsumerTraces traces, MeterRegistry meters) {
        this.submissions = new EventConsumer<>(SubmissionEvent.class, Topics.SUBMISSIONS, traces, meters);
        this.reviews = new EventConsumer<>(ReviewEvent.class, Topics.REVIEWS, traces, meters);
        this.turnarounds = turnarounds;
    }

    @KafkaListener(
            id = "analytics-service.turnaround-submissions",
            topics = {Topics.SUBMISSIONS, "replays.${spring.application.name}"})
    void onSubmissions(List<ConsumerRecord<String, byte[]>> records) {
        submissions.batch(records, turnarounds::filed);
    }

    @KafkaListener(
            id = "analytics-service.turnaround-reviews",
            topics = {Topics.REVIEWS, "replays.${spring.application.name}"})
    void onReviews(List<ConsumerRecord<String, byte[]>> records) {
        reviews.batch(records, turnarounds::decided);
    }
}
