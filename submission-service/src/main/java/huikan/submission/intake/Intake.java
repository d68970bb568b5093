package huikan.submission.intake;

import huikan.events.SubmissionReceived;
import huikan.filing.Filing;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.attachment.Attachments;
import huikan.submission.intake.Assessment.Verdict;
import huikan.submission.intake.ReceivedCounts.Place;
import huikan.submission.intake.Slots.Claim;
import huikan.submission.intake.Slots.Given;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Obligations.Obligation;
import huikan.submission.rule.Check;
import huikan.submission.submission.Settled;
import huikan.submission.submission.Settled.Decision;
import huikan.submission.submission.SettledSignal;
import huikan.submission.submission.Submission;
import huikan.submission.submission.Submission.Rejection;
import huikan.submission.submission.SubmissionProblem;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.submission.Submissions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
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

/**
 * Settles received filings: looked up, assessed, slots taken, written down, told. Each step may be cut short: the events come
 * again, a slot that was taken is its own, and what is written down already is told once more and is nothing else.
 */
@Component
class Intake {

    private final Submissions submissions;
    private final Obligations obligations;
    private final Agencies agencies;
    private final Assessment assessment;
    private final Attachments attachments;
    private final Slots slots;
    private final ReceivedCounts counts;
    private final Telling telling;
    private final SettledSignal signal;
    private final MeterRegistry meters;
    private final Clock clock;

    Intake(
            Submissions submissions,
            Obligations obligations,
            Agencies agencies,
            Assessment assessment,
            Attachments attachments,
            Slots slots,
            ReceivedCounts counts,
            Telling telling,
            SettledSignal signal,
            MeterRegistry meters,
            Clock clock) {
        this.submissions = submissions;
        this.obligations = obligations;
        this.agencies = agencies;
        this.assessment = assessment;
        this.attachments = attachments;
        this.slots = slots;
        this.counts = counts;
        this.telling = telling;
        this.signal = signal;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * An event of the topic.
     *
     * @param place of its record; null for what is replayed, which was counted before
     */
    record Delivered(SubmissionReceived event, @Nullable Place place) {}

    /** Settles them in their order; each step goes over the wire once for all. */
    void take(List<Delivered> delivered) {
        Map<String, Delivered> each = new LinkedHashMap<>();
        delivered.forEach(one -> each.putIfAbsent(one.event().id(), one));
        Map<String, Submission> known = submissions.findAll(each.keySet());
        // a client may send a filing again under its key; and a filing is received whatever it turns out to be
        counts.count(each.values().stream()
                .filter(one -> !known.containsKey(one.event().id()))
                .map(Delivered::place)
                .filter(Objects::nonNull)
                .toList());
        // what was settled when it first came, and is sent again, is settled
        each.values()
                .removeIf(one -> isSentAgain(one.event(), known.get(one.event().id())));
        known.keySet().retainAll(each.keySet());
        Map<String, Arrival> arrivals = new LinkedHashMap<>();
        each.forEach((id, one) -> arrivals.put(id, Arrival.of(one.event())));
        Map<String, Obligation> owed = new HashMap<>(
                obligations.findAll(arrivals.values().stream().map(Arrival::key).collect(Collectors.toSet())));
        Predecessors predecessors = Predecessors.of(arrivals, submissions);

        List<Arrival> fresh = arrivals.values().stream()
                .filter(one -> !known.containsKey(one.id()))
                .toList();
        List<Settled> settled = settle(fresh, owed, predecessors);
        Map<String, Settled> written = new HashMap<>();
        settled.forEach(one -> written.put(one.id(), one));
        Map<String, Submission> twins = write(written);
        submissions.rankAnew(known.values());
        known.putAll(twins);

        List<Outcome> outcomes = arrivals.values().stream()
                .map(one -> Outcome.of(one, owed.get(one.key()), written.get(one.id()), known.get(one.id())))
                .toList();
        outcomes.forEach(one -> complete(one, predecessors));
        signal.settled(arrivals.keySet());
        telling.tell(outcomes, predecessors);
        written.values().forEach(this::count);
    }

    /** By its client, and not by the topic, which brings what was cut short once more. */
    private static boolean isSentAgain(SubmissionReceived event, @Nullable Submission known) {
        return known != null && !known.receivedAt().equals(event.receivedAt().truncatedTo(ChronoUnit.MILLIS));
    }

    /** What is decided on each, and the slots of those that got theirs. */
    private List<Settled> settle(List<Arrival> fresh, Map<String, Obligation> owed, Predecessors predecessors) {
        if (fresh.isEmpty()) {
            return List.of();
        }
        Map<String, Agency> known =
                agencies.findAll(fresh.stream().map(one -> one.event().agency()).collect(Collectors.toSet()));
        Set<String> withoutKey = withoutKey(fresh);
        Map<String, Examined> examined = new LinkedHashMap<>();
        for (Arrival one : fresh) {
            examined.put(
                    one.id(),
                    withoutKey.contains(one.id())
                            ? new Examined(one, List.of(), keyReused(one.event()), null)
                            : examine(one, known.get(one.event().agency()), owed.get(one.key()), predecessors));
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

    /** Of two bodies with one key the first has it. */
    private Set<String> withoutKey(List<Arrival> fresh) {
        List<SubmissionReceived> events = fresh.stream().map(Arrival::event).toList();
        Set<String> without = new HashSet<>(submissions.withoutKey(events));
        Set<String> taken = new HashSet<>();
        for (SubmissionReceived one : events) {
            if (one.idempotencyKey() != null && !taken.add(one.agency() + "/" + one.idempotencyKey())) {
                without.add(one.id());
            }
        }
        return without;
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
            Arrival arrival, @Nullable Agency agency, @Nullable Obligation obligation, Predecessors predecessors) {
        Filing filing = arrival.read().filing();
        return switch (assessment.of(
                filing, arrival.event().receivedAt(), Optional.ofNullable(agency), Optional.ofNullable(obligation))) {
            case Verdict.Failed failed ->
                new Examined(
                        arrival,
                        failed.checks(),
                        new Rejection(
                                SubmissionProblem.REJECTED.kind().code(),
                                "Errors: " + failed.errors().size() + ".",
                                failed.errors()),
                        null);
            case Verdict.Passed passed -> {
                Rejection contradiction = predecessors.contradiction(filing).orElse(null);
                yield new Examined(
                        arrival,
                        passed.checks(),
                        contradiction,
                        contradiction == null ? new Claim(arrival, passed) : null);
            }
        };
    }

    /**
     * Writes down what was decided.
     *
     * @param written by id; those are left in it that were written here
     * @return those that another instance settled meanwhile, by id
     */
    private Map<String, Submission> write(Map<String, Settled> written) {
        Set<String> left = submissions.insert(List.copyOf(written.values()));
        Map<String, Submission> twins = new HashMap<>(submissions.findAll(left));
        // the key of the others was taken in between, in another cycle: their slots are given back with all that are
        // refused
        List<Settled> keyless = left.stream()
                .filter(id -> !twins.containsKey(id))
                .map(id -> Objects.requireNonNull(written.get(id)))
                .map(Intake::withoutKey)
                .toList();
        twins.putAll(submissions.findAll(submissions.insert(keyless)));
        keyless.forEach(one -> written.put(one.id(), one));
        written.keySet().removeAll(twins.keySet());
        return twins;
    }

    private static Settled withoutKey(Settled one) {
        return new Settled(
                one.received(),
                one.replaces(),
                one.seenBy(),
                false,
                List.of(),
                new Decision.Rejected(keyReused(one.received())),
                one.at());
    }

    /** A correction ends what it corrects, and one that was refused holds no slot, whatever came between. */
    private void complete(Outcome one, Predecessors predecessors) {
        Obligation slot = one.slot();
        if (one.accepted() != null) {
            if (one.arrival().replaces() != null) {
                submissions.replace(one.arrival().replaces(), one.arrival().id(), clock.instant());
            }
        } else if (slot != null && one.arrival().id().equals(slot.current())) {
            Optional<Submission> holder = predecessors
                    .stored(one.arrival())
                    .filter(seen -> SubmissionStatus.STANDING.contains(seen.status()));
            obligations.giveBack(
                    slot,
                    holder.map(Intake::held).orElse(ObligationStatus.MISSING),
                    holder.map(Submission::id).orElse(null),
                    holder.map(Submission::receivedAt).orElse(null),
                    holder.map(Submission::late).orElse(false));
        }
    }

    private static ObligationStatus held(Submission by) {
        return switch (by.status()) {
            case RETURNED -> ObligationStatus.RETURNED;
            case APPROVED -> ObligationStatus.APPROVED;
            default -> ObligationStatus.FILED;
        };
    }

    private void count(Settled one) {
        switch (one.decision()) {
            case Decision.Accepted accepted ->
                meters.counter("huikan.filings.accepted").increment();
            case Decision.Rejected(Rejection rejection) ->
                rejection
                        .reasons()
                        .forEach(reason -> meters.counter("huikan.filings.rejected", "reason", reason)
                                .increment());
        }
    }
}
