package huikan.submission.intake;

import huikan.events.SubmissionReceived;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.problem.FieldError;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.attachment.Attachments;
import huikan.submission.intake.Assessment.Verdict;
import huikan.submission.intake.Counted.Ledgers;
import huikan.submission.intake.Slots.Claim;
import huikan.submission.intake.Slots.Given;
import huikan.submission.obligation.Obligation;
import huikan.submission.rule.Check;
import huikan.submission.submission.Settled;
import huikan.submission.submission.Settled.Decision;
import huikan.submission.submission.Submission.Rejection;
import huikan.submission.submission.SubmissionProblem;
import huikan.submission.submission.Submissions;
import huikan.submission.waiver.Waivers;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is decided on filings that came for the first time: assessed in memory, and the slots taken of those that passed. */
@Component
record Settlement(
        Submissions submissions,
        Agencies agencies,
        Assessment assessment,
        YearBefore yearBefore,
        Counted counted,
        Waivers waivers,
        Attachments attachments,
        Slots slots,
        Clock clock) {

    /** What is decided on each, and the slots of those that got theirs. */
    List<Settled> of(List<Arrival> fresh, Map<String, Obligation> owed, Predecessors predecessors) {
        if (fresh.isEmpty()) {
            return List.of();
        }
        Map<String, Agency> known =
                agencies.findAll(fresh.stream().map(one -> one.event().agency()).collect(Collectors.toSet()));
        Set<String> withoutKey =
                submissions.withoutKey(fresh.stream().map(Arrival::event).toList());
        Map<String, Map<String, Figure>> before =
                yearBefore.of(fresh.stream().map(one -> one.read().filing()).toList());
        Ledgers ledgers =
                counted.of(fresh.stream().map(one -> one.read().filing()).toList());
        Waivers.InForce waived = waivers.inForce(Assessment.day(fresh.stream()
                .map(one -> one.event().receivedAt())
                .min(Comparator.naturalOrder())
                .orElseThrow()));
        Map<String, Examined> examined = new LinkedHashMap<>();
        for (Arrival one : fresh) {
            examined.put(
                    one.id(),
                    withoutKey.contains(one.id())
                            ? new Examined(one, List.of(), keyReused(one.event()), null)
                            : examine(
                                    one,
                                    known.get(one.event().agency()),
                                    owed.get(one.key()),
                                    before.getOrDefault(one.key(), Map.of()),
                                    ledgers,
                                    waived,
                                    predecessors));
        }
        List<Claim> claims = examined.values().stream()
                .map(Examined::claim)
                .filter(Objects::nonNull)
                .toList();
        claims.forEach(claim -> attachments.name(claim.arrival().read().filing().attachments()));
        Given given = slots.give(claims, owed);
        return examined.values().stream()
                .map(one -> {
                    String id = one.arrival().id();
                    Obligation slot = given.won().get(id);
                    Decision decision = slot == null
                            ? new Decision.Rejected(Objects.requireNonNullElseGet(
                                    one.rejection(), () -> given.refused().get(id)))
                            : new Decision.Accepted(slot.revision(), slot.late());
                    return new Settled(
                            one.arrival().event(),
                            one.arrival().replaces(),
                            seenBy(one.arrival(), known, owed),
                            !withoutKey.contains(id),
                            one.checks(),
                            decision,
                            clock.instant());
                })
                .toList();
    }

    private static Rejection keyReused(SubmissionReceived of) {
        return Rejection.of(
                SubmissionProblem.KEY_REUSED,
                "",
                "The Idempotency-Key was used by " + of.agency() + " for another body.");
    }

    /** As of the issue of its cycle, so that a subtree has in its books what it is owed; who owes nothing is seen as of today. */
    private static Set<String> seenBy(Arrival one, Map<String, Agency> known, Map<String, Obligation> owed) {
        Obligation obligation = owed.get(one.key());
        if (obligation != null) {
            return obligation.seenBy();
        }
        Agency agency = known.get(one.event().agency());
        return agency == null ? Set.of(one.event().agency()) : agency.seenBy();
    }

    /**
     * What is known of a filing before its slot is asked for.
     *
     * @param rejection null for one that may ask
     * @param claim null for one that may not
     */
    private record Examined(
            Arrival arrival,
            List<Check> checks,
            @Nullable Rejection rejection,
            @Nullable Claim claim) {}

    private Examined examine(
            Arrival arrival,
            @Nullable Agency agency,
            @Nullable Obligation obligation,
            Map<String, Figure> before,
            Ledgers ledgers,
            Waivers.InForce waived,
            Predecessors predecessors) {
        Filing filing = arrival.read().filing();
        List<FieldError> unsigned = arrival.event().signedOffBy() == null ? assessment.unsigned(filing) : List.of();
        return switch (assessment.of(
                filing,
                arrival.event().receivedAt(),
                Optional.ofNullable(agency),
                Optional.ofNullable(obligation),
                before,
                ledgers,
                waived)) {
            // all of it at once: whoever mends one of two is not refused again for the other
            case Verdict.Failed failed ->
                new Examined(
                        arrival,
                        failed.checks(),
                        refused(Stream.of(failed.errors(), unsigned, predecessors.objections(filing, obligation))
                                .flatMap(List::stream)
                                .toList()),
                        null);
            case Verdict.Passed passed -> {
                List<FieldError> objections = Stream.concat(
                                unsigned.stream(), predecessors.contradictions(filing).stream())
                        .toList();
                yield objections.isEmpty()
                        ? new Examined(arrival, passed.checks(), null, new Claim(arrival, passed))
                        : new Examined(arrival, passed.checks(), refused(objections), null);
            }
        };
    }

    private static Rejection refused(List<FieldError> errors) {
        return new Rejection(
                SubmissionProblem.REJECTED.kind().code(),
                errors.size() == 1 ? errors.getFirst().message() : "Errors: " + errors.size() + ".",
                errors);
    }

    /** The same when its key turns out to be another's: it is refused. */
    static Settled withoutKey(Settled one) {
        return new Settled(
                one.received(),
                one.replaces(),
                one.seenBy(),
                false,
                List.of(),
                new Decision.Rejected(keyReused(one.received())),
                one.at());
    }
}
