package huikan.review.review;

import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.ObligationAmended;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionDecided;
import huikan.events.SubmissionEvent.SubmissionRejected;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.Topics;
import huikan.review.reminder.Obligations;
import huikan.service.consuming.EventConsumer;
import huikan.service.watching.ConsumerTraces;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** {@link Topics#SUBMISSIONS}: an accepted submission gets its review, and what is owed is reminded of. */
@Component
final class SubmissionListener {

    private final EventConsumer<SubmissionEvent> events;
    private final Reviews reviews;
    private final Voiding voiding;
    private final Obligations obligations;

    SubmissionListener(
            ConsumerTraces traces, MeterRegistry meters, Reviews reviews, Voiding voiding, Obligations obligations) {
        this.events = new EventConsumer<>(SubmissionEvent.class, Topics.SUBMISSIONS, traces, meters);
        this.reviews = reviews;
        this.voiding = voiding;
        this.obligations = obligations;
    }

    @KafkaListener(
            id = Obligations.READER,
            topics = {Topics.SUBMISSIONS, "replays.${spring.application.name}"},
            concurrency = "2")
    void on(List<ConsumerRecord<String, byte[]>> records) {
        events.batch(records, this::follow);
    }

    /** Accepted ones that come one after the other are opened at once; what depends on them comes after them. */
    void follow(List<SubmissionEvent> batch) {
        // whoever filed is not reminded, whatever becomes of the review
        obligations.follow(batch);
        List<SubmissionAccepted> row = new ArrayList<>();
        for (SubmissionEvent event : batch) {
            switch (event) {
                case SubmissionAccepted accepted -> {
                    if (accepted.replaces() != null) {
                        openAll(row);
                    }
                    row.add(accepted);
                }
                case SubmissionWithdrawn withdrawn -> {
                    openAll(row);
                    reviews.withdraw(withdrawn.id(), null);
                    voiding.changed(withdrawn.id());
                }
                case SubmissionReplaced replaced -> {
                    openAll(row);
                    reviews.withdraw(replaced.id(), replaced.by());
                }
                case SubmissionRejected rejected -> {}
                // told by the review itself
                case SubmissionDecided decided -> {}
                case ObligationOpened opened -> {}
                case ObligationAmended amended -> {}
            }
        }
        openAll(row);
    }

    private void openAll(List<SubmissionAccepted> row) {
        reviews.open(row);
        voiding.above(row.stream()
                .filter(one -> !one.path().isEmpty())
                .map(one ->
                        Reviews.consolidation(one.cycle(), one.path().getFirst().agency()))
                .collect(Collectors.toSet()));
        row.clear();
    }
}
