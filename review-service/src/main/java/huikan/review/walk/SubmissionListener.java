package huikan.review.walk;

import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionRejected;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.Topics;
import huikan.service.consuming.EventConsumer;
import huikan.service.outbox.OutboxSource;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#SUBMISSIONS}: an accepted submission gets its review. */
@Component
final class SubmissionListener {

    private final EventConsumer<SubmissionEvent> events;
    private final Reviews reviews;

    SubmissionListener(ConsumerTraces traces, MeterRegistry meters, Reviews reviews) {
        this.events = new EventConsumer<>(SubmissionEvent.class, Topics.SUBMISSIONS, traces, meters);
        this.reviews = reviews;
    }

    @KafkaListener(
            id = "review-service.submissions",
            topics = {Topics.SUBMISSIONS, "replays.${spring.application.name}"},
            concurrency = "2")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.each(records, event -> {
            switch (event) {
                case SubmissionAccepted accepted -> open(accepted);
                case SubmissionWithdrawn withdrawn -> reviews.withdraw(withdrawn.id(), true);
                case SubmissionReplaced replaced -> reviews.withdraw(replaced.id(), false);
                case SubmissionRejected rejected -> {}
                case ObligationOpened opened -> {}
            }
        });
    }

    private void open(SubmissionAccepted accepted) {
        if (reviews.find(accepted.id()).isEmpty()) {
            Optional<Review> before = Optional.ofNullable(accepted.replaces()).flatMap(reviews::find);
            reviews.open(Review.opened(accepted, before));
        }
    }

    /** Which collection tells events. */
    @Configuration(proxyBeanMethods = false)
    static class ReviewOutbox {
        @Bean
        OutboxSource reviewSource() {
            return Reviews.SOURCE;
        }
    }
}
