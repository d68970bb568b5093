package huikan.submission.filing;

import huikan.events.IntakeEvent.SubmissionReceived;
import huikan.events.UnreadableEvent;
import huikan.filing.Filing;
import huikan.filing.FilingRead;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.attachment.Attachments;
import huikan.submission.filing.Assessment.Verdict;
import huikan.submission.filing.Slots.Claim;
import huikan.submission.filing.Submission.Rejection;
import huikan.submission.filing.Submissions.Arrival;
import huikan.submission.filing.Submissions.Refusal;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Obligations.Obligation;
import huikan.submission.rule.Check;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes received filings to ACCEPTED or REJECTED. Every step can be done twice, so that a crash between two of them
 * is mended by the event coming again: written down, assessed, slot taken, predecessor replaced, accepted.
 */
@Component
class Intake {

    private final Submissions submissions;
    private final Obligations obligations;
    private final Agencies agencies;
    private final Assessment assessment;
    private final Attachments attachments;
    private final Slots slots;
    private final MeterRegistry meters;
    private final Clock clock;

    Intake(
            Submissions submissions,
            Obligations obligations,
            Agencies agencies,
            Assessment assessment,
            Attachments attachments,
            Slots slots,
            MeterRegistry meters,
            Clock clock) {
        this.submissions = submissions;
        this.obligations = obligations;
        this.agencies = agencies;
        this.assessment = assessment;
        this.attachments = attachments;
        this.slots = slots;
        this.meters = meters;
        this.clock = clock;
    }

    /** Takes them in their order; what is looked up and what is refused goes over the wire once for all. */
    void take(List<SubmissionReceived> events) {
        Map<String, Agency> known =
                agencies.findAll(events.stream().map(SubmissionReceived::agency).collect(Collectors.toSet()));
        Map<String, Obligation> owed = new HashMap<>(
                obligations.findAll(events.stream().map(SubmissionReceived::key).collect(Collectors.toSet())));
        List<Arrival> arrivals = events.stream()
                .map(event -> new Arrival(
                        event, read(event), seenBy(event, known.get(event.agency()), owed.get(event.key()))))
                .toList();
        Map<String, Submission> received = submissions.receive(arrivals);
        List<Refusal> refusals = new ArrayList<>();
        List<Claim> claims = new ArrayList<>();
        Set<String> examined = new HashSet<>();
        for (Arrival arrival : arrivals) {
            Submission submission =
                    Objects.requireNonNull(received.get(arrival.event().id()));
            // the same event twice in one batch is settled once
            if (submission.status() == SubmissionStatus.RECEIVED && examined.add(submission.id())) {
                Optional<Agency> agency = Optional.ofNullable(known.get(submission.agency()));
                switch (examine(submission, arrival, agency, owed)) {
                    case Examined.Refused(Refusal refusal) -> refusals.add(refusal);
                    case Examined.Fit(Claim claim) -> claims.add(claim);
                }
            }
        }
        claims.forEach(claim -> attachments.name(claim.filing().attachments()));
        refusals.addAll(slots.settle(claims, owed));
        submissions.reject(refusals);
        refusals.forEach(one -> one.event()
                .reasons()
                .forEach(reason -> meters.counter("huikan.filings.rejected", "reason", reason)
                        .increment()));
    }

    /** As of the issue of its cycle, so that a subtree has in its books what it is owed; who owes nothing is seen as of today. */
    private static Set<String> seenBy(
            SubmissionReceived event, @Nullable Agency agency, @Nullable Obligation obligation) {
        if (obligation != null) {
            return obligation.seenBy();
        }
        return agency == null ? Set.of(event.agency()) : agency.seenBy();
    }

    /** What is known of a filing before its slot is asked for. */
    private sealed interface Examined {
        record Refused(Refusal refusal) implements Examined {}

        record Fit(Claim claim) implements Examined {}
    }

    private Examined examine(
            Submission submission, Arrival arrival, Optional<Agency> agency, Map<String, Obligation> owed) {
        if (submission.keyTaken()) {
            return refused(
                    submission,
                    List.of(),
                    Rejection.of(
                            SubmissionProblem.KEY_REUSED,
                            "",
                            "The Idempotency-Key was used by " + submission.agency() + " for another body."));
        }
        Filing filing = arrival.read().filing();
        Optional<Obligation> obligation =
                Optional.ofNullable(owed.get(arrival.event().key()));
        return switch (assessment.of(filing, submission.receivedAt(), agency, obligation)) {
            case Verdict.Failed failed ->
                refused(
                        submission,
                        failed.checks(),
                        new Rejection(
                                SubmissionProblem.REJECTED.kind().code(),
                                "Errors: " + failed.errors().size() + ".",
                                failed.errors()));
            case Verdict.Passed passed -> {
                Optional<Submission> replaced =
                        Optional.ofNullable(submission.replaces()).flatMap(submissions::find);
                yield contradiction(filing, replaced)
                        .<Examined>map(why -> refused(submission, passed.checks(), why))
                        .orElseGet(() -> new Examined.Fit(new Claim(
                                submission, filing, passed, arrival.event().document())));
            }
        };
    }

    private Examined refused(Submission submission, List<Check> checks, Rejection rejection) {
        return new Examined.Refused(Refusal.of(submission, checks, rejection, clock.instant()));
    }

    /** What the gateway wrote is well formed and bears its digest; anything else did not come from it. */
    private static WellFormed read(SubmissionReceived event) {
        FilingRead read = FilingReader.read(event.document());
        if (!(read instanceof WellFormed wellFormed)) {
            throw new UnreadableEvent("the document is no filing: " + read, null);
        }
        if (!wellFormed.digest().equals(event.digest())
                || !wellFormed.filing().agency().equals(event.agency())
                || !wellFormed.filing().cycle().equals(event.cycle())) {
            throw new UnreadableEvent("the document is not the one that the event names", null);
        }
        return wellFormed;
    }

    /** A correction names what it corrects; what was approved is corrected for a reason only. */
    private static Optional<Rejection> contradiction(Filing filing, Optional<Submission> replaced) {
        if (filing.replaces() == null) {
            return Optional.empty();
        }
        boolean sameObligation = replaced.isPresent()
                && replaced.get().agency().equals(filing.agency())
                && replaced.get().cycle().equals(filing.cycle());
        if (!sameObligation) {
            return Optional.of(Rejection.of(
                    SubmissionProblem.REJECTED,
                    "/replaces",
                    "There is no submission " + filing.replaces() + " of this agency in this cycle."));
        }
        boolean reasonMissing = replaced.get().status() == SubmissionStatus.APPROVED
                && (filing.reason() == null || filing.reason().isBlank());
        return reasonMissing
                ? Optional.of(Rejection.of(
                        SubmissionProblem.REJECTED,
                        "/reason",
                        "It replaces an approved filing: the reason for the correction is required."))
                : Optional.empty();
    }
}
