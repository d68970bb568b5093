package huikan.review.inspection;

import static java.util.Objects.requireNonNull;

import huikan.review.access.Units;
import huikan.review.finding.FindingLinks;
import huikan.review.finding.FoundProblems.Found;
import huikan.review.inspection.InspectedUnit.Paper;
import huikan.review.inspection.Inspection.Batch;
import huikan.review.inspection.Inspection.Group;
import huikan.review.inspection.Inspection.Member;
import huikan.review.inspection.Inspection.Summary;
import huikan.review.inspection.InspectionRequests.BatchClosing;
import huikan.review.inspection.InspectionRequests.BatchRequest;
import huikan.review.inspection.InspectionRequests.GroupRequest;
import huikan.review.inspection.InspectionRequests.Groups;
import huikan.review.inspection.InspectionRequests.Proposal;
import huikan.review.inspection.InspectionRequests.SummaryRequest;
import huikan.review.inspection.InspectionRequests.Visit;
import huikan.review.workflow.Act;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.CaseParts;
import huikan.review.workflow.DueDates;
import huikan.review.workflow.Remark;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each move makes of an inspection. */
@Component
record InspectionSteps(
        DueDates dates,
        InspectionSettings settings,
        Units units,
        CaseParts<InspectedUnit> inspected,
        CaseParts<Paper> papers,
        FindingLinks links,
        FrequencyCap cap,
        FeedbackSteps feedback) {

    /** It stands in the plan. */
    Inspection proposed(Proposal request, Act act) {
        String agency = requireNonNull(act.by().agency());
        return InspectionBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency(agency)
                .status(InspectionStatus.PROPOSED)
                .title(request.title())
                .content(request.content())
                .under(request.under() == null ? agency : request.under())
                .from(request.from())
                .to(request.to())
                .announced(!Boolean.FALSE.equals(request.announced()))
                .by(act.by())
                .above(units.above(agency))
                .openedAt(act.now())
                .head("")
                .build();
    }

    Inspection grouped(Inspection seen, Groups request, Act act) {
        Map<String, List<String>> above = units.above(request.agencies());
        List<Group> groups = new ArrayList<>();
        List<Member> members = new ArrayList<>();
        for (GroupRequest group : request.groups()) {
            int number = groups.size() + 1;
            groups.add(group.group(number));
            group.agencies()
                    .forEach(code -> members.add(new Member(code, above.getOrDefault(code, List.of()), number, null)));
        }
        return seen.with(next -> next.status(InspectionStatus.GROUPED)
                .groups(groups)
                .members(members)
                .objectsDraw(request.objectsDraw())
                .peopleDraw(request.peopleDraw()));
    }

    Inspection batched(Inspection seen, BatchRequest request, Act act) {
        Batch batch = new Batch(seen.batches().size() + 1, request.group(), request.from(), request.to(), null, null);
        List<Batch> batches = plus(seen.batches(), batch);
        List<String> visits = request.agencies().stream()
                .distinct()
                .map(unit -> FrequencyCap.visit(unit, request.from()))
                .toList();
        cap.reserve(seen, visits, act.now());
        List<String> visitedIn = new ArrayList<>(seen.visitedIn());
        visitedIn.addAll(visits);
        return seen.with(next -> next.status(InspectionStatus.RUNNING)
                .batches(batches)
                .members(seen.members().stream()
                        .map(one -> request.agencies().contains(one.agency())
                                ? new Member(one.agency(), one.above(), one.group(), batch.number())
                                : one)
                        .toList())
                .visitedIn(visitedIn)
                .awaited(report(batches)));
    }

    /** Of the group whose batch was over first. */
    private @Nullable Awaited report(List<Batch> batches) {
        return batches.stream()
                .filter(batch -> batch.closedOn() == null)
                .map(batch -> dates.after(batch.to(), settings.reportWithin()))
                .min(LocalDate::compareTo)
                .map(due -> new Awaited(Awaited.What.GROUP_REPORT, due, false))
                .orElse(null);
    }

    Inspection visited(Inspection seen, Visit request, Act act) {
        InspectedUnit unit = feedback.unit(seen, request.agency());
        List<Found> found = request.found().stream().map(one -> one.found(seen)).toList();
        Paper paper = new Paper(
                request.agency(),
                request.record(),
                List.copyOf(request.signedBy()),
                request.recommended(),
                found,
                act.by(),
                act.today());
        act.writes(papers.part(seen.id(), InspectionRules.paper(unit.agency(), unit.visits() + 1), paper));
        feedback.write(
                seen,
                unit.with(next -> next.visits(unit.visits() + 1)
                        .found(unit.found() + found.size())
                        .recommended(unit.recommended() + request.recommended().size())),
                act);
        return seen;
    }

    Inspection batchClosed(Inspection seen, BatchClosing request, Act act) {
        request.excuses()
                .forEach(one -> feedback.write(
                        seen, feedback.unit(seen, one.agency()).withExcused(Remark.of(one.reason(), act)), act));
        List<Batch> batches = seen.batches().stream()
                .map(one -> one.number() == request.batch()
                        ? new Batch(one.number(), one.group(), one.from(), one.to(), request.report(), act.today())
                        : one)
                .toList();
        return seen.with(next -> next.batches(batches).awaited(report(batches)));
    }

    Inspection concluded(Inspection seen, Act act) {
        return seen.with(next -> next.status(InspectionStatus.CONCLUDING)
                .awaited(dates.within(Awaited.What.FEEDBACK, settings.feedbackWithin(), act)));
    }

    static Inspection lookingBack(Inspection seen, Act act) {
        return seen.with(next -> next.status(InspectionStatus.LOOKING_BACK).awaited(null));
    }

    /** The figures of the summary are those of this day, and stay. */
    Inspection closed(Inspection seen, SummaryRequest request, Act act) {
        List<InspectedUnit> all = inspected.of(seen.id());
        List<String> found = all.stream()
                .map(InspectedUnit::feedback)
                .filter(Objects::nonNull)
                .flatMap(told -> told.findings().stream())
                .toList();
        Summary summary = new Summary(
                request.summary(),
                seen.members().size(),
                (int) all.stream().filter(unit -> unit.visits() > 0).count(),
                (int) all.stream().filter(unit -> unit.excused() != null).count(),
                all.stream().mapToInt(InspectedUnit::visits).sum(),
                all.stream().mapToInt(InspectedUnit::recommended).sum(),
                found.size(),
                links.settled(found).size(),
                seen.objected().size(),
                (int) all.stream().filter(InspectedUnit::isOverruled).count(),
                act.by(),
                act.today());
        return seen.with(next -> next.status(InspectionStatus.CLOSED).summary(summary));
    }

    static <E> List<E> plus(List<E> before, E one) {
        List<E> all = new ArrayList<>(before);
        all.add(one);
        return List.copyOf(all);
    }
}
