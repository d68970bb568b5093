package huikan.submission.submission;

import huikan.events.ReviewEvent;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewClaimed;
import huikan.events.ReviewEvent.ReviewCleared;
import huikan.events.ReviewEvent.ReviewPassed;
import huikan.events.ReviewEvent.ReviewPublished;
import huikan.events.ReviewEvent.ReviewRecalled;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.ReviewEvent.ReviewVoided;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Returned;
import io.micrometer.core.instrument.MeterRegistry;
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
                case ReviewPassed passed -> submissions.takeUp(passed.submission(), passed.by(), passed.at());
                case ReviewClaimed claimed -> submissions.takeUp(claimed.submission(), claimed.by(), claimed.at());
                case ReviewReturned returned ->
                    follow(returned, SubmissionMove.RETURN, ObligationStatus.RETURNED, Returned.of(returned));
                case ReviewApproved approved ->
                    follow(approved, SubmissionMove.APPROVE, ObligationStatus.APPROVED, null);
                case ReviewVoided voided -> {
                    follow(voided, SubmissionMove.VOID, ObligationStatus.FILED, null);
                    submissions.lapse(voided.submission(), voided);
                }
                // a reviewer had it in hand: it is withdrawn no more, and waits as before
                case ReviewRecalled recalled -> {}
                case ReviewCleared cleared -> {}
                case ReviewPublished published -> {}
            }
        });
    }

    /** The obligation follows only what the submission has become: a withdrawn or replaced one is decided no more. */
    private void follow(
            ReviewEvent.Decided decided, SubmissionMove move, ObligationStatus owed, @Nullable Returned returned) {
        submissions.follow(decided.submission(), decided, move);
        if (submissions.find(decided.submission()).orElseThrow().status() == move.to()) {
            obligations.follow(decided.cycle(), decided.agency(), decided.submission(), owed, returned);
        }
    }
}
