package huikan.submission.intake;

import huikan.filing.Filing;
import huikan.submission.submission.Submission;
import huikan.submission.submission.Submission.Rejection;
import huikan.submission.submission.SubmissionProblem;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.submission.Submissions;
import huikan.text.Blank;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the filings of a batch correct.
 *
 * @param batch the filings themselves: one may correct another
 * @param stored those that were settled before, by id
 */
record Predecessors(Map<String, Arrival> batch, Map<String, Submission> stored) {

    static Predecessors of(Map<String, Arrival> batch, Submissions submissions) {
        Set<String> replaced = batch.values().stream()
                .map(Arrival::replaces)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Predecessors(batch, submissions.findAll(replaced));
    }

    /** Of filings that are only looked at. */
    static Predecessors of(Collection<Filing> filings, Submissions submissions) {
        Set<String> replaced = filings.stream()
                .flatMap(one -> Stream.ofNullable(one.replaces()))
                .collect(Collectors.toSet());
        return new Predecessors(Map.of(), submissions.findAll(replaced));
    }

    /** What this one corrects, as it stood before the batch. */
    Optional<Submission> stored(Arrival correction) {
        return Optional.ofNullable(correction.replaces()).map(stored::get);
    }

    /** A correction names what it corrects; what was approved is corrected for a reason only. */
    Optional<Rejection> contradiction(Filing filing) {
        String replaces = filing.replaces();
        if (replaces == null) {
            return Optional.empty();
        }
        if (!isOfTheSame(replaces, filing)) {
            return Optional.of(Rejection.of(
                    SubmissionProblem.REJECTED,
                    "/replaces",
                    "There is no submission " + replaces + " of this agency in this cycle."));
        }
        Submission before = stored.get(replaces);
        boolean approved = before != null && before.status() == SubmissionStatus.APPROVED;
        return approved && Blank.is(filing.reason())
                ? Optional.of(Rejection.of(
                        SubmissionProblem.REJECTED,
                        "/reason",
                        "It replaces an approved filing: the reason for the correction is required."))
                : Optional.empty();
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
