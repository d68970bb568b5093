package huikan.review.reinspection;

import static java.util.Objects.requireNonNull;

import huikan.review.access.Units;
import huikan.review.draw.SuiteDraws;
import huikan.review.draw.SuiteDraws.Commitment;
import huikan.review.finding.Finding;
import huikan.review.finding.Finding.Look.Outcome;
import huikan.review.finding.SecondLooks;
import huikan.review.finding.SecondLooks.Closed;
import huikan.review.order.IssuedOrders;
import huikan.review.reinspection.ReinspectionRequests.Assign;
import huikan.review.reinspection.ReinspectionRequests.OutcomeRequest;
import huikan.review.reinspection.ReinspectionRequests.Plan;
import huikan.review.workflow.Act;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.CaseParts;
import huikan.review.workflow.DerivedId;
import huikan.text.Blank;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each move makes of a re-inspection. */
@Component
record ReinspectionSteps(
        ReinspectionRules rules,
        ReinspectionSettings settings,
        CaseParts<Item> items,
        SuiteDraws draws,
        SecondLooks looks,
        IssuedOrders orders,
        Units units) {

    private static final int FINDINGS_PER_STEP = 25;

    /** From here on the seed of its draw is fixed. */
    Reinspection planned(Plan request, Act act) {
        Commitment committed = draws.commit();
        String agency = requireNonNull(act.by().agency());
        return ReinspectionBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency(agency)
                .status(ReinspectionStatus.PLANNED)
                .title(request.title())
                .under(request.under())
                .closedFrom(settings.from(request, act))
                .closedTo(settings.to(request, act))
                .share(settings.share(request))
                .draw(committed.draw())
                .commitment(committed.commitment())
                .saltCommitment(committed.saltCommitment())
                .by(act.by())
                .above(units.above(agency))
                .openedAt(act.now())
                .head("")
                .build();
    }

    /** All key findings, and of the others a share. */
    Reinspection drawn(Reinspection seen, Act act) {
        List<Closed> closed = rules.closed(seen, act.caller());
        Sample sample = new Sample(closed);
        Set<String> chosen =
                new HashSet<>(sample.certain().stream().map(Closed::id).toList());
        if (sample.count(seen.share()) > 0) {
            chosen.addAll(draws.draw(
                    new Commitment(seen.draw(), seen.commitment(), seen.saltCommitment()),
                    seen.title(),
                    sample.pool(),
                    sample.count(seen.share()),
                    seen.agency(),
                    seen.above(),
                    seen.by()));
        }
        List<String> drawn = new ArrayList<>();
        for (Closed finding : closed) {
            if (chosen.contains(finding.id())) {
                Item item = Item.drawn(finding.id(), finding.agency(), finding.key(), sample.recurrences(finding));
                act.writes(items.part(seen.id(), finding.id(), item));
                drawn.add(finding.id());
            }
        }
        return seen.with(next -> next.status(ReinspectionStatus.DRAWN)
                .findings(drawn)
                .unassigned(drawn.size())
                .awaited(Awaited.settling(act.today())));
    }

    Reinspection assigned(Reinspection seen, Assign request, Act act) {
        Item before = items.find(seen.id(), request.finding()).orElseThrow();
        return changed(seen, before, before.withInspector(request.inspector()), act);
    }

    /** One that did not hold is opened again, and an order is issued at once. */
    Reinspection found(Reinspection seen, OutcomeRequest request, Act act) {
        Item before = items.find(seen.id(), request.finding()).orElseThrow();
        String order = request.outcome() == Outcome.CONFIRMED ? null : order(seen, request.finding());
        Item after = before.with(next -> next.outcome(request.outcome())
                .by(act.by())
                .on(act.today())
                .comment(request.comment())
                .evidence(request.shown())
                .order(order));
        return changed(seen, before, after, act)
                .with(next -> next.touched(request.finding()).awaited(Awaited.settling(act.today())));
    }

    private Reinspection changed(Reinspection seen, Item before, Item after, Act act) {
        act.writes(items.part(seen.id(), before.finding(), after));
        return seen.counted(before, after);
    }

    private static String order(Reinspection campaign, String finding) {
        return DerivedId.of("reinspections/" + campaign.id() + "/" + finding);
    }

    /**
     * Carries what was drawn or found into the findings and orders; done twice it is as done once. A step has a bound, however
     * many were drawn.
     */
    Reinspection settled(Reinspection seen, Act act) {
        String touched = seen.touched();
        if (touched != null) {
            carryOut(seen, items.find(seen.id(), touched).orElseThrow());
        }
        int from = seen.begun() == null ? 0 : seen.begun();
        int until = Math.min(from + FINDINGS_PER_STEP, seen.findings().size());
        Reinspection settled = seen;
        for (String finding : seen.findings().subList(from, until)) {
            Item item = items.find(seen.id(), finding).orElseThrow();
            if (!item.isDone() && !looks.begin(finding, seen.id(), seen.by())) {
                settled = changed(settled, item, item.withSkipped(true), act);
            }
        }
        boolean all = until == seen.findings().size();
        return settled.with(
                next -> next.touched(null).begun(until).awaited(all ? null : Awaited.settling(act.today())));
    }

    private void carryOut(Reinspection campaign, Item item) {
        Outcome outcome = requireNonNull(item.outcome());
        looks.end(item.finding(), campaign.id(), outcome, requireNonNull(item.by()), item.comment(), item.evidence());
        if (item.order() != null) {
            Finding finding = looks.find(item.finding()).orElseThrow();
            orders.issue(item.order(), finding, "回头看：" + finding.title(), matter(outcome, item.comment()), item.by());
        }
    }

    private static String matter(Outcome outcome, @Nullable String comment) {
        String found = switch (outcome) {
            case RELAPSED -> "问题反弹，限期重新整改。";
            case FALSE_RECTIFICATION -> "虚假整改：限期重新整改，约谈责任单位负责人，线索移送纪检监察机关。";
            case NOT_RECTIFIED -> "未整改，限期整改。";
            case CONFIRMED -> "";
        };
        return comment == null || Blank.is(comment) ? found : found + comment;
    }
}
