package huikan.review.finding;

import static java.util.Objects.requireNonNull;

import huikan.review.finding.Finding.Assignment;
import huikan.review.finding.Finding.Dispute;
import huikan.review.finding.Finding.Extension;
import huikan.review.finding.Finding.Look;
import huikan.review.finding.Finding.Measure;
import huikan.review.finding.Finding.Plan;
import huikan.review.finding.Finding.Progress;
import huikan.review.finding.Finding.Rectify;
import huikan.review.finding.Finding.Report;
import huikan.review.finding.Finding.Verification;
import huikan.review.matter.Agenda;
import huikan.review.matter.Awaited;
import huikan.review.matter.Ladder;
import huikan.review.matter.Person;
import huikan.review.matter.Remark;
import huikan.review.matter.SupervisionSettings;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each move makes of a finding. Whether it may be made was asked before. */
@Component
class FindingSteps {

    private final Agenda agenda;
    private final SupervisionSettings settings;

    FindingSteps(Agenda agenda, SupervisionSettings settings) {
        this.agenda = agenda;
        this.settings = settings;
    }

    Finding merged(Finding seen, String into) {
        return seen.with(next -> next.status(FindingStatus.MERGED).mergedInto(into));
    }

    /**
     * @param above everybody above the lead, so that they see it too
     */
    Finding assigned(Finding seen, Assignment assignment, List<String> above, LocalDate dueOn) {
        List<String> all = new ArrayList<>(seen.above());
        above.stream().filter(code -> !all.contains(code)).forEach(all::add);
        return due(seen, dueOn)
                .with(next -> next.status(FindingStatus.ASSIGNED)
                        .assignment(assignment)
                        .above(List.copyOf(all))
                        .awaited(agenda.within(Awaited.What.CLAIM, settings.claimWithin())));
    }

    Finding claimed(Finding seen) {
        if (seen.rectify() == Rectify.IMMEDIATE) {
            return rectifying(seen);
        }
        return seen.with(next ->
                next.status(FindingStatus.CLAIMED).awaited(agenda.within(Awaited.What.PLAN, settings.planWithin())));
    }

    Finding disputed(Finding seen, String reason, Person by) {
        return seen.with(next -> next.status(FindingStatus.DISPUTED)
                .dispute(new Dispute(reason, by, agenda.date(), null, null))
                .awaited(agenda.within(Awaited.What.DISPUTE_RULING, settings.ruleWithin())));
    }

    /** A dispute that is not upheld gives the unit its time to claim once more. */
    Finding ruled(Finding seen, boolean upheld, @Nullable String comment) {
        Dispute dispute = requireNonNull(seen.dispute());
        Dispute ruled = new Dispute(dispute.reason(), dispute.by(), dispute.on(), upheld, comment);
        return seen.with(next -> next.dispute(ruled)
                .status(upheld ? FindingStatus.WAIVED : FindingStatus.ASSIGNED)
                .awaited(upheld ? null : agenda.within(Awaited.What.CLAIM, settings.claimWithin())));
    }

    Finding planned(Finding seen, List<Measure> measures, Person by) {
        return seen.with(next -> next.status(FindingStatus.PLAN_REVIEW)
                .plan(new Plan(measures, by, agenda.date(), null, null))
                .awaited(agenda.within(Awaited.What.PLAN_APPROVAL, settings.ruleWithin())));
    }

    Finding planRuled(Finding seen, boolean approved, @Nullable String comment) {
        Plan plan = requireNonNull(seen.plan());
        Finding ruled = seen.withPlan(new Plan(plan.measures(), plan.by(), plan.on(), approved, comment));
        return approved ? rectifying(ruled) : claimed(ruled);
    }

    private Finding rectifying(Finding seen) {
        return seen.with(next -> next.status(FindingStatus.RECTIFYING)
                .awaited(agenda.within(Awaited.What.PROGRESS, settings.reportEvery())));
    }

    Finding progressed(Finding seen, Progress report) {
        Awaited next = seen.status() == FindingStatus.CLOSED_SUSTAINED
                ? evidence()
                : agenda.within(Awaited.What.PROGRESS, settings.reportEvery());
        Finding reported = seen.withProgress(plus(seen.progress(), report)).withAwaited(next);
        Plan plan = seen.plan();
        Integer place = report.measure();
        if (plan == null || place == null) {
            return reported;
        }
        List<Measure> measures = new ArrayList<>(plan.measures());
        Measure measure = measures.get(place);
        measures.set(place, new Measure(measure.text(), measure.owner(), measure.dueOn(), report.percent()));
        return reported.withPlan(new Plan(measures, plan.by(), plan.on(), plan.approved(), plan.comment()));
    }

    Finding extensionAsked(Finding seen, LocalDate to, String reason, Person by) {
        return seen.withExtensions(plus(seen.extensions(), new Extension(to, reason, by, agenda.date(), null, null)));
    }

    Finding extensionRuled(Finding seen, boolean granted, @Nullable String comment) {
        List<Extension> all = new ArrayList<>(seen.extensions());
        Extension asked = all.removeLast();
        all.add(new Extension(asked.to(), asked.reason(), asked.by(), asked.on(), granted, comment));
        Finding ruled = seen.withExtensions(List.copyOf(all));
        return granted ? due(ruled, asked.to()) : ruled;
    }

    Finding closureAsked(Finding seen, String text, List<String> evidence, Person by) {
        return seen.with(next -> next.status(FindingStatus.VERIFYING)
                .report(new Report(text, evidence, by, agenda.now()))
                .verifications(List.of())
                .awaited(null));
    }

    Finding refused(Finding seen, String reason, Person by) {
        Remark refusal = new Remark(reason, by, agenda.date());
        return rectifying(
                seen.with(next -> next.refusals(plus(seen.refusals(), refusal)).verifications(List.of())));
    }

    /** One more person found it done; a key finding needs two. */
    Finding verified(Finding seen, Person by, @Nullable String comment) {
        Finding verified =
                seen.withVerifications(plus(seen.verifications(), new Verification(by, agenda.now(), comment)));
        if (seen.key() && verified.verifications().size() < 2) {
            return verified;
        }
        boolean sustained = seen.rectify() == Rectify.SUSTAINED;
        return verified.with(next -> next.status(sustained ? FindingStatus.CLOSED_SUSTAINED : FindingStatus.CLOSED)
                .closedOn(agenda.date())
                .awaited(sustained ? evidence() : null));
    }

    /** It was closed and shows again. */
    Finding reopened(Finding seen, String reason, Person by) {
        return again(seen.withReopenings(plus(seen.reopenings(), new Remark(reason, by, agenda.date()))));
    }

    /** Rectification goes on, with a new due date; what was done of the plan did not hold, and is to be done again. */
    private Finding again(Finding seen) {
        Plan plan = seen.plan();
        Plan fresh = plan == null
                ? null
                : new Plan(
                        plan.measures().stream()
                                .map(one -> new Measure(one.text(), one.owner(), one.dueOn(), 0))
                                .toList(),
                        plan.by(),
                        plan.on(),
                        plan.approved(),
                        plan.comment());
        return due(rectifying(seen), agenda.inWorkingDays(settings.relapseWithin()))
                .with(next -> next.plan(fresh).closedOn(null).report(null).verifications(List.of()));
    }

    Finding drawn(Finding seen, String campaign) {
        Look look = new Look(campaign, agenda.date(), null, null, null, null, List.of());
        return seen.with(next -> next.status(FindingStatus.REINSPECTING).looks(plus(seen.looks(), look)));
    }

    /** What the second look found; whatever is not confirmed is opened again. */
    Finding looked(Finding seen, Look.Outcome outcome, Person by, @Nullable String comment, List<String> evidence) {
        List<Look> all = new ArrayList<>(seen.looks());
        Look drawn = all.removeLast();
        all.add(new Look(drawn.campaign(), drawn.drawnOn(), outcome, by, agenda.date(), comment, evidence));
        Finding looked = seen.withLooks(List.copyOf(all));
        if (outcome == Look.Outcome.CONFIRMED) {
            return looked.withStatus(FindingStatus.CONFIRMED);
        }
        return again(looked.withRelapses(seen.relapses() + 1));
    }

    Finding waived(Finding seen, String reason, Person by) {
        return seen.with(next -> next.status(FindingStatus.WAIVED)
                .waiver(new Remark(reason, by, agenda.date()))
                .awaited(null));
    }

    /** It was said that what is awaited did not come; the next progress report is awaited a period later. */
    Finding urged(Finding seen) {
        Awaited awaited = requireNonNull(seen.awaited());
        return seen.withAwaited(
                awaited.what() == Awaited.What.PROGRESS
                        ? agenda.within(Awaited.What.PROGRESS, settings.reportEvery())
                        : awaited.said());
    }

    private Finding due(Finding seen, LocalDate dueOn) {
        return seen.with(next -> next.dueOn(dueOn).ladder(Ladder.armed(dueOn, agenda.date())));
    }

    private Awaited evidence() {
        return new Awaited(Awaited.What.EVIDENCE, agenda.date().plusMonths(settings.sustainedEvery()), false);
    }

    private static <E> List<E> plus(List<E> before, E one) {
        List<E> all = new ArrayList<>(before);
        all.add(one);
        return List.copyOf(all);
    }
}
