package huikan.review.inspection;

import huikan.review.finding.Finding.Source;
import huikan.review.finding.FindingsAtOnce;
import huikan.review.finding.FindingsAtOnce.Found;
import huikan.review.inspection.InspectedUnit.Feedback;
import huikan.review.inspection.InspectedUnit.Objection;
import huikan.review.matter.Desk;
import huikan.review.matter.Person;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Registers what the units were told as findings, and waives those of a unit whose objection was upheld. What was decided is
 * written first, with a timer that is due at once; this comes after it, as often as it takes.
 */
@Component
class InspectionFindings {

    private final FindingsAtOnce findings;
    private final InspectionSteps steps;
    private final Desk<InspectionStatus, Inspection, InspectionMove> desk;

    InspectionFindings(
            FindingsAtOnce findings, InspectionSteps steps, Desk<InspectionStatus, Inspection, InspectionMove> desk) {
        this.findings = findings;
        this.steps = steps;
        this.desk = desk;
    }

    /** With all of it carried out; as somebody else left it, when they were quicker. */
    Inspection settle(Inspection decided) {
        if (decided.awaited() == null || !decided.awaited().isSettling()) {
            return decided;
        }
        decided.units().forEach(unit -> settle(decided, unit));
        Inspection settled = decided.withAwaited(steps.next(decided));
        return desk.doneBySystem(decided, InspectionMove.SETTLE, settled, Person.TIMER, desk.told())
                .orElse(settled);
    }

    private void settle(Inspection decided, InspectedUnit unit) {
        Feedback feedback = unit.feedback();
        if (feedback == null) {
            return;
        }
        List<Found> found = unit.found();
        for (int i = 0; i < found.size(); i++) {
            findings.register(
                    InspectionSteps.cause(decided, unit, i),
                    unit.agency(),
                    new Source(Source.Kind.INSPECTION, decided.id()),
                    found.get(i),
                    feedback.by());
        }
        Objection objection = unit.objection();
        if (objection != null && unit.isOverruled()) {
            Person by = objection.ruledBy() == null ? Person.TIMER : objection.ruledBy();
            String why = objection.comment() == null ? objection.reason() : objection.comment();
            feedback.findings().forEach(id -> findings.waive(id, why, by));
        }
    }
}
