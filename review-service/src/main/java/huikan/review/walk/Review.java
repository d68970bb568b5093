package huikan.review.walk;

import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Superior;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The walk of one submission.
 *
 * @param round 1 for a first filing, one more for each correction
 * @param levels who decides, in this order: every superior on the form's line, as of the filing
 * @param at index of the level that is to decide
 * @param dueOn after a return: until when a correction is owed, Asia/Shanghai
 * @param replaces the submission that this one corrects
 * @param document the body as filed, JSON
 * @param head the hash of the last step of its trail
 */
record Review(
        String submission,
        String cycle,
        String agency,
        long revision,
        String digest,
        int round,
        List<Superior> levels,
        int at,
        ReviewStatus status,
        @Nullable LocalDate dueOn,
        List<Decision> decisions,
        @Nullable String replaces,
        Instant receivedAt,
        String document,
        long version,
        String head) {

    /**
     * The review of a newly accepted submission.
     *
     * @param before the review of the one that it replaces: a correction goes back to the level that returned it
     */
    static Review opened(SubmissionAccepted event, Optional<Review> before) {
        int start = before.filter(old -> old.status == ReviewStatus.RETURNED)
                .map(old -> Math.min(old.at, Math.max(0, event.path().size() - 1)))
                .orElse(0);
        return new Review(
                event.id(),
                event.cycle(),
                event.agency(),
                event.revision(),
                event.digest(),
                before.map(old -> old.round + 1).orElse(1),
                event.path(),
                start,
                event.path().isEmpty() ? ReviewStatus.APPROVED : ReviewStatus.WAITING,
                null,
                List.of(),
                event.replaces(),
                event.receivedAt(),
                event.document().toString(),
                1,
                ReviewTrail.origin(event.id()));
    }

    /** Who is to decide; empty when nobody is. */
    Optional<Superior> waitingFor() {
        return status == ReviewStatus.WAITING ? Optional.of(levels.get(at)) : Optional.empty();
    }

    @Nullable
    AgencyLevel level() {
        return waitingFor().map(Superior::level).orElse(null);
    }

    /** The agency itself and all who decide. */
    List<String> seenBy() {
        List<String> codes = new ArrayList<>(List.of(agency));
        levels.forEach(level -> codes.add(level.agency()));
        return codes;
    }

    boolean isLastLevel() {
        return at == levels.size() - 1;
    }
}
