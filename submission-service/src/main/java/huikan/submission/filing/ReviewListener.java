package huikan.submission.filing;

import huikan.events.ReviewEvent;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewClaimed;
import huikan.events.ReviewEvent.ReviewCleared;
import huikan.events.ReviewEvent.ReviewPassed;
import huikan.events.ReviewEvent.ReviewPublished;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#REVIEWS}: submission and obligation follow what the reviewers decided. */
@Component
final class ReviewListener {

    private final EventConsumer<ReviewEvent> events;
    private final Submissions submissions;
    private final Obligations obligations;

    ReviewListener(ConsumerTraces traces, MeterRegistry meters, Submissions submissions, Obligations obligations) {
        this.events = new EventConsumer<>(ReviewEvent.class, Topics.REVIEWS, traces, meters);
        this.submissions = submissions;
        this.obligations = obligations;
    }

    @KafkaListener(
            id = "submission-service.reviews",
            topics = {Topics.REVIEWS, "replays.${spring.application.name}"})
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.each(records, event -> {
            switch (event) {
                case ReviewPassed passed -> submissions.markReviewed(passed.submission());
                case ReviewClaimed claimed -> submissions.markReviewed(claimed.submission());
                case ReviewReturned returned ->
                    follow(returned, SubmissionStatus.RETURNED, ObligationStatus.RETURNED, returned.dueOn());
                case ReviewApproved approved ->
                    follow(approved, SubmissionStatus.APPROVED, ObligationStatus.APPROVED, null);
                case ReviewCleared cleared -> {}
                case ReviewPublished published -> {}
            }
        });
    }

    /** The obligation follows only what the submission has become: a withdrawn or replaced one is decided no more. */
    private void follow(ReviewEvent event, SubmissionStatus status, ObligationStatus owed, @Nullable LocalDate dueOn) {
        boolean unused = submissions.follow(event.submission(), status);
        if (submissions
                .find(event.submission())
                .filter(one -> one.status() == status)
                .isPresent()) {
            obligations.follow(event.cycle(), event.agency(), event.submission(), owed, dueOn);
        }
    }
}
