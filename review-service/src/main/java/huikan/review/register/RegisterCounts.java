package huikan.review.register;

import huikan.review.finding.Finding;
import huikan.review.finding.FindingStatus;
import huikan.review.workflow.CaseStore;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Selection;
import java.time.LocalDate;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** How many findings of a unit and those below it are in each state. */
@Component
class RegisterCounts {

    /** Up to here all units of a page are counted in one look; where there are more, an index counts each state faster. */
    private static final int MOST_IN_ONE_LOOK = 20_000;

    /** What a unit may have on its register at most for its overdue ones to be counted to the end. */
    private static final int MOST_OVERDUE = 10_000;

    private final CaseStore<Finding, FindingStatus> findings;

    RegisterCounts(Cases<Finding, FindingStatus> findings) {
        this.findings = findings.store();
    }

    /** Of one unit. */
    record Counts(Map<FindingStatus, Long> byStatus, long overdue) {
        static Counts none() {
            return new Counts(new EnumMap<>(FindingStatus.class), 0);
        }

        private Counts plus(Counts other) {
            other.byStatus.forEach((status, n) -> byStatus.merge(status, n, Long::sum));
            return new Counts(byStatus, Math.min(MOST_OVERDUE, overdue + other.overdue));
        }
    }

    /**
     * @param top the unit that all the others are below, or the only one
     */
    Map<String, Counts> of(String top, Collection<String> units, LocalDate today) {
        boolean few = findings.count(Selection.ofAll().under(top), MOST_IN_ONE_LOOK + 1) <= MOST_IN_ONE_LOOK;
        Map<String, Counts> counts = new HashMap<>();
        if (few) {
            findings.countsSeenBy(units, today)
                    .forEach((unit, groups) -> groups.forEach((status, n) -> counts.merge(
                            unit,
                            new Counts(
                                    new EnumMap<>(Map.of(FindingStatus.valueOf(status.state()), n)),
                                    status.overdue() ? n : 0),
                            Counts::plus)));
        } else {
            units.forEach(unit -> counts.put(unit, counted(unit, today)));
        }
        return counts;
    }

    private Counts counted(String unit, LocalDate today) {
        Map<FindingStatus, Long> byStatus = new EnumMap<>(FindingStatus.class);
        for (FindingStatus status : FindingStatus.values()) {
            long n = findings.count(Selection.ofAll().under(unit).status(status), Integer.MAX_VALUE);
            if (n > 0) {
                byStatus.put(status, n);
            }
        }
        return new Counts(byStatus, findings.count(Selection.ofAll().under(unit).overdue(true, today), MOST_OVERDUE));
    }
}
