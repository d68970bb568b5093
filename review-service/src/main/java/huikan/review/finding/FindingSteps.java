package huikan.review.finding;

import static java.util.Objects.requireNonNull;

import huikan.review.access.Superiors;
import huikan.review.access.Units;
import huikan.review.finding.Finding.Assignment;
import huikan.review.finding.Finding.Dispute;
import huikan.review.finding.Finding.Extension;
import huikan.review.finding.Finding.Look;
import huikan.review.finding.Finding.Measure;
import huikan.review.finding.Finding.Plan;
import huikan.review.finding.Finding.Progress;
import huikan.review.finding.Finding.Report;
import huikan.review.finding.Finding.Verification;
import huikan.review.finding.FindingRequests.Assign;
import huikan.review.finding.FindingRequests.ClosureRequest;
import huikan.review.finding.FindingRequests.DisputeRuling;
import huikan.review.finding.FindingRequests.Drawn;
import huikan.review.finding.FindingRequests.ExtensionRequest;
import huikan.review.finding.FindingRequests.ExtensionRuling;
import huikan.review.finding.FindingRequests.Looked;
import huikan.review.finding.FindingRequests.Merge;
import huikan.review.finding.FindingRequests.PlanApproval;
import huikan.review.finding.FindingRequests.PlanRequest;
import huikan.review.finding.FindingRequests.ProgressReport;
import huikan.review.finding.FindingRequests.Registration;
import huikan.review.finding.FindingRequests.Transfer;
import huikan.review.finding.FoundProblems.Found;
import huikan.review.workflow.Act;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.DueDates;
import huikan.review.workflow.Ladder;
import huikan.review.workflow.Remark;
import huikan.review.workflow.Requests.Comment;
import huikan.review.workflow.Requests.Reason;
import huikan.review.workflow.SupervisionSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What each move makes of a finding. */
@Component
record FindingSteps(DueDates dates, SupervisionSettings settings, Units units) {

    Finding registered(Registration request, Act act) {
        Found found = new Found(
                request.title(),
                request.description(),
                request.category(),
                request.rectify(),
                request.key(),
                request.dueOn());
        return Finding.registered(
                        UUID.randomUUID().toString(),
                        request.agency(),
                        request.source(),
                        found,
                        act.by(),
                        units.above(request.agency()))
                .openedAt(act.now())
                .build();
    }

    Finding merged(Finding seen, Merge request, Act act) {
        return seen.with(next -> next.status(FindingStatus.MERGED).mergedInto(request.into()));
    }

    Finding assigned(Finding seen, Assign request, Act act) {
        String lead = request.lead() == null ? seen.agency() : request.lead();
        LocalDate dueOn = request.dueOn() == null ? requireNonNull(seen.dueOn()) : request.dueOn();
        List<String> team = new ArrayList<>(request.helping());
        team.add(lead);
        Map<String, List<String>> responsible = new HashMap<>(units.above(team));
        List<String> above = new ArrayList<>(seen.above());
        responsible.getOrDefault(lead, List.of()).stream()
                .filter(code -> !above.contains(code))
                .forEach(above::add);
        responsible.computeIfAbsent(seen.agency(), units::above);
        return due(seen, dueOn, act)
                .with(next -> next.status(FindingStatus.ASSIGNED)
                        .assignment(new Assignment(lead, request.helping(), act.by(), act.today()))
                        .above(above)
                        .superiors(Superiors.of(responsible))
                        .awaited(dates.within(Awaited.What.CLAIM, settings.claimWithin(), act)));
    }

    Finding claimed(Finding seen, Act act) {
        if (seen.rectify() == Rectify.IMMEDIATE) {
            return rectifying(seen, act);
        }
        return seen.with(next -> next.status(FindingStatus.CLAIMED)
                .awaited(dates.within(Awaited.What.PLAN, settings.planWithin(), act, seen.dueOn())));
    }

    Finding disputed(Finding seen, Reason request, Act act) {
        return seen.with(next -> next.status(FindingStatus.DISPUTED)
                .dispute(new Dispute(request.reason(), act.by(), act.today(), null, null))
                .awaited(dates.within(Awaited.What.DISPUTE_RULING, settings.ruleWithin(), act)));
    }

    /** A dispute that is not upheld gives the unit its time to claim once more. */
    Finding disputeRuled(Finding seen, DisputeRuling request, Act act) {
        Dispute ruled = requireNonNull(seen.dispute())
                .with(dispute -> dispute.upheld(request.upheld()).comment(request.comment()));
        return seen.with(next -> next.dispute(ruled)
                .status(request.upheld() ? FindingStatus.WAIVED : FindingStatus.ASSIGNED)
                .awaited(request.upheld() ? null : dates.within(Awaited.What.CLAIM, settings.claimWithin(), act)));
    }

    Finding planned(Finding seen, PlanRequest request, Act act) {
        List<Measure> measures = request.measures().stream()
                .map(one -> new Measure(one.text(), one.owner(), one.dueOn(), 0))
                .toList();
        return seen.with(next -> next.status(FindingStatus.PLAN_REVIEW)
                .plan(new Plan(measures, act.by(), act.today(), null, null))
                .awaited(dates.within(Awaited.What.PLAN_APPROVAL, settings.ruleWithin(), act)));
    }

    Finding planRuled(Finding seen, PlanApproval request, Act act) {
        Finding ruled = seen.withPlan(requireNonNull(seen.plan())
                .with(plan -> plan.approved(request.approved()).comment(request.comment())));
        return request.approved() ? rectifying(ruled, act) : claimed(ruled, act);
    }

    private Finding rectifying(Finding seen, Act act) {
        return seen.with(next -> next.status(FindingStatus.RECTIFYING).awaited(report(seen, act)));
    }

    private Awaited report(Finding seen, Act act) {
        return dates.within(Awaited.What.PROGRESS, settings.reportEvery(), act, seen.dueOn());
    }

    Finding progressed(Finding seen, ProgressReport request, Act act) {
        Progress report = new Progress(
                request.measure(),
                request.percent(),
                request.text(),
                request.shown(),
                request.evidenceOn(),
                act.by(),
                act.now());
        Awaited next = seen.status() == FindingStatus.CLOSED_SUSTAINED ? evidence(act) : report(seen, act);
        Finding reported =
                seen.withProgress(Remark.latest(seen.progress(), report)).withAwaited(next);
        Plan plan = seen.plan();
        Integer place = report.measure();
        if (plan == null || place == null) {
            return reported;
        }
        List<Measure> measures = new ArrayList<>(plan.measures());
        measures.set(place, measures.get(place).withPercent(report.percent()));
        return reported.withPlan(plan.withMeasures(measures));
    }

    Finding extensionAsked(Finding seen, ExtensionRequest request, Act act) {
        return seen.withExtensions(Remark.latest(
                seen.extensions(), new Extension(request.to(), request.reason(), act.by(), act.today(), null, null)));
    }

    Finding extensionRuled(Finding seen, ExtensionRuling request, Act act) {
        List<Extension> all = new ArrayList<>(seen.extensions());
        Extension asked = all.removeLast();
        all.add(asked.with(next -> next.granted(request.granted()).comment(request.comment())));
        Finding ruled = seen.withExtensions(all);
        return request.granted() ? due(ruled, asked.to(), act).withExtended(seen.extended() + 1) : ruled;
    }

    Finding closureAsked(Finding seen, ClosureRequest request, Act act) {
        return seen.with(next -> next.status(FindingStatus.VERIFYING)
                .report(new Report(request.report(), request.shown(), act.by(), act.now()))
                .verifications(List.of())
                .awaited(null));
    }

    Finding refused(Finding seen, Reason request, Act act) {
        return rectifying(
                seen.with(next -> next.refusals(Remark.latest(seen.refusals(), Remark.of(request.reason(), act)))
                        .refused(seen.refused() + 1)
                        .verifications(List.of())),
                act);
    }

    /** One more person found it done; a key finding needs two. */
    Finding verified(Finding seen, Comment request, Act act) {
        Finding verified = seen.withVerifications(
                Remark.latest(seen.verifications(), new Verification(act.by(), act.now(), request.comment())));
        if (seen.key() && verified.verifications().size() < 2) {
            return verified;
        }
        boolean sustained = seen.rectify() == Rectify.SUSTAINED;
        return verified.with(next -> next.status(sustained ? FindingStatus.CLOSED_SUSTAINED : FindingStatus.CLOSED)
                .closedOn(act.today())
                .awaited(sustained ? evidence(act) : null));
    }

    /** It was closed and shows again. */
    Finding reopened(Finding seen, Reason request, Act act) {
        return again(seen.withReopenings(Remark.latest(seen.reopenings(), Remark.of(request.reason(), act))), act);
    }

    /** Rectification goes on, with a new due date; what was done of the plan did not hold, and is to be done again. */
    private Finding again(Finding seen, Act act) {
        Plan plan = seen.plan();
        Plan fresh = plan == null
                ? null
                : plan.withMeasures(
                        plan.measures().stream().map(one -> one.withPercent(0)).toList());
        return due(rectifying(seen, act), dates.after(act.today(), settings.relapseWithin()), act)
                .with(next -> next.plan(fresh).closedOn(null).report(null).verifications(List.of()));
    }

    Finding drawn(Finding seen, Drawn request, Act act) {
        Look look = new Look(request.campaign(), act.today(), null, null, null, null, List.of());
        return seen.with(next -> next.status(FindingStatus.REINSPECTING).looks(Remark.latest(seen.looks(), look)));
    }

    /** What the second look found; whatever is not confirmed is opened again. */
    Finding looked(Finding seen, Looked request, Act act) {
        List<Look> all = new ArrayList<>(seen.looks());
        Look drawn = all.removeLast();
        all.add(drawn.with(next -> next.outcome(request.outcome())
                .by(act.by())
                .on(act.today())
                .comment(request.comment())
                .evidence(request.evidence())));
        Finding looked = seen.withLooks(all);
        return request.outcome() == Look.Outcome.CONFIRMED
                ? looked.withStatus(FindingStatus.CONFIRMED)
                : again(looked.withRelapses(seen.relapses() + 1), act);
    }

    Finding transferred(Finding seen, Transfer request, Act act) {
        return seen.withTransfers(Remark.latest(
                seen.transfers(), new Finding.Transferred(request.organ(), request.reason(), act.by(), act.today())));
    }

    Finding waived(Finding seen, Reason request, Act act) {
        return seen.with(next -> next.status(FindingStatus.WAIVED)
                .waiver(Remark.of(request.reason(), act))
                .awaited(null));
    }

    /** It was said that what is awaited did not come; the next progress report is awaited a period later. */
    Finding urged(Finding seen, Act act) {
        Awaited awaited = requireNonNull(seen.awaited());
        return seen.withAwaited(awaited.what() == Awaited.What.PROGRESS ? report(seen, act) : awaited.said());
    }

    private static Finding due(Finding seen, LocalDate dueOn, Act act) {
        return seen.with(next -> next.dueOn(dueOn).ladder(Ladder.armed(dueOn, act.today())));
    }

    private Awaited evidence(Act act) {
        return new Awaited(Awaited.What.EVIDENCE, act.today().plusMonths(settings.sustainedEvery()), false);
    }
}
