package huikan.review.reinspection;

import static java.util.Objects.requireNonNull;

import huikan.review.finding.Finding;
import huikan.review.finding.Finding.Look.Outcome;
import huikan.review.finding.Findings;
import huikan.review.finding.SecondLooks;
import huikan.review.matter.Cause;
import huikan.review.matter.Desk;
import huikan.review.order.OrdersAtOnce;
import huikan.review.reinspection.Reinspection.Item;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Carries what a re-inspection decided into the findings, and issues the orders that follow at once. The decision is written
 * first, with a timer that is due at once; this comes after it, as often as it takes.
 */
@Component
class Settlement {

    private final SecondLooks looks;
    private final Findings findings;
    private final OrdersAtOnce orders;
    private final Desk<ReinspectionStatus, Reinspection, ReinspectionMove> desk;

    Settlement(
            SecondLooks looks,
            Findings findings,
            OrdersAtOnce orders,
            Desk<ReinspectionStatus, Reinspection, ReinspectionMove> desk) {
        this.looks = looks;
        this.findings = findings;
        this.orders = orders;
        this.desk = desk;
    }

    /** The campaign with all of it carried out; as somebody else left it, when they were quicker. */
    Reinspection settle(Reinspection decided) {
        if (decided.awaited() == null || !decided.awaited().isSettling()) {
            return decided;
        }
        Reinspection settled = decided.withAwaited(null);
        for (Item item : decided.items()) {
            settled = settled.withItem(settled(item, decided));
        }
        return desk.doneBySystem(decided, ReinspectionMove.SETTLE, settled, decided.by(), desk.told())
                .orElse(settled);
    }

    private Item settled(Item item, Reinspection campaign) {
        if (item.skipped() || item.order() != null) {
            return item;
        }
        Outcome outcome = item.outcome();
        if (outcome == null) {
            boolean begun = looks.begin(item.finding(), campaign.id(), campaign.by());
            return begun ? item : item.passedOver();
        }
        looks.end(item.finding(), campaign.id(), outcome, requireNonNull(item.by()), item.comment(), item.evidence());
        return outcome == Outcome.CONFIRMED ? item : item.ordered(ordered(item, campaign, outcome));
    }

    private String ordered(Item item, Reinspection campaign, Outcome outcome) {
        String id = Cause.id("reinspections/" + campaign.id() + "/" + item.finding());
        Finding finding = findings.find(item.finding()).orElseThrow();
        orders.issue(id, finding, "回头看：" + finding.title(), matter(outcome, item.comment()), requireNonNull(item.by()));
        return id;
    }

    private static String matter(Outcome outcome, @Nullable String comment) {
        String found = switch (outcome) {
            case RELAPSED -> "问题反弹，限期重新整改。";
            case FALSE_RECTIFICATION -> "虚假整改：限期重新整改，约谈责任单位负责人，线索移送纪检监察机关。";
            case NOT_RECTIFIED -> "未整改，限期整改。";
            case CONFIRMED -> "";
        };
        return comment == null || comment.isBlank() ? found : found + comment;
    }
}
