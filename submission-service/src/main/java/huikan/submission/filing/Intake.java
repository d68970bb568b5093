package huikan.submission.filing;

import huikan.events.CycleEvent.FigureType;
import huikan.events.IntakeEvent.SubmissionReceived;
import huikan.events.SubmissionEvent.Ratio;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionRejected;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.Topics;
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
import huikan.submission.filing.Submissions.Arrival;
import huikan.submission.filing.Submissions.Refusal;
import huikan.submission.indicator.Indicator;
import huikan.submission.indicator.Indicators;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Obligations.Obligation;
import huikan.submission.rule.Check;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

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
    private final Indicators indicators;
    private final MeterRegistry meters;
    private final Clock clock;

    Intake(
            Submissions submissions,
            Obligations obligations,
            Agencies agencies,
            Assessment assessment,
            Indicators indicators,
            MeterRegistry meters,
            Clock clock) {
        this.submissions = submissions;
        this.obligations = obligations;
        this.agencies = agencies;
        this.assessment = assessment;
        this.indicators = indicators;
        this.meters = meters;
        this.clock = clock;
    }

    /** Takes them in their order; what is looked up and what is refused goes over the wire once for all. */
    void take(List<SubmissionReceived> events) {
        Map<String, Agency> known =
                agencies.findAll(events.stream().map(SubmissionReceived::agency).collect(Collectors.toSet()));
        List<Arrival> arrivals = events.stream()
                .map(event -> arrival(event, known.get(event.agency())))
                .toList();
        Map<String, Submission> received = submissions.receive(arrivals);
        Map<String, Obligation> owed = new HashMap<>(
                obligations.findAll(events.stream().map(SubmissionReceived::key).collect(Collectors.toSet())));
        List<Refusal> refusals = new ArrayList<>();
        Set<String> settled = new HashSet<>();
        for (Arrival arrival : arrivals) {
            Submission submission =
                    Objects.requireNonNull(received.get(arrival.event().id()));
            // the same event twice in one batch is settled once
            if (submission.status() == SubmissionStatus.RECEIVED && settled.add(submission.id())) {
                settle(submission, arrival, Optional.ofNullable(known.get(submission.agency())), owed)
                        .ifPresent(refusals::add);
            }
        }
        submissions.reject(refusals);
        refusals.forEach(one -> one.event()
                .reasons()
                .forEach(reason -> meters.counter("huikan.filings.rejected", "reason", reason)
                        .increment()));
    }

    private static Arrival arrival(SubmissionReceived event, @Nullable Agency agency) {
        return new Arrival(event, read(event), agency == null ? Set.of(event.agency()) : agency.seenBy());
    }

    /** Accepts it, or says why not. */
    private Optional<Refusal> settle(
            Submission submission, Arrival arrival, Optional<Agency> agency, Map<String, Obligation> owed) {
        if (submission.keyTaken()) {
            return Optional.of(refusal(
                    submission,
                    List.of(),
                    rejection(
                            SubmissionProblem.KEY_REUSED,
                            "",
                            "The Idempotency-Key was used by " + submission.agency() + " for another body.")));
        }
        Filing filing = arrival.read().filing();
        Optional<Obligation> obligation =
                Optional.ofNullable(owed.get(arrival.event().key()));
        return switch (assessment.of(filing, submission.receivedAt(), agency, obligation)) {
            case Verdict.Failed failed ->
                Optional.of(refusal(
                        submission,
                        failed.checks(),
                        new Rejection(
                                SubmissionProblem.REJECTED.kind().code(),
                                failed.errors().size() + " things are wrong with it.",
                                failed.errors())));
            case Verdict.Passed passed ->
                settle(submission, filing, passed, arrival.event().document(), owed);
        };
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

    private Optional<Refusal> settle(
            Submission submission,
            Filing filing,
            Verdict.Passed passed,
            JsonNode document,
            Map<String, Obligation> owed) {
        Optional<Submission> replaced =
                Optional.ofNullable(submission.replaces()).flatMap(submissions::find);
        Optional<Rejection> contradiction = contradiction(filing, replaced);
        if (contradiction.isPresent()) {
            return contradiction.map(why -> refusal(submission, passed.checks(), why));
        }
        String key = Topics.obligationKey(submission.cycle(), submission.agency());
        Optional<Obligation> slot = take(submission, passed.late(), owed.get(key));
        if (slot.isEmpty()) {
            return Optional.of(refusal(submission, passed.checks(), slotHeld(submission, owed.get(key))));
        }
        owed.put(key, slot.get());
        Instant now = clock.instant();
        replaced.ifPresent(old -> submissions.replace(
                new SubmissionReplaced(old.id(), old.cycle(), old.agency(), old.revision(), submission.id(), now)));
        if (submissions.accept(
                accepted(submission, filing, passed, slot.get().revision(), document), passed.checks(), now)) {
            meters.counter("huikan.filings.accepted").increment();
        }
        return Optional.empty();
    }

    /** The slot, when it can be had; one that was seen in other hands in this batch is not asked for again. */
    private Optional<Obligation> take(Submission submission, boolean late, @Nullable Obligation seen) {
        String holder = seen == null ? null : seen.current();
        if (holder != null && !holder.equals(submission.replaces()) && !holder.equals(submission.id())) {
            return Optional.empty();
        }
        return obligations.take(
                submission.cycle(),
                submission.agency(),
                submission.id(),
                submission.replaces(),
                submission.receivedAt(),
                late);
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

    /** The same sentence after a filing and before it. */
    static String heldBy(String holder) {
        return "The slot is held by " + holder + ": a correction names it in \"replaces\".";
    }

    private Rejection slotHeld(Submission submission, @Nullable Obligation seen) {
        String holder = seen != null && seen.current() != null
                ? seen.current()
                : obligations
                        .find(submission.cycle(), submission.agency())
                        .map(Obligation::current)
                        .orElse(null);

        String detail = holder == null
                ? submission.replaces() + " holds no slot any more: file again without \"replaces\"."
                : heldBy(holder);
        return rejection(SubmissionProblem.SLOT_HELD, "/replaces", detail);
    }

    private Refusal refusal(Submission submission, List<Check> checks, Rejection rejection) {
        List<String> reasons =
                rejection.errors().stream().map(FieldError::code).distinct().toList();
        return new Refusal(
                new SubmissionRejected(
                        submission.id(), submission.cycle(), submission.agency(), clock.instant(), reasons),
                checks,
                rejection);
    }

    private static Rejection rejection(SubmissionProblem problem, String pointer, String detail) {
        return new Rejection(
                problem.kind().code(),
                detail,
                List.of(new FieldError(pointer, problem.kind().code(), detail)));
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
