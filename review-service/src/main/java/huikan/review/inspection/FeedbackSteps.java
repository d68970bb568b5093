package huikan.review.inspection;

import static java.util.Objects.requireNonNull;

import huikan.review.finding.Finding.Source;
import huikan.review.finding.FoundProblems;
import huikan.review.finding.FoundProblems.Found;
import huikan.review.inspection.InspectedUnit.Feedback;
import huikan.review.inspection.InspectedUnit.Objection;
import huikan.review.inspection.InspectedUnit.Paper;
import huikan.review.inspection.Inspection.Dated;
import huikan.review.inspection.Inspection.Opinion;
import huikan.review.inspection.InspectionRequests.FeedbackRequest;
import huikan.review.inspection.InspectionRequests.ReviewRequest;
import huikan.review.inspection.InspectionRequests.ReviewRuling;
import huikan.review.workflow.Act;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.CaseParts;
import huikan.review.workflow.DueDates;
import huikan.review.workflow.Person;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is told the units that were inspected, what they object, and what of it becomes a finding. */
@Component
class FeedbackSteps {

    private static final int UNITS_PER_STEP = 20;

    private final DueDates dates;
    private final InspectionSettings settings;
    private final InspectionRules rules;
    private final CaseParts<InspectedUnit> inspected;
    private final CaseParts<Paper> papers;
    private final FoundProblems problems;

    FeedbackSteps(
            DueDates dates,
            InspectionSettings settings,
            InspectionRules rules,
            CaseParts<InspectedUnit> inspected,
            CaseParts<Paper> papers,
            FoundProblems problems) {
        this.dates = dates;
        this.settings = settings;
        this.rules = rules;
        this.inspected = inspected;
        this.papers = papers;
        this.problems = problems;
    }

    InspectedUnit unit(Inspection seen, String agency) {
        return inspected.find(seen.id(), agency).orElse(InspectedUnit.of(agency));
    }

    void write(Inspection seen, InspectedUnit unit, Act act) {
        act.writes(inspected.part(seen.id(), unit.agency(), unit));
    }

    /** Each unit is told, and its findings are registered, with the settlement. */
    Inspection fedBack(Inspection seen, FeedbackRequest request, Act act) {
        List<String> untold = rules.untold(seen);
        List<String> agencies = request.agency() == null ? untold : List.of(request.agency());
        List<Dated> told = new ArrayList<>(seen.told());
        agencies.forEach(agency -> told.add(new Dated(agency, act.today())));
        boolean all = agencies.containsAll(untold);
        return seen.with(next -> next.status(all ? InspectionStatus.FED_BACK : InspectionStatus.CONCLUDING)
                .told(List.copyOf(told))
                .touched(List.copyOf(agencies))
                .opinion(new Opinion(request.opinion(), act.by(), act.today()))
                .awaited(Awaited.settling(act.today())));
    }

    private static String cause(Inspection seen, String agency, int number) {
        return "inspections/" + seen.id() + "/" + agency + "/" + number;
    }

    Inspection objected(Inspection seen, ReviewRequest request, Act act) {
        String agency = rules.objector(seen, act).orElseThrow();
        Objection asked = new Objection(request.reason(), act.by(), act.today(), null, null, null);
        write(seen, unit(seen, agency).withObjection(asked), act);
        Inspection after =
                seen.with(next -> next.objected(InspectionSteps.plus(seen.objected(), new Dated(agency, act.today())))
                        .objecting(InspectionSteps.plus(seen.objecting(), agency)));
        return after.withAwaited(next(after, act));
    }

    Inspection ruled(Inspection seen, ReviewRuling request, Act act) {
        InspectedUnit unit = unit(seen, request.agency());
        Objection asked = requireNonNull(unit.objection());
        Objection ruled =
                new Objection(asked.reason(), asked.by(), asked.on(), request.upheld(), request.comment(), act.by());
        write(seen, unit.withObjection(ruled), act);
        return seen.with(next -> next.objecting(seen.objecting().stream()
                        .filter(one -> !one.equals(request.agency()))
                        .toList())
                .touched(List.of(request.agency()))
                .awaited(Awaited.settling(act.today())));
    }

    /** What is waited for when nothing is left to be settled. */
    private @Nullable Awaited next(Inspection seen, Act act) {
        return seen.objected().stream()
                .filter(one -> seen.objecting().contains(one.agency()))
                .map(Dated::on)
                .min(LocalDate::compareTo)
                .map(asked -> new Awaited(Awaited.What.OBJECTION_RULING, asked.plusDays(settings.ruleWithin()), false))
                .orElse(
                        seen.status() == InspectionStatus.CONCLUDING
                                ? dates.within(Awaited.What.FEEDBACK, settings.feedbackWithin(), act)
                                : null);
    }

    /**
     * Tells some of the units, registers what they were told as findings, and waives those of one whose objection was upheld;
     * twice is as once. A step has a bound, however many units are told at once.
     */
    Inspection settled(Inspection seen, Act act) {
        List<String> touched = seen.touched();
        List<String> now = touched.subList(0, Math.min(touched.size(), UNITS_PER_STEP));
        now.forEach(agency -> carryOut(seen, told(seen, unit(seen, agency), act)));
        return now.size() < touched.size()
                ? seen.withTouched(List.copyOf(touched.subList(now.size(), touched.size())))
                : seen.with(next -> next.touched(List.of()).opinion(null).awaited(next(seen, act)));
    }

    private InspectedUnit told(Inspection seen, InspectedUnit unit, Act act) {
        Opinion opinion = seen.opinion();
        if (opinion == null) {
            return unit;
        }
        List<String> findings = IntStream.range(0, unit.found())
                .mapToObj(i -> FoundProblems.id(cause(seen, unit.agency(), i)))
                .toList();
        InspectedUnit told = unit.withFeedback(new Feedback(opinion.text(), findings, opinion.by(), opinion.on()));
        write(seen, told, act);
        return told;
    }

    private void carryOut(Inspection seen, InspectedUnit unit) {
        Feedback feedback = requireNonNull(unit.feedback());
        List<Found> found = papers.under(seen.id(), unit.agency() + "/").stream()
                .flatMap(paper -> paper.findings().stream())
                .toList();
        for (int i = 0; i < found.size(); i++) {
            problems.register(
                    cause(seen, unit.agency(), i),
                    unit.agency(),
                    new Source(Source.Kind.INSPECTION, seen.id()),
                    found.get(i),
                    feedback.by());
        }
        Objection objection = unit.objection();
        if (objection != null && unit.isOverruled()) {
            Person by = objection.ruledBy() == null ? Person.TIMER : objection.ruledBy();
            String why = objection.comment() == null ? objection.reason() : objection.comment();
            feedback.findings().forEach(id -> problems.waive(id, why, by));
        }
    }
}
