package huikan.review.finding;

import huikan.review.access.Parties;
import huikan.review.access.Superiors;
import huikan.review.finding.Finding.Assignment;
import huikan.review.finding.Finding.Look;
import huikan.review.finding.FindingRequests.Drawn;
import huikan.review.finding.FindingRequests.Looked;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Person;
import huikan.review.workflow.Selection;
import huikan.service.security.Caller;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a re-inspection does with findings. Each of it can be done twice and is then as done once. */
@Component
public class SecondLooks {

    private final Cases<Finding, FindingStatus> findings;

    SecondLooks(Cases<Finding, FindingStatus> findings) {
        this.findings = findings;
    }

    /**
     * The findings that were closed from one day to another, and that a campaign may look at again.
     *
     * @param by who looks, in each place that it has: it stands strictly above every unit that is responsible for one
     * @param under the agency or the lead is this one, or below it
     * @param most that are read
     */
    public List<Closed> closed(Caller by, String under, LocalDate from, LocalDate to, int most) {
        Selection selection = Selection.ofAll()
                .superior(by.agencies())
                .under(under)
                .status(FindingStatus.CLOSED)
                .between("closedOn", from, to);
        return findings
                .store()
                .some(
                        selection,
                        Closed.class,
                        one -> (Superiors.isOverOrIs(under, one.agency(), one.above()) || under.equals(one.lead()))
                                && one.parties().haveAbove(by),
                        most)
                .stream()
                .sorted(Comparator.comparing(Closed::id))
                .toList();
    }

    /** A closed finding, as far as a campaign asks before it looks at it again. */
    public record Closed(
            String id,
            String agency,
            String category,
            boolean key,
            int refused,
            int relapses,
            @Nullable Assignment assignment,
            List<String> above,
            List<String> superiors) {
        @Nullable
        String lead() {
            return assignment == null ? null : assignment.lead();
        }

        Parties parties() {
            List<String> responsible = assignment == null
                    ? List.of(agency)
                    : Stream.concat(Stream.of(agency, assignment.lead()), assignment.supporting().stream())
                            .toList();
            return new Parties(responsible, superiors, null, List.of());
        }
    }

    public Optional<Finding> find(String id) {
        return findings.store().find(id);
    }

    /** It is looked at again; false when it is no longer closed. */
    public boolean begin(String finding, String campaign, Person by) {
        return findings.moveBySuite(
                        finding, "sample", new Drawn(campaign), by, one -> one.status() == FindingStatus.CLOSED)
                .filter(one ->
                        one.looks().stream().anyMatch(look -> look.campaign().equals(campaign)))
                .isPresent();
    }

    /** What the look found. */
    public void end(
            String finding,
            String campaign,
            Look.Outcome outcome,
            Person by,
            @Nullable String comment,
            List<String> evidence) {
        var unused = findings.moveBySuite(
                finding,
                moveOf(outcome),
                new Looked(campaign, outcome, comment, evidence),
                by,
                one -> one.status() == FindingStatus.REINSPECTING
                        && one.looks().getLast().campaign().equals(campaign));
    }

    private static String moveOf(Look.Outcome outcome) {
        return switch (outcome) {
            case CONFIRMED -> "confirm";
            case RELAPSED -> "relapse";
            case FALSE_RECTIFICATION -> "false-rectification";
            case NOT_RECTIFIED -> "not-rectified";
        };
    }
}
