package huikan.review.inspection;

import huikan.review.finding.FindingsAtOnce;
import huikan.review.inspection.InspectedUnit.Feedback;
import huikan.review.inspection.InspectedUnit.Objection;
import huikan.review.inspection.InspectedUnit.Paper;
import huikan.review.inspection.Inspection.Batch;
import huikan.review.inspection.Inspection.Group;
import huikan.review.matter.Agenda;
import huikan.review.matter.Awaited;
import huikan.review.matter.Person;
import huikan.review.matter.Remark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each move makes of an inspection. Whether it may be made was asked before. */
@Component
class InspectionSteps {

    private final Agenda agenda;
    private final InspectionSettings settings;

    InspectionSteps(Agenda agenda, InspectionSettings settings) {
        this.agenda = agenda;
        this.settings = settings;
    }

    Inspection approved(Inspection seen, Person by) {
        return seen.with(next -> next.status(InspectionStatus.APPROVED).approvedBy(by));
    }

    Inspection grouped(
            Inspection seen,
            List<Group> groups,
            List<InspectedUnit> units,
            @Nullable String objectsDraw,
            @Nullable String peopleDraw) {
        return seen.with(next -> next.status(InspectionStatus.GROUPED)
                .groups(groups)
                .units(units)
                .objectsDraw(objectsDraw)
                .peopleDraw(peopleDraw));
    }

    Inspection batched(Inspection seen, int group, List<String> agencies, LocalDate from, LocalDate to) {
        Batch batch = new Batch(seen.batches().size() + 1, group, from, to, null, null);
        List<Batch> batches = plus(seen.batches(), batch);
        return seen.with(next -> next.status(InspectionStatus.RUNNING)
                .batches(batches)
                .units(seen.units().stream()
                        .map(unit -> agencies.contains(unit.agency()) ? unit.withBatch(batch.number()) : unit)
                        .toList())
                .visitedIn(Stream.concat(
                                seen.visitedIn().stream(), agencies.stream().map(unit -> visitedIn(unit, from)))
                        .toList())
                .awaited(report(batches)));
    }

    /** What the frequency cap counts. */
    static String visitedIn(String unit, LocalDate from) {
        return unit + "/" + from.getYear();
    }

    /** Of the group whose batch was over first. */
    private @Nullable Awaited report(List<Batch> batches) {
        return batches.stream()
                .filter(batch -> batch.closedOn() == null)
                .map(batch -> agenda.after(batch.to(), settings.reportWithin()))
                .min(LocalDate::compareTo)
                .map(due -> new Awaited(Awaited.What.GROUP_REPORT, due, false))
                .orElse(null);
    }

    Inspection visited(Inspection seen, InspectedUnit unit, Paper paper) {
        return seen.withUnit(unit.visited(paper));
    }

    Inspection batchClosed(Inspection seen, Batch batch, Map<String, String> excused, String report, Person by) {
        List<Batch> batches = seen.batches().stream()
                .map(one -> one.number() == batch.number()
                        ? new Batch(one.number(), one.group(), one.from(), one.to(), report, agenda.date())
                        : one)
                .toList();
        return seen.with(next -> next.batches(batches)
                .units(seen.units().stream()
                        .map(unit -> excuse(unit, excused.get(unit.agency()), by))
                        .toList())
                .awaited(report(batches)));
    }

    private InspectedUnit excuse(InspectedUnit unit, @Nullable String reason, Person by) {
        return reason == null ? unit : unit.withExcused(new Remark(reason, by, agenda.date()));
    }

    Inspection concluded(Inspection seen) {
        return seen.with(next -> next.status(InspectionStatus.CONCLUDING)
                .awaited(agenda.within(Awaited.What.FEEDBACK, settings.feedbackWithin())));
    }

    /** The findings are registered with the settlement; their ids are known before. */
    Inspection fedBack(Inspection seen, List<String> agencies, @Nullable String opinion, Person by) {
        List<InspectedUnit> units = seen.units().stream()
                .map(unit -> agencies.contains(unit.agency())
                        ? unit.withFeedback(new Feedback(opinion, findings(seen, unit), by, agenda.date()))
                        : unit)
                .toList();
        boolean all = untold(units).isEmpty();
        return seen.with(next -> next.status(all ? InspectionStatus.FED_BACK : InspectionStatus.CONCLUDING)
                .units(units)
                .awaited(Awaited.settling(agenda.date())));
    }

    /** The units that were visited and not told what was found. */
    static List<String> untold(List<InspectedUnit> units) {
        return units.stream()
                .filter(unit -> !unit.papers().isEmpty() && unit.feedback() == null)
                .map(InspectedUnit::agency)
                .toList();
    }

    private static List<String> findings(Inspection seen, InspectedUnit unit) {
        return IntStream.range(0, unit.found().size())
                .mapToObj(i -> FindingsAtOnce.id(cause(seen, unit, i)))
                .toList();
    }

    static String cause(Inspection seen, InspectedUnit unit, int number) {
        return "inspections/" + seen.id() + "/" + unit.agency() + "/" + number;
    }

    Inspection objected(Inspection seen, InspectedUnit unit, String reason, Person by) {
        Inspection after =
                seen.withUnit(unit.withObjection(new Objection(reason, by, agenda.date(), null, null, null)));
        return after.withAwaited(next(after));
    }

    Inspection ruled(Inspection seen, InspectedUnit unit, boolean upheld, @Nullable String comment, Person by) {
        Objection asked = unit.objection();
        Objection ruled =
                asked == null ? null : new Objection(asked.reason(), asked.by(), asked.on(), upheld, comment, by);
        return seen.withUnit(unit.withObjection(ruled)).withAwaited(Awaited.settling(agenda.date()));
    }

    /** What is waited for when nothing is left to be settled. */
    @Nullable
    Awaited next(Inspection seen) {
        Optional<LocalDate> asked = seen.units().stream()
                .filter(InspectedUnit::isObjecting)
                .map(InspectedUnit::objection)
                .map(objection -> objection == null ? agenda.date() : objection.on())
                .min(LocalDate::compareTo);
        if (asked.isPresent()) {
            return new Awaited(Awaited.What.OBJECTION_RULING, asked.get().plusDays(settings.ruleWithin()), false);
        }
        return seen.status() == InspectionStatus.CONCLUDING
                ? agenda.within(Awaited.What.FEEDBACK, settings.feedbackWithin())
                : null;
    }

    Inspection lookingBack(Inspection seen) {
        return seen.with(next -> next.status(InspectionStatus.LOOKING_BACK).awaited(null));
    }

    Inspection closed(Inspection seen, Inspection.Summary summary) {
        return seen.with(next -> next.status(InspectionStatus.CLOSED).summary(summary));
    }

    Inspection urged(Inspection seen) {
        Awaited awaited = seen.awaited();
        return awaited == null ? seen : seen.withAwaited(awaited.said());
    }

    private static <E> List<E> plus(List<E> before, E one) {
        List<E> all = new ArrayList<>(before);
        all.add(one);
        return List.copyOf(all);
    }
}
