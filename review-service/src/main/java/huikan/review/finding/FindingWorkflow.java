package huikan.review.finding;

import static huikan.review.access.Relation.SUPERIOR;
import static huikan.review.access.Relation.SUPERIOR_INSPECTOR;
import static huikan.review.access.Relation.SYSTEM;
import static huikan.review.access.Relation.UNIT;
import static huikan.review.finding.FindingStatus.ASSIGNED;
import static huikan.review.finding.FindingStatus.CLAIMED;
import static huikan.review.finding.FindingStatus.CLOSED;
import static huikan.review.finding.FindingStatus.CLOSED_SUSTAINED;
import static huikan.review.finding.FindingStatus.CONFIRMED;
import static huikan.review.finding.FindingStatus.DISPUTED;
import static huikan.review.finding.FindingStatus.MERGED;
import static huikan.review.finding.FindingStatus.PLAN_REVIEW;
import static huikan.review.finding.FindingStatus.RECTIFYING;
import static huikan.review.finding.FindingStatus.REGISTERED;
import static huikan.review.finding.FindingStatus.REINSPECTING;
import static huikan.review.finding.FindingStatus.VERIFYING;
import static huikan.review.finding.FindingStatus.WAIVED;
import static huikan.review.workflow.Awaited.What.EVIDENCE;

import huikan.events.SupervisionEvent.FindingMoved;
import huikan.review.access.Units;
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
import huikan.review.workflow.CaseFactory;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Evidence;
import huikan.review.workflow.Requests.Comment;
import huikan.review.workflow.Requests.Reason;
import huikan.review.workflow.SupervisionSettings;
import huikan.review.workflow.Workflow;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 整改问题: what a finding goes through, one row a move, in the order of its life. */
@Configuration(proxyBeanMethods = false)
class FindingWorkflow {

    static final String KIND = "findings";

    @Bean
    Cases<Finding, FindingStatus> findingCases(
            CaseFactory factory,
            FindingSteps steps,
            Units units,
            Evidence evidence,
            ObjectProvider<Cases<Finding, FindingStatus>> findings,
            SupervisionSettings settings) {
        FindingRules rules = new FindingRules(units, evidence, findings::getObject, settings);
        return factory.cases(Workflow.of(KIND, Finding.class, FindingStatus.class)
                .named("整改问题", "finding")
                // spotless:off
                .opens("register", "登记", Registration.class,
                        "a superior's supervisor, inspector or reviewer; the unit itself after a self-check",
                        rules::registrar, rules::registration, steps::registered)
                .move("merge", "去重", Merge.class)                         .by(SUPERIOR)         .from(REGISTERED).to(MERGED)
                        .checks(rules::merge).does(steps::merged)
                .move("assign", "交办", Assign.class)                       .by(SUPERIOR)         .from(REGISTERED).to(ASSIGNED)
                        .checks(rules::assignment).does(steps::assigned)
                // IMMEDIATE needs no plan
                .move("claim", "认领")                                      .by(UNIT)             .from(ASSIGNED).to(CLAIMED, RECTIFYING)
                        .does(steps::claimed)
                .move("dispute", "申辩", Reason.class)                      .by(UNIT)             .from(ASSIGNED).to(DISPUTED)
                        .unless(FindingRules::disputing).does(steps::disputed)
                .move("dispute-ruling", "申辩裁定", DisputeRuling.class)    .by(SUPERIOR)         .from(DISPUTED).to(ASSIGNED, WAIVED)
                        .does(steps::disputeRuled)
                .move("plan", "整改方案", PlanRequest.class)                .by(settings.leader()).from(CLAIMED).to(PLAN_REVIEW)
                        .checks(FindingRules::plan).does(steps::planned)
                // one that is not approved goes back to the unit
                .move("plan-approval", "方案审批", PlanApproval.class)      .by(SUPERIOR)         .from(PLAN_REVIEW).to(RECTIFYING, CLAIMED)
                        .checks(FindingRules::planApproval).does(steps::planRuled)
                .move("progress", "进展", ProgressReport.class)             .by(UNIT)             .from(RECTIFYING, CLOSED_SUSTAINED).stays()
                        .checks(rules::progress).does(steps::progressed)
                .move("extension", "延期申请", ExtensionRequest.class)      .by(settings.leader()).from(RECTIFYING).stays()
                        .unless(rules::extending).checks(FindingRules::extension).does(steps::extensionAsked)
                .move("extension-ruling", "延期裁定", ExtensionRuling.class).by(SUPERIOR)         .from(RECTIFYING).stays()
                        .unless(FindingRules::nothingPending).does(steps::extensionRuled)
                .move("closure-request", "申请销号", ClosureRequest.class)  .by(settings.leader()).from(RECTIFYING).to(VERIFYING)
                        .unless(FindingRules::unfinished).checks(rules::closure).does(steps::closureAsked)
                .move("refusal", "退回", Reason.class)                      .by(SUPERIOR, SUPERIOR_INSPECTOR).from(VERIFYING).to(RECTIFYING)
                        .does(steps::refused)
                // of a key finding, two people: the first leaves it as it is
                .move("closing", "销号", Comment.class)                     .by(SUPERIOR, SUPERIOR_INSPECTOR)
                        .from(VERIFYING).to(VERIFYING, CLOSED, CLOSED_SUSTAINED)
                        .notBy(FindingRules::reportedOrVerified).does(steps::verified)
                .move("reopening", "重新打开", Reason.class)                .by(SUPERIOR)         .from(CLOSED, CLOSED_SUSTAINED).to(RECTIFYING)
                        .on(EVIDENCE, FindingRules::noEvidence).does(steps::reopened)
                .move("sample", "抽取回头看", Drawn.class)                  .by(SYSTEM)           .from(CLOSED).to(REINSPECTING)
                        .does(steps::drawn)
                .move("confirm", "回头看属实", Looked.class)                .by(SYSTEM)           .from(REINSPECTING).to(CONFIRMED)
                        .does(steps::looked)
                .move("relapse", "反弹", Looked.class)                      .by(SYSTEM)           .from(REINSPECTING).to(RECTIFYING)
                        .does(steps::looked)
                .move("false-rectification", "虚假整改", Looked.class)      .by(SYSTEM)           .from(REINSPECTING).to(RECTIFYING)
                        .does(steps::looked)
                .move("not-rectified", "未整改", Looked.class)              .by(SYSTEM)           .from(REINSPECTING).to(RECTIFYING)
                        .does(steps::looked)
                .move("transfer", "移送问题线索", Transfer.class)           .by(SUPERIOR)         .from(FindingRules::transferable).stays()
                        .does(steps::transferred)
                // the inspection that found it was overruled
                .move("waive", "免除", Reason.class)                        .by(SYSTEM)           .from(FindingStatus::open).to(WAIVED)
                        .does(steps::waived)
                // spotless:on
                .escalates(settings.rungs(), Finding::withLadder)
                .urgesAgain(FindingStatus::open, steps::urged)
                .publishes((after, step) -> new FindingMoved(
                        after.id(),
                        after.agency(),
                        after.above(),
                        after.source().kind().name(),
                        after.category(),
                        after.rectify().name(),
                        after.key(),
                        after.dueOn(),
                        after.registeredBy().agency(),
                        step))
                .hides("superiors", "refused", "extended")
                .computes("percent", int.class, (one, act) -> one.percent())
                .filteredBy("key", Boolean.class)
                .build());
    }
}
