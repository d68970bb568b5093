package huikan.submission.intake;

import huikan.filing.Filing;
import huikan.problem.FieldError;
import huikan.submission.obligation.Obligation;
import huikan.submission.submission.Submission;
import huikan.submission.submission.SubmissionProblem;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.submission.Submissions;
import huikan.text.Blank;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the filings of a batch correct.
 *
 * @param batch the filings themselves: one may correct another
 * @param stored those that were settled before, and what these correct, by id
 */
record Predecessors(Map<String, Arrival> batch, Map<String, Submission> stored) {

    static Predecessors of(Map<String, Arrival> batch, Submissions submissions) {
        return new Predecessors(batch, stored(batch.values().stream().map(Arrival::replaces), submissions));
    }

    /** Of filings that are only looked at. */
    static Predecessors of(Collection<Filing> filings, Submissions submissions) {
        return new Predecessors(Map.of(), stored(filings.stream().map(Filing::replaces), submissions));
    }

    private static Map<String, Submission> stored(Stream<@Nullable String> replaced, Submissions submissions) {
        Map<String, Submission> direct = submissions.findAll(ids(replaced));
        Map<String, Submission> stored = new HashMap<>(direct);
        stored.putAll(submissions.findAll(ids(direct.values().stream().map(Submission::replaces))));
        return stored;
    }

    private static Set<String> ids(Stream<@Nullable String> some) {
        return some.flatMap(Stream::ofNullable).collect(Collectors.toSet());
    }

    /** What this one corrects, as it stood before the batch. */
    Optional<Submission> stored(Arrival correction) {
        return Optional.ofNullable(correction.replaces()).map(stored::get);
    }

    /** A correction names what it corrects; what was approved is corrected for a reason only. */
    List<FieldError> contradictions(Filing filing) {
        String replaces = filing.replaces();
        if (replaces == null) {
            return List.of();
        }
        if (!isOfTheSame(replaces, filing)) {
            return List.of(new FieldError(
                    "/replaces",
                    SubmissionProblem.REJECTED.kind().code(),
                    "There is no submission " + replaces + " of this agency in this cycle."));
        }
        return correctsApproved(replaces) && Blank.is(filing.reason())
                ? List.of(new FieldError(
                        "/reason",
                        SubmissionProblem.REJECTED.kind().code(),
                        "It corrects what was approved: the reason for the correction is required."))
                : List.of();
    }

    /** All that speaks against it beside its checks, also a slot that it does not get as things stand. */
    List<FieldError> objections(Filing filing, @Nullable Obligation slot) {
        List<FieldError> contradictions = contradictions(filing);
        boolean decidedWithIt = filing.replaces() != null && batch.containsKey(filing.replaces());
        boolean namesNone =
                contradictions.stream().anyMatch(one -> one.pointer().equals("/replaces"));
        return slot == null || decidedWithIt || namesNone || slot.isFreeFor(filing.replaces())
                ? contradictions
                : Stream.concat(contradictions.stream(), Stream.of(Slots.taken(slot, filing.replaces())))
                        .toList();
    }

    /** Itself, or what it took the place of: the reason for a correction is not lost by correcting that one once more. */
    private boolean correctsApproved(String id) {
        String one = id;
        for (int steps = 0; one != null && steps <= batch.size(); steps++) {
            Submission before = stored.get(one);
            if (before != null) {
                return wasApproved(before) || (before.replaces() != null && wasApproved(stored.get(before.replaces())));
            }
            Arrival beside = batch.get(one);
            one = beside == null ? null : beside.replaces();
        }
        return false;
    }

    private static boolean wasApproved(@Nullable Submission one) {
        return one != null && (one.status() == SubmissionStatus.APPROVED || one.restated() != null);
    }

    private boolean isOfTheSame(String replaces, Filing filing) {
        Submission before = stored.get(replaces);
        if (before != null) {
            return before.agency().equals(filing.agency()) && before.cycle().equals(filing.cycle());
        }
        Arrival beside = batch.get(replaces);
        return beside != null
                && beside.event().agency().equals(filing.agency())
                && beside.event().cycle().equals(filing.cycle());
    }
}
