package huikan.submission.filing;

import huikan.events.CycleEvent.FigureType;
import huikan.events.IntakeEvent.SubmissionReceived;
import huikan.events.SubmissionEvent.Ratio;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionRejected;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.UnreadableEvent;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.filing.FilingRead;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.problem.FieldError;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.filing.Assessment.Verdict;
import huikan.submission.filing.Submission.Rejection;
import huikan.submission.indicator.Indicator;
import huikan.submission.indicator.Indicators;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Obligations.Obligation;
import huikan.submission.rule.Check;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * Takes one received filing to ACCEPTED or REJECTED. Every step can be done twice, so that a crash between two of them
 * is mended by the event coming again: written down, assessed, slot taken, predecessor replaced, accepted.
 */
@Component
class Intake {

    private final Submissions submissions;
    private final Obligations obligations;
    private final Agencies agencies;
    private final Assessment assessment;
    private final Indicators indicators;
    private final Clock clock;

    Intake(
            Submissions submissions,
            Obligations obligations,
            Agencies agencies,
            Assessment assessment,
            Indicators indicators,
            Clock clock) {
        this.submissions = submissions;
        this.obligations = obligations;
        this.agencies = agencies;
        this.assessment = assessment;
        this.indicators = indicators;
        this.clock = clock;
    }

    void take(SubmissionReceived event) {
        WellFormed read = read(event);
        Set<String> seenBy = agencies.find(event.agency()).map(Agency::seenBy).orElse(Set.of(event.agency()));
        Submission submission = submissions.receive(event, read, seenBy);
        if (submission.status() != SubmissionStatus.RECEIVED) {
            return;
        }
        if (submission.keyTaken()) {
            reject(
                    submission,
                    List.of(),
                    rejection(
                            SubmissionProblem.KEY_REUSED,
                            "",
                            "The Idempotency-Key was used by " + event.agency() + " for another body."));
            return;
        }
        switch (assessment.of(read.filing(), submission.receivedAt())) {
            case Verdict.Failed failed ->
                reject(
                        submission,
                        failed.checks(),
                        new Rejection(
                                SubmissionProblem.REJECTED.code(),
                                failed.errors().size() + " things are wrong with it.",
                                failed.errors()));
            case Verdict.Passed passed -> settle(submission, read.filing(), passed, event.document());
        }
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

    private void settle(Submission submission, Filing filing, Verdict.Passed passed, JsonNode document) {
        Optional<Submission> replaced =
                Optional.ofNullable(submission.replaces()).flatMap(submissions::find);
        Optional<Rejection> refusal = refusal(filing, replaced);
        if (refusal.isPresent()) {
            reject(submission, passed.checks(), refusal.get());
            return;
        }
        Optional<Obligation> slot = obligations.take(
                submission.cycle(),
                submission.agency(),
                submission.id(),
                submission.replaces(),
                submission.receivedAt(),
                passed.late());
        if (slot.isEmpty()) {
            reject(submission, passed.checks(), slotHeld(submission));
            return;
        }
        Instant now = clock.instant();
        replaced.ifPresent(old -> submissions.replace(
                new SubmissionReplaced(old.id(), old.cycle(), old.agency(), old.revision(), submission.id(), now)));
        submissions.accept(accepted(submission, filing, passed, slot.get().revision(), document), passed.checks(), now);
    }

    /** A correction names what it corrects; what was approved is corrected for a reason only. */
    private static Optional<Rejection> refusal(Filing filing, Optional<Submission> replaced) {
        if (filing.replaces() == null) {
            return Optional.empty();
        }
        boolean sameObligation = replaced.isPresent()
                && replaced.get().agency().equals(filing.agency())
                && replaced.get().cycle().equals(filing.cycle());
        if (!sameObligation) {
            return Optional.of(rejection(
                    SubmissionProblem.REJECTED,
                    "/replaces",
                    "There is no submission " + filing.replaces() + " of this agency in this cycle."));
        }
        boolean reasonMissing = replaced.get().status() == SubmissionStatus.APPROVED
                && (filing.reason() == null || filing.reason().isBlank());
        return reasonMissing
                ? Optional.of(rejection(
                        SubmissionProblem.REJECTED,
                        "/reason",
                        "It replaces an approved filing: the reason for the correction is required."))
                : Optional.empty();
    }

    private Rejection slotHeld(Submission submission) {
        @Nullable
        String holder = obligations
                .find(submission.cycle(), submission.agency())
                .map(Obligation::current)
                .orElse(null);
        String detail = holder == null
                ? submission.replaces() + " holds no slot any more: file again without \"replaces\"."
                : "The slot is held by " + holder + ": a correction names it in \"replaces\".";
        return rejection(SubmissionProblem.SLOT_HELD, "/replaces", detail);
    }

    private void reject(Submission submission, List<Check> checks, Rejection rejection) {
        List<String> reasons =
                rejection.errors().stream().map(FieldError::code).distinct().toList();
        submissions.reject(
                new SubmissionRejected(
                        submission.id(), submission.cycle(), submission.agency(), clock.instant(), reasons),
                checks,
                rejection);
    }

    private static Rejection rejection(SubmissionProblem problem, String pointer, String detail) {
        return new Rejection(problem.code(), detail, List.of(new FieldError(pointer, problem.code(), detail)));
    }

    private SubmissionAccepted accepted(
            Submission submission, Filing filing, Verdict.Passed passed, long revision, JsonNode document) {
        return new SubmissionAccepted(
                submission.id(),
                submission.cycle(),
                submission.agency(),
                passed.agency().level(),
                passed.agency().path(passed.form().line()),
                revision,
                submission.digest(),
                submission.receivedAt(),
                passed.late(),
                submission.replaces(),
                wholes(filing.indicators().own()),
                wholes(filing.indicators().consolidated()),
                ratios(wholes(filing.indicators().own())),
                document);
    }

    /** Every rate whose parts are all there. */
    private Map<String, Ratio> ratios(Map<String, Long> own) {
        Map<String, Ratio> ratios = new LinkedHashMap<>();
        for (Indicator rate : indicators.all()) {
            if (rate.type() == FigureType.RATE
                    && own.keySet().containsAll(rate.numerator())
                    && own.keySet().containsAll(rate.denominator())) {
                ratios.put(rate.code(), new Ratio(sum(own, rate.numerator()), sum(own, rate.denominator())));
            }
        }
        return ratios;
    }

    private static long sum(Map<String, Long> cells, List<String> codes) {
        return codes.stream().mapToLong(code -> cells.getOrDefault(code, 0L)).reduce(0, Math::addExact);
    }

    /** What can be summed; a rate is a claim and is not, even where it was filed as a whole number. */
    private static Map<String, Long> wholes(Map<String, Figure> cells) {
        Map<String, Long> wholes = new LinkedHashMap<>();
        cells.forEach((code, figure) -> {
            if (figure instanceof Figure.Whole whole) {
                wholes.put(code, whole.value());
            }
        });
        return wholes;
    }
}
