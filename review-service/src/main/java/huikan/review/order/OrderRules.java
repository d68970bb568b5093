package huikan.review.order;

import huikan.review.access.Units;
import huikan.review.finding.FindingLinks;
import huikan.review.order.OrderRequests.Draft;
import huikan.review.order.OrderRequests.Handle;
import huikan.review.workflow.Act;
import huikan.review.workflow.Evidence;
import huikan.review.workflow.Requests.ReplyRequest;
import huikan.service.request.Violations;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the rows of an order's workflow do not say. */
record OrderRules(FindingLinks links, Units units, Evidence evidence, OrderSettings settings) {

    private static final String SETTLED = "findings that are settled";

    void draft(Draft request, Act act, Violations violations) {
        units.requireThere("/agency", request.agency(), act.caller(), violations);
        links.check("/findings", request.linked(), request.agency(), act, violations);
        violations.notBefore("/dueOn", request.dueOn(), act.today());
    }

    /** Where a setting asks for it, an order is drafted, registered and issued by different people. */
    @Nullable
    String drafted(Order order, Act act) {
        return settings.separatePeople() && act.isBy(order.issuer())
                ? act.by().login() + " drew it up; another person registers it."
                : null;
    }

    @Nullable
    String draftedOrRegistered(Order order, Act act) {
        return settings.separatePeople() && (act.isBy(order.issuer()) || act.isBy(order.registeredBy()))
                ? act.by().login() + " drew it up or registered it; another person issues it."
                : null;
    }

    static @Nullable String withoutNumber(Order order, Act act) {
        return order.number() == null ? "Its number is being given at this moment." : null;
    }

    void handling(Order order, Handle request, Act act, Violations violations) {
        Units.Known helping = units.known(request.helping(), act.caller());
        helping.requireTeam("", null, request.helping(), violations);
        violations.addIf(
                request.helping().contains(order.agency()),
                "/supporting",
                "agency.twice",
                "It handles the order itself.");
    }

    void reply(Order order, ReplyRequest request, Act act, Violations violations) {
        evidence.check("/evidence", request.evidence(), act, violations);
    }

    /** One look for all findings of a page of orders. */
    void askOfAll(Collection<Order> orders, Act act) {
        List<String> findings = orders.stream()
                .filter(order -> order.status() == OrderStatus.VERIFYING)
                .flatMap(order -> order.findings().stream())
                .toList();
        Set<String> unused = act.fact(SETTLED, () -> links.settled(findings));
    }

    @Nullable
    String openFindings(Order order, Act act) {
        Set<String> settled = act.fact(SETTLED, () -> links.settled(order.findings()));
        List<String> open = order.findings().stream()
                .filter(finding -> !settled.contains(finding))
                .toList();
        return open.isEmpty() ? null : "It is complete when its findings are closed or waived; open are " + open + ".";
    }
}
