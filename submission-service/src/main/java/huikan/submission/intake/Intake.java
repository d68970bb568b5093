package huikan.submission.intake;

import huikan.events.SubmissionReceived;
import huikan.submission.intake.ReceivedCounts.Place;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import huikan.submission.submission.Settled;
import huikan.submission.submission.Settled.Decision;
import huikan.submission.submission.SettledSignal;
import huikan.submission.submission.Submission;
import huikan.submission.submission.Submission.Rejection;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.submission.Submissions;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
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
    private final Settlement settlement;
    private final ReceivedCounts counts;
    private final Telling telling;
    private final SettledSignal signal;
    private final MeterRegistry meters;
    private final Clock clock;

    Intake(
            Submissions submissions,
            Obligations obligations,
            Settlement settlement,
            ReceivedCounts counts,
            Telling telling,
            SettledSignal signal,
            MeterRegistry meters,
            Clock clock) {
        this.submissions = submissions;
        this.obligations = obligations;
        this.settlement = settlement;
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
        List<Settled> settled = settlement.of(fresh, owed, predecessors);
        Map<String, Settled> written = new HashMap<>();
        settled.forEach(one -> written.put(one.id(), one));
        Map<String, Submission> twins = write(written);
        submissions.rankAnew(known.values());
        known.putAll(twins);

        List<Outcome> outcomes = arrivals.values().stream()
                .map(one -> Outcome.of(one, owed.get(one.key()), written.get(one.id()), known.get(one.id())))
                .toList();
        Map<String, Submission> replaced = new HashMap<>();
        outcomes.forEach(one -> complete(one, predecessors, replaced));
        signal.settled(arrivals.keySet());
        telling.tell(outcomes, replaced);
        written.values().forEach(this::count);
    }

    /** By its client, and not by the topic, which brings what was cut short once more. */
    private static boolean isSentAgain(SubmissionReceived event, @Nullable Submission known) {
        return known != null && !known.receivedAt().equals(event.receivedAt().truncatedTo(ChronoUnit.MILLIS));
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
                .map(Settlement::withoutKey)
                .toList();
        twins.putAll(submissions.findAll(submissions.insert(keyless)));
        keyless.forEach(one -> written.put(one.id(), one));
        written.keySet().removeAll(twins.keySet());
        return twins;
    }

    /**
     * A correction ends what it corrects, and one that was refused holds no slot, whatever came between.
     *
     * @param replaced takes what was corrected, as it is then, by id
     */
    private void complete(Outcome one, Predecessors predecessors, Map<String, Submission> replaced) {
        Obligation slot = one.slot();
        if (one.accepted() != null) {
            String before = one.arrival().replaces();
            if (before != null) {
                replaced.put(before, submissions.replace(before, one.arrival().id(), clock.instant()));
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
