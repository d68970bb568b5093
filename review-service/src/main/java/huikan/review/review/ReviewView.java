package huikan.review.review;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.AgencyLevel;
import huikan.events.Relayer;
import huikan.events.Superior;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A review as it is shown.
 *
 * @param round 1 for a first filing, one more for each correction
 * @param returns how often filings of this obligation were returned
 * @param waitingFor the agency that is to decide
 * @param waitingSince since when it waits for that agency; null when it waits for none, and in those from before that was kept
 * @param claimedBy the reviewer who took it on
 * @param signatures how many have passed it at the level that is to decide, where a form asks for two
 * @param signaturesNeeded how many are to; 0 when it waits for nobody
 * @param dueOn while it waits: until when its level is to decide; after a return: until when a correction is owed
 * @param overdue that day is over
 * @param explanations how many failed checks it explains; one that does not explain them is not accepted; null in those from
 *     before that was counted
 * @param decisions the latest; all of them are in its trail
 * @param publication what became of it once it was approved
 * @param voided why what was passed before counts no more
 * @param replaces the filing that it corrects
 * @param receivedAt when it was filed
 * @param relayedBy who filed it on behalf of its agency; left out where the agency filed for itself
 * @param moves those that the caller may make now
 */
record ReviewView(
        String submission,
        String cycle,
        String agency,
        String digest,
        int round,
        int returns,
        List<AgencyLevel> levels,
        @Nullable AgencyLevel level,
        @Nullable String waitingFor,
        @Nullable Instant waitingSince,
        @Nullable String claimedBy,
        int signatures,
        int signaturesNeeded,
        ReviewStatus state,
        @Nullable LocalDate dueOn,
        boolean overdue,
        @Nullable Integer explanations,
        List<Decision> decisions,
        Publication publication,
        @Nullable Voided voided,
        @Nullable String replaces,
        Instant receivedAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Relayer relayedBy,

        List<String> moves,
        long version) {

    static ReviewView of(Review review, LocalDate today, List<String> moves) {
        return new ReviewView(
                review.submission(),
                review.cycle(),
                review.agency(),
                review.digest(),
                review.round(),
                review.returns(),
                review.levels().stream().map(Superior::level).toList(),
                review.level(),
                review.deciding().map(Superior::agency).orElse(null),
                review.deciding().isPresent() ? review.waitingSince() : null,
                review.claimedBy(),
                review.deciding().isPresent() ? review.signedBy().size() : 0,
                review.deciding().map(Superior::signaturesNeeded).orElse(0),
                review.status(),
                review.dueOn(),
                review.overdue(today),
                review.filed().explanations(),
                review.decisions(),
                review.publication(),
                review.voided(),
                review.replaces(),
                review.receivedAt(),
                review.relayedBy(),
                moves,
                review.version());
    }
}
