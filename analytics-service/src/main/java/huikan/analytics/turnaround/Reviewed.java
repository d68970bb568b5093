package huikan.analytics.turnaround;

import huikan.events.AgencyLevel;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filing and what was decided on it.
 *
 * @param revision counts the filings of its obligation
 * @param levels who decides, in this order
 * @param since when it was received
 * @param ended when it was withdrawn or lost its slot to another; null while neither has happened
 * @param steps in no order, each once
 */
record Reviewed(
        String submission,
        long revision,
        List<AgencyLevel> levels,
        Instant since,
        @Nullable String replaces,
        @Nullable Instant ended,
        List<Step> steps) {

    /** What moves a filing from one level to another. */
    enum Move {
        PASSED,
        RECALLED,
        RETURNED,
        APPROVED,
        VOIDED
    }

    /**
     * @param level that decided; null where the event does not say it
     * @param number of the step in the trail of the review; null in those from before all of them had one
     */
    record Step(
            Move move,
            @Nullable AgencyLevel level,
            @Nullable Long number,
            Instant at) {
        private long order() {
            return number == null ? 0 : number;
        }
    }

    /** What had happened until an instant, one after the other: by their numbers, for clocks differ, where all have one. */
    List<Step> until(Instant at) {
        Comparator<Step> order = steps.stream().allMatch(step -> step.number() != null)
                ? Comparator.comparingLong(Step::order)
                : Comparator.comparing(Step::at);
        return steps.stream()
                .filter(step -> !step.at().isAfter(at))
                .sorted(order)
                .toList();
    }

    boolean isEnded(Instant at) {
        return ended != null && !ended.isAfter(at);
    }
}
