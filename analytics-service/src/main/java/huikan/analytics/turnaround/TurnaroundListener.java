package huikan.analytics.turnaround;

import huikan.analytics.position.ReadPositions;
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

    /** Under which it says how far it has read them. */
    static final String SUBMISSIONS = "turnaround-submissions";

    /** Likewise. */
    static final String REVIEWS = "turnaround-reviews";

    private final EventConsumer<SubmissionEvent> submissions;
    private final EventConsumer<ReviewEvent> reviews;
    private final Turnarounds turnarounds;
    private final ReadPositions positions;

    TurnaroundListener(Turnarounds turnarounds, ReadPositions positions, ConsumerTraces traces, MeterRegistry meters) {
        this.submissions = new EventConsumer<>(SubmissionEvent.class, Topics.SUBMISSIONS, traces, meters);
        this.reviews = new EventConsumer<>(ReviewEvent.class, Topics.REVIEWS, traces, meters);
        this.turnarounds = turnarounds;
        this.positions = positions;
    }

    @KafkaListener(
            id = "analytics-service.turnaround-submissions",
            topics = {Topics.SUBMISSIONS, "replays.${spring.application.name}"})
    void onSubmissions(List<ConsumerRecord<String, byte[]>> records) {
        submissions.batch(records, told -> positions.happened(SUBMISSIONS, turnarounds.filed(told)));
        positions.read(SUBMISSIONS, Topics.SUBMISSIONS, records);
    }

    @KafkaListener(
            id = "analytics-service.turnaround-reviews",
            topics = {Topics.REVIEWS, "replays.${spring.application.name}"})
    void onReviews(List<ConsumerRecord<String, byte[]>> records) {
        reviews.batch(records, told -> positions.happened(REVIEWS, turnarounds.decided(told)));
        positions.read(REVIEWS, Topics.REVIEWS, records);
    }
}
