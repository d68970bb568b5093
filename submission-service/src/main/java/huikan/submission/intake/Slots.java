package huikan.submission.intake;

import static java.util.Objects.requireNonNull;

import huikan.problem.FieldError;
import huikan.submission.intake.Assessment.Verdict;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Take;
import huikan.submission.submission.Submission.Rejection;
import huikan.submission.submission.SubmissionProblem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives the slots of obligations to filings that passed their checks. */
@Component
record Slots(Obligations obligations) {

    /** A filing that wants its slot. */
    record Claim(Arrival arrival, Verdict.Passed passed) {
        String key() {
            return arrival.key();
        }

        private Take take(Obligation seen) {
            return new Take(
                    seen, arrival.id(), arrival.replaces(), arrival.event().receivedAt(), passed.late());
        }
    }

    /** What came of the claims, by the ids of the filings; each is in one of the two. */
    record Given(Map<String, Obligation> won, Map<String, Rejection> refused) {}

    /**
     * Gives them in their order, in rounds: one of each slot goes over the wire with one of every other, and the next of the
     * same slot sees what came of it.
     *
     * @param owed what is known of the obligations; kept up to date
     */
    Given give(List<Claim> claims, Map<String, Obligation> owed) {
        Given given = new Given(new HashMap<>(), new HashMap<>());
        List<Claim> left = claims;
        while (!left.isEmpty()) {
            Map<String, Claim> round = new LinkedHashMap<>();
            List<Claim> later = new ArrayList<>();
            for (Claim claim : left) {
                Obligation seen = owed.get(claim.key());
                if (round.containsKey(claim.key())) {
                    later.add(claim);
                } else if (seen != null && claim.arrival().id().equals(seen.current())) {
                    // it came before, and was cut short
                    given.won().put(claim.arrival().id(), seen);
                } else if (isFree(claim, seen)) {
                    round.put(claim.key(), claim);
                } else {
                    given.refused().put(claim.arrival().id(), slotHeld(claim, seen));
                }
            }
            take(round, owed);
            left = new ArrayList<>(round.values());
            left.addAll(later);
        }
        return given;
    }

    /** A slot that was seen in other hands is not asked for. */
    private static boolean isFree(Claim claim, @Nullable Obligation seen) {
        return seen != null && seen.isFreeFor(claim.arrival().replaces());
    }

    /** One claim a slot. What came between the look and the write is looked at again where anything did. */
    private void take(Map<String, Claim> round, Map<String, Obligation> owed) {
        if (round.isEmpty()) {
            return;
        }
        List<Take> takes = new ArrayList<>();
        round.forEach((key, claim) -> takes.add(claim.take(requireNonNull(owed.get(key)))));
        if (obligations.take(takes)) {
            takes.forEach(take -> owed.put(take.seen().key(), take.taken()));
        } else {
            owed.putAll(obligations.findAll(round.keySet()));
        }
    }

    /** Why a filing does not get its slot, the same after it came and before. */
    static FieldError taken(@Nullable Obligation slot, @Nullable String replaces) {
        String holder = slot == null ? null : slot.current();
        if (holder != null) {
            return new FieldError(
                    "/replaces",
                    SubmissionProblem.SLOT_HELD.kind().code(),
                    "The slot is held by " + holder + ": a correction names it in \"replaces\".");
        }
        return replaces != null
                ? new FieldError(
                        "/replaces",
                        "correction.of-nothing",
                        replaces + " holds no slot any more: file again without \"replaces\".")
                : new FieldError(
                        "/agency",
                        "agency.excused",
                        "The agency was excused from this filing: its superior can put it back.");
    }

    private static Rejection slotHeld(Claim claim, @Nullable Obligation slot) {
        FieldError taken = taken(slot, claim.arrival().replaces());
        return new Rejection(SubmissionProblem.SLOT_HELD.kind().code(), taken.message(), List.of(taken));
    }
}
