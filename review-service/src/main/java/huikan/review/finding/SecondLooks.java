package huikan.review.finding;

import huikan.review.finding.Finding.Look;
import huikan.review.matter.Desk;
import huikan.review.matter.ListOrder;
import huikan.review.matter.Person;
import huikan.review.matter.Selection;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a re-inspection does with findings. Each of it can be done twice and is then as done once. */
@Component
public class SecondLooks {

    private final Findings findings;
    private final FindingSteps steps;
    private final Desk<FindingStatus, Finding, FindingMove> desk;

    SecondLooks(Findings findings, FindingSteps steps, Desk<FindingStatus, Finding, FindingMove> desk) {
        this.findings = findings;
        this.steps = steps;
        this.desk = desk;
    }

    /** The closed findings of an agency and those below it, closed from one day to another. */
    public List<Finding> closed(String under, LocalDate from, LocalDate to) {
        Selection selection = Selection.ofAll().under(under).status(FindingStatus.CLOSED);
        return findings.matters()
                .all(selection, ListOrder.OPENED)
                .filter(one -> one.closedOn() != null
                        && !one.closedOn().isBefore(from)
                        && !one.closedOn().isAfter(to))
                .toList();
    }

    /** It is looked at again; false when it is no longer closed. */
    public boolean begin(String finding, String campaign, Person by) {
        Optional<Finding> seen = findings.find(finding);
        while (seen.isPresent() && seen.get().status() == FindingStatus.CLOSED) {
            Finding closed = seen.get();
            seen = desk.doneBySystem(closed, FindingMove.SAMPLE, steps.drawn(closed, campaign), by, desk.told())
                    .or(() -> findings.find(finding));
        }
        return seen.filter(one -> isLookedAt(one, campaign)).isPresent();
    }

    private static boolean isLookedAt(Finding finding, String campaign) {
        return finding.looks().stream().anyMatch(look -> look.campaign().equals(campaign));
    }

    /** What the look found. */
    public void end(
            String finding,
            String campaign,
            Look.Outcome outcome,
            Person by,
            @Nullable String comment,
            List<String> evidence) {
        Optional<Finding> seen = findings.find(finding);
        while (seen.isPresent() && awaits(seen.get(), campaign)) {
            Finding looked = steps.looked(seen.get(), outcome, by, comment, evidence);
            seen = desk.doneBySystem(seen.get(), moveOf(outcome), looked, by, desk.told())
                    .or(() -> findings.find(finding));
        }
    }

    private static boolean awaits(Finding finding, String campaign) {
        return finding.status() == FindingStatus.REINSPECTING
                && finding.looks().getLast().campaign().equals(campaign);
    }

    private static FindingMove moveOf(Look.Outcome outcome) {
        return switch (outcome) {
            case CONFIRMED -> FindingMove.CONFIRM;
            case RELAPSED -> FindingMove.RELAPSE;
            case FALSE_RECTIFICATION -> FindingMove.FALSE_RECTIFICATION;
            case NOT_RECTIFIED -> FindingMove.NOT_RECTIFIED;
        };
    }
}
