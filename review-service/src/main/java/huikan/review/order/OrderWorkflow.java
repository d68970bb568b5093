package huikan.review.order;

import static huikan.review.access.Relation.ISSUER;
import static huikan.review.access.Relation.SYSTEM;
import static huikan.review.access.Relation.UNIT;
import static huikan.review.order.OrderStatus.ARCHIVED;
import static huikan.review.order.OrderStatus.CANCELLED;
import static huikan.review.order.OrderStatus.COMPLETED;
import static huikan.review.order.OrderStatus.DRAFT;
import static huikan.review.order.OrderStatus.HANDLING;
import static huikan.review.order.OrderStatus.ISSUED;
import static huikan.review.order.OrderStatus.RECEIVED;
import static huikan.review.order.OrderStatus.REGISTERED;
import static huikan.review.order.OrderStatus.REPLIED;
import static huikan.review.order.OrderStatus.VERIFYING;
import static huikan.review.workflow.Awaited.What.ARCHIVING;
import static huikan.review.workflow.Awaited.What.NUMBER;

import huikan.events.SupervisionEvent.OrderMoved;
import huikan.review.order.OrderRequests.Draft;
import huikan.review.order.OrderRequests.Handle;
import huikan.review.workflow.CaseFactory;
import huikan.review.workflow.Cases;
import huikan.review.workflow.DueDates;
import huikan.review.workflow.Opening;
import huikan.review.workflow.Requests.Reason;
import huikan.review.workflow.Requests.ReplyRequest;
import huikan.review.workflow.SupervisionSettings;
import huikan.review.workflow.Workflow;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** 督办单: what an order goes through. */
@Configuration(proxyBeanMethods = false)
@Import(OrderRules.class)
@EnableConfigurationProperties(OrderSettings.class)
class OrderWorkflow {

    static final String KIND = "orders";

    @Bean
    Cases<Order, OrderStatus> orderCases(
            CaseFactory factory,
            OrderRules rules,
            OrderSteps steps,
            OrderSettings settings,
            SupervisionSettings supervision) {
        return factory.cases(Workflow.of(KIND, Order.class, OrderStatus.class)
                .named("督办单", "order")
                // spotless:off
                .opens("draw-up", "拟稿", Draft.class, "a superior's supervisor",
                        Opening.bySuperior(Draft::agency, "An order is drawn up by a superior's supervisor."), rules::draft, steps::drawnUp)
                .move("register", "立项")                       .by(ISSUER)              .from(DRAFT).to(REGISTERED)
                        .notBy(rules::drafted).does(steps::registered)
                // the number that a registered order is sure to get
                .move("number", "编号")                         .by(SYSTEM)              .from(REGISTERED).stays()
                        .on(NUMBER).does(steps::numbered)
                .move("issue", "印发")                          .by(ISSUER)              .from(REGISTERED).to(ISSUED)
                        .unless(OrderRules::withoutNumber).notBy(rules::draftedOrRegistered).checks(DueDates::notPast).does(steps::issued)
                .move("receive", "签收")                        .by(UNIT)                .from(ISSUED).to(RECEIVED)    .does(steps::received)
                .move("handle", "承办", Handle.class)           .by(UNIT)                .from(RECEIVED).to(HANDLING)
                        .checks(rules::handling).does(steps::handling)
                .move("reply", "反馈", ReplyRequest.class)      .by(supervision.leader()).from(HANDLING).to(REPLIED)
                        .checks(rules::reply).does(steps::replied)
                .move("reply-refusal", "退回反馈", Reason.class).by(ISSUER)              .from(REPLIED).to(HANDLING).does(steps::replyRefused)
                .move("reply-acceptance", "接受反馈")           .by(ISSUER)              .from(REPLIED).to(VERIFYING)
                        .does((seen, act) -> seen.withStatus(VERIFYING))
                .move("complete", "办结")                       .by(ISSUER)              .from(VERIFYING).to(COMPLETED)
                        .unless(rules::openFindings).does(steps::completed)
                // it keeps its number
                .move("cancel", "撤销", Reason.class)           .by(ISSUER)              .from(ISSUED, RECEIVED, HANDLING).to(CANCELLED)
                        .does(steps::cancelled)
                .move("archive", "归档")                        .by(SYSTEM)              .from(COMPLETED).to(ARCHIVED)
                        .on(ARCHIVING).does((seen, act) -> seen.with(next -> next.status(ARCHIVED).awaited(null)))
                // spotless:on
                .escalates(settings.rungs(), Order::withLadder)
                .urges(OrderStatus::open, Order::withAwaited)
                .publishes((after, step) -> new OrderMoved(
                        after.id(),
                        after.agency(),
                        after.above(),
                        String.valueOf(after.issuer().agency()),
                        after.number(),
                        after.urgency().name(),
                        after.findings(),
                        after.dueOn(),
                        step))
                .asksFirst(rules::askOfAll)
                .build());
    }
}
