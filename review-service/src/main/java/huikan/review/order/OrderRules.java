package huikan.review.order;

import huikan.review.finding.Finding;
import huikan.review.finding.FindingStatus;
import huikan.review.finding.Findings;
import huikan.review.matter.Actor;
import huikan.review.matter.MoveRules;
import huikan.service.security.Caller;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Who may do what with an order, and what the table does not say. */
final class OrderRules implements MoveRules<Order, OrderMove> {

    private final Findings findings;

    OrderRules(Findings findings) {
        this.findings = findings;
    }

    @Override
    public boolean acts(Actor actor, Order order, Caller caller) {
        return actor.isOf(order.agency(), String.valueOf(order.issuer().agency()), caller);
    }

    @Override
    public Optional<String> obstacle(OrderMove move, Order order, LocalDate today) {
        if (move == OrderMove.ISSUE && order.number() == null) {
            return Optional.of("Its number is being given at this moment.");
        }
        if (move == OrderMove.COMPLETE) {
            List<String> open = order.findings().stream()
                    .filter(finding -> !isSettled(finding))
                    .toList();
            return open.isEmpty()
                    ? Optional.empty()
                    : Optional.of("It is complete when its findings are closed or waived; open are " + open + ".");
        }
        return Optional.empty();
    }

    /** One that was merged is settled with the one that was kept. */
    private boolean isSettled(String id) {
        Optional<Finding> finding = findings.find(id);
        while (finding.isPresent() && finding.get().status() == FindingStatus.MERGED) {
            finding = findings.find(String.valueOf(finding.get().mergedInto()));
        }
        return finding.isPresent() && finding.get().status().isSettled();
    }
}
