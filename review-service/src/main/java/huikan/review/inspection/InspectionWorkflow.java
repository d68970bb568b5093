package huikan.review.inspection;

import static huikan.review.access.Relation.ISSUER;
import static huikan.review.access.Relation.PERSON;
import static huikan.review.access.Relation.SYSTEM;
import static huikan.review.access.Relation.UNIT;
import static huikan.review.inspection.InspectionStatus.APPROVED;
import static huikan.review.inspection.InspectionStatus.CLOSED;
import static huikan.review.inspection.InspectionStatus.CONCLUDING;
import static huikan.review.inspection.InspectionStatus.FED_BACK;
import static huikan.review.inspection.InspectionStatus.GROUPED;
import static huikan.review.inspection.InspectionStatus.LOOKING_BACK;
import static huikan.review.inspection.InspectionStatus.PROPOSED;
import static huikan.review.inspection.InspectionStatus.RUNNING;
import static huikan.review.workflow.Awaited.What.SETTLING;

import com.mongodb.client.MongoDatabase;
import huikan.events.SupervisionEvent.InspectionMoved;
import huikan.review.inspection.InspectedUnit.Paper;
import huikan.review.inspection.InspectionRequests.BatchClosing;
import huikan.review.inspection.InspectionRequests.BatchRequest;
import huikan.review.inspection.InspectionRequests.FeedbackRequest;
import huikan.review.inspection.InspectionRequests.Groups;
import huikan.review.inspection.InspectionRequests.Proposal;
import huikan.review.inspection.InspectionRequests.ReviewRequest;
import huikan.review.inspection.InspectionRequests.ReviewRuling;
import huikan.review.inspection.InspectionRequests.SummaryRequest;
import huikan.review.inspection.InspectionRequests.Visit;
import huikan.review.workflow.CaseFactory;
import huikan.review.workflow.CaseParts;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Opening;
import huikan.review.workflow.Workflow;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** 督察: what an inspection goes through. */
@Configuration(proxyBeanMethods = false)
@Import({GroupRules.class, InspectionRules.class})
@EnableConfigurationProperties(InspectionSettings.class)
class InspectionWorkflow {

    static final String KIND = "inspections";

    @Bean
    FrequencyCap frequencyCap(
            MongoDatabase database,
            InspectionSettings settings,
            ObjectProvider<Cases<Inspection, InspectionStatus>> inspections) {
        return new FrequencyCap(database, settings.mostAYear(), inspections::getObject);
    }

    @Bean
    CaseParts<InspectedUnit> inspectedUnits(MongoDatabase database) {
        return new CaseParts<>(database, KIND, "units", InspectedUnit.class);
    }

    @Bean
    CaseParts<Paper> workingPapers(MongoDatabase database) {
        return new CaseParts<>(database, KIND, "papers", Paper.class);
    }

    @Bean
    Cases<Inspection, InspectionStatus> inspectionCases(
            CaseFactory factory,
            InspectionRules rules,
            GroupRules groups,
            InspectionSteps steps,
            FeedbackSteps feedback,
            InspectionViews views) {
        return factory.cases(Workflow.of(KIND, Inspection.class, InspectionStatus.class)
                .named("督察", "inspection")
                // spotless:off
                .opens("propose", "立项", Proposal.class, "a supervisor",
                        Opening.bySupervisor("A supervisor proposes an inspection."), rules::proposal, steps::proposed)
                .move("approve", "批准")                                 .by(ISSUER).from(PROPOSED).to(APPROVED)
                        .notBy(rules::proposed).does((seen, act) -> seen.with(next -> next.status(APPROVED).approvedBy(act.by())))
                .move("groups", "编组", Groups.class)                    .by(ISSUER).from(APPROVED).to(GROUPED)
                        .checks(groups::groups).does(steps::grouped)
                .move("batch", "批次", BatchRequest.class)               .by(ISSUER).from(GROUPED, RUNNING).to(RUNNING)
                        .checks(rules::batch).does(steps::batched)
                // by somebody of the group that visits the unit
                .move("visit", "走访", Visit.class)                      .by(PERSON).from(RUNNING).stays()
                        .checks(rules::visit).does(steps::visited)
                // by the leader of the group
                .move("batch-closing", "结束批次", BatchClosing.class)   .by(PERSON).from(RUNNING).stays()
                        .onlyBy(InspectionRules::notLeading).checks(rules::batchClosing).does(steps::batchClosed)
                .move("conclude", "汇总")                                .by(ISSUER).from(RUNNING).to(CONCLUDING)
                        .unless(InspectionRules::unfinished).does(steps::concluded)
                // one unit after the other, or all of them at once; with the last one it is fed back
                .move("feedback", "反馈", FeedbackRequest.class)         .by(ISSUER).from(CONCLUDING).to(CONCLUDING, FED_BACK)
                        .checks(rules::feedback).does(feedback::fedBack)
                .move("objection", "申请复核", ReviewRequest.class)      .by(UNIT)  .from(CONCLUDING, FED_BACK).stays()
                        .unless(rules::objecting).does(feedback::objected)
                .move("objection-ruling", "复核决定", ReviewRuling.class).by(ISSUER).from(CONCLUDING, FED_BACK).stays()
                        .unless(InspectionRules::nothingAsked).checks(InspectionRules::ruling).does(feedback::ruled)
                .move("look-back", "回头看")                             .by(ISSUER).from(FED_BACK).to(LOOKING_BACK)
                        .unless(InspectionRules::askedAndNotRuled).does(InspectionSteps::lookingBack)
                .move("close", "结束", SummaryRequest.class)             .by(ISSUER).from(LOOKING_BACK).to(CLOSED).does(steps::closed)
                // what was fed back and ruled is carried to the units and into the findings, some units after the other
                .move("settle", "落实")                                  .by(SYSTEM).from(CONCLUDING, FED_BACK).stays()
                        .on(SETTLING).does(feedback::settled)
                // spotless:on
                // a report, a feedback or a ruling did not come in time
                .urges(Set.of(RUNNING, CONCLUDING, FED_BACK)::contains, Inspection::withAwaited)
                .publishes((after, step) -> new InspectionMoved(
                        after.id(),
                        after.agency(),
                        after.under(),
                        after.announced(),
                        after.members().stream().map(Inspection.Member::agency).toList(),
                        after.told().stream().map(Inspection.Dated::agency).toList(),
                        step))
                .hides("members", "told", "objected", "objecting", "touched", "opinion", "visitedIn")
                .computesAlone("units", InspectionViews.UnitView[].class, views::units)
                .shows(InspectionViews::part)
                .showsTrailTo((one, caller) -> one.isSeenWholeBy(caller))
                .foundBy("visitedIn")
                .build());
    }
}
