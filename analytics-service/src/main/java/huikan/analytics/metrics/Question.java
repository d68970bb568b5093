package huikan.analytics.metrics;

import huikan.analytics.directory.Directory;
import huikan.events.CycleEvent.CycleIssued;
import huikan.service.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What every metric is asked: which cycle, under which agency, and whether the caller may know. */
@Component
final class Question {

    private final Directory directory;

    Question(Directory directory) {
        this.directory = directory;
    }

    CycleIssued cycle(String id) {
        return directory
                .cycle(id)
                .orElseThrow(() -> MetricsProblem.CYCLE_UNKNOWN.because("There is no cycle " + id + "."));
    }

    /**
     * @param under null for the caller's own agency
     */
    String under(Caller caller, @Nullable String under) {
        String own = caller.agency();
        String asked = under == null ? own : under;
        if (asked == null) {
            throw MetricsProblem.UNDER_MISSING.because("The caller has no agency of its own: \"under\" is needed.");
        }
        boolean seen = caller.isAdmin() ? directory.knows(asked) : own != null && directory.sees(own, asked);
        if (!seen) {
            throw MetricsProblem.AGENCY_UNKNOWN.because("There is no agency " + asked + " that you may see.");
        }
        return asked;
    }

    /** A date is not silently ignored. */
    static void refuse(@Nullable String asOf) {
        if (asOf != null) {
            throw MetricsProblem.AS_OF.because("asOf=" + asOf + ": leave it out; rollups of the past are not kept.");
        }
    }
}
