package huikan.submission.filing;

import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.Topics;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.submission.filing.Assessment.Verdict;
import huikan.submission.filing.Submission.Rejection;
import huikan.submission.filing.Submissions.Acceptance;
import huikan.submission.filing.Submissions.Refusal;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Obligations.Obligation;
import huikan.submission.obligation.Obligations.Take;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Gives the slots of obligations to filings that passed their checks, and accepts those that got theirs. */
@Component
class Slots {

    private final Submissions submissions;
    private final Obligations obligations;
    private final MeterRegistry meters;
    private final Clock clock;

    Slots(Submissions submissions, Obligations obligations, MeterRegistry meters, Clock clock) {
        this.submissions = submissions;
        this.obligations = obligations;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * A filing that wants its slot.
     *
     * @param document the body as filed
     */
    record Claim(Submission submission, Filing filing, Verdict.Passed passed, JsonNode document) {
        String key() {
            return Topics.obligationKey(submission.cycle(), submission.agency());
        }
    }

    /**
     * Settles them in their order, in rounds: one of each slot goes over the wire with one of every other, and the next of
     * the same slot sees what came of it.
     *
     * @param owed what is known of the obligations; kept up to date
     * @return those that did not get their slot
     */
    List<Refusal> settle(List<Claim> claims, Map<String, Obligation> owed) {
        List<Refusal> refusals = new ArrayList<>();
        List<Claim> left = claims;
        while (!left.isEmpty()) {
            Map<String, Claim> round = new LinkedHashMap<>();
            List<Claim> later = new ArrayList<>();
            for (Claim claim : left) {
                if (isInOtherHands(claim, owed.get(claim.key()))) {
                    refusals.add(slotHeld(claim, owed.get(claim.key())));
                } else if (round.putIfAbsent(claim.key(), claim) != null) {
                    later.add(claim);
                }
            }
            refusals.addAll(settle(round, owed));
            left = later;
        }
        return refusals;
    }

    /** A slot that was seen in other hands is not asked for. */
    private static boolean isInOtherHands(Claim claim, @Nullable Obligation seen) {
        String holder = seen == null ? null : seen.current();
        return holder != null
                && !holder.equals(claim.submission().replaces())
                && !holder.equals(claim.submission().id());
    }

    /** One claim a slot. */
    private List<Refusal> settle(Map<String, Claim> round, Map<String, Obligation> owed) {
        if (round.isEmpty()) {
            return List.of();
        }
        obligations.take(round.values().stream().map(Slots::take).toList());
        owed.putAll(obligations.findAll(round.keySet()));
        List<Refusal> refusals = new ArrayList<>();
        List<Acceptance> acceptances = new ArrayList<>();
        round.forEach((key, claim) -> {
            Obligation slot = owed.get(key);
            if (slot != null && claim.submission().id().equals(slot.current())) {
                replace(claim);
                acceptances.add(new Acceptance(
                        claim.submission(),
                        accepted(claim, slot),
                        claim.passed().checks(),
                        clock.instant()));
            } else {
                refusals.add(slotHeld(claim, slot));
            }
        });
        meters.counter("huikan.filings.accepted").increment(submissions.accept(acceptances));
        return refusals;
    }

    private static Take take(Claim claim) {
        Submission submission = claim.submission();
        return new Take(
                claim.key(),
                submission.id(),
                submission.replaces(),
                submission.receivedAt(),
                claim.passed().late());
    }

    private void replace(Claim claim) {
        Submission submission = claim.submission();
        if (submission.replaces() == null) {
            return;
        }
        Instant now = clock.instant();
        submissions
                .find(submission.replaces())
                .ifPresent(old -> submissions.replace(new SubmissionReplaced(
                        old.id(), old.cycle(), old.agency(), old.revision(), submission.id(), now)));
    }

    /** The same sentence after a filing and before it. */
    static String heldBy(String holder) {
        return "The slot is held by " + holder + ": a correction names it in \"replaces\".";
    }

    private Refusal slotHeld(Claim claim, @Nullable Obligation slot) {
        String holder = slot == null ? null : slot.current();
        String detail = holder == null
                ? claim.submission().replaces() + " holds no slot any more: file again without \"replaces\"."
                : heldBy(holder);
        return Refusal.of(
                claim.submission(),
                claim.passed().checks(),
                Rejection.of(SubmissionProblem.SLOT_HELD, "/replaces", detail),
                clock.instant());
    }

    private static SubmissionAccepted accepted(Claim claim, Obligation slot) {
        Submission submission = claim.submission();
        Verdict.Passed passed = claim.passed();
        Map<String, Long> own = wholes(claim.filing().indicators().own());
        Map<String, Long> stated = wholes(claim.filing().indicators().consolidated());
        return new SubmissionAccepted(
                submission.id(),
                submission.cycle(),
                submission.agency(),
                slot.level(),
                passed.form().levels(slot.path()),
                slot.revision(),
                submission.digest(),
                submission.receivedAt(),
                passed.late(),
                submission.replaces(),
                own,
                stated,
                Rates.of(own, passed.cycle().indicators().values()),
                additive(stated, passed.cycle().indicators().values()),
                passed.cycle().to(),
                claim.document());
    }

    /** Those that add up from level to level. */
    private static List<String> additive(Map<String, Long> stated, Collection<Definition> indicators) {
        return indicators.stream()
                .filter(one -> one.consolidation() == Consolidation.SUM && stated.containsKey(one.code()))
                .map(Definition::code)
                .toList();
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
