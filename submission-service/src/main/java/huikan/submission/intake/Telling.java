package huikan.submission.intake;

import static java.util.Objects.requireNonNull;

import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.SubmissionRejected;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionReceived;
import huikan.service.consuming.CloudEvents;
import huikan.service.start.Instance;
import huikan.submission.submission.AcceptedEvents;
import huikan.submission.submission.Settled.Decision.Accepted;
import huikan.submission.submission.Settled.Decision.Rejected;
import huikan.submission.submission.Submission;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;

/**
 * Publishes what became of filings, in their order, before the offset of what brought them is committed: without an outbox,
 * because the event that brought a filing comes again until this was done.
 */
@Component
record Telling(KafkaTemplate<String, byte[]> kafka, AcceptedEvents accepted, Instance instance, Clock clock) {

    /**
     * Returns when all was acknowledged.
     *
     * @param replaced what they correct, as it is now, by id
     * @throws java.util.concurrent.CompletionException when something was not
     */
    void tell(List<Outcome> outcomes, Map<String, Submission> replaced) {
        List<CompletableFuture<?>> sent = new ArrayList<>();
        for (Outcome one : outcomes) {
            for (SubmissionEvent event : events(one, replaced)) {
                sent.add(kafka.send(CloudEvents.record(
                        event, event.subject() + "/" + event.type(), instance.service(), clock.instant())));
            }
        }
        sent.forEach(CompletableFuture::join);
    }

    /** A correction takes the slot from what it corrects, and whoever hears of it has heard of that. */
    private List<SubmissionEvent> events(Outcome one, Map<String, Submission> replaced) {
        SubmissionReceived received = one.arrival().event();
        return switch (one.decision()) {
            case Rejected(Submission.Rejection rejection) ->
                List.of(new SubmissionRejected(
                        received.id(), received.cycle(), received.agency(), one.at(), rejection.reasons()));
            case Accepted(long revision, boolean late) -> {
                List<SubmissionEvent> told = new ArrayList<>();
                if (one.arrival().replaces() != null) {
                    Submission before =
                            requireNonNull(replaced.get(one.arrival().replaces()));
                    told.add(new SubmissionReplaced(
                            before.id(),
                            received.cycle(),
                            received.agency(),
                            before.revision(),
                            received.id(),
                            before.approvedStep(),
                            one.at()));
                }
                told.add(accepted.of(
                        received.id(),
                        received.receivedAt(),
                        revision,
                        late,
                        one.arrival().read(),
                        requireNonNull(one.slot()),
                        received.relayer()));
                yield told;
            }
        };
    }
}
