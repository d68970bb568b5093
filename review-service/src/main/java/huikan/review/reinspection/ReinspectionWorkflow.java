package huikan.review.reinspection;

import static huikan.review.access.Relation.ISSUER;
import static huikan.review.access.Relation.PERSON;
import static huikan.review.access.Relation.SYSTEM;
import static huikan.review.reinspection.ReinspectionStatus.CLOSED;
import static huikan.review.reinspection.ReinspectionStatus.DRAWN;
import static huikan.review.reinspection.ReinspectionStatus.PLANNED;
import static huikan.review.workflow.Awaited.What.SETTLING;

import com.mongodb.client.MongoDatabase;
import huikan.events.SupervisionEvent.ReinspectionMoved;
import huikan.review.reinspection.ReinspectionRequests.Assign;
import huikan.review.reinspection.ReinspectionRequests.OutcomeRequest;
import huikan.review.reinspection.ReinspectionRequests.Plan;
import huikan.review.workflow.CaseFactory;
import huikan.review.workflow.CaseParts;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Opening;
import huikan.review.workflow.Workflow;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** 回头看: what a re-inspection goes through. */
@Configuration(proxyBeanMethods = false)
@Import(ReinspectionRules.class)
@EnableConfigurationProperties(ReinspectionSettings.class)
class ReinspectionWorkflow {

    static final String KIND = "reinspections";

    @Bean
    CaseParts<Item> reinspectionItems(MongoDatabase database) {
        return new CaseParts<>(database, KIND, "items", Item.class);
    }

    @Bean
    Cases<Reinspection, ReinspectionStatus> reinspectionCases(
            CaseFactory factory, ReinspectionRules rules, ReinspectionSteps steps, CaseParts<Item> items) {
        return factory.cases(Workflow.of(KIND, Reinspection.class, ReinspectionStatus.class)
                .named("回头看", "re-inspection")
                // spotless:off
                .opens("plan", "立项", Plan.class, "a supervisor",
                        Opening.bySupervisor("A supervisor plans a re-inspection."), rules::plan, steps::planned)
                .move("draw", "抽取")                             .by(ISSUER).from(PLANNED).to(DRAWN).checks(rules::sample).does(steps::drawn)
                .move("assign", "指定复查人", Assign.class)       .by(ISSUER).from(DRAWN).stays().checks(rules::assignment).does(steps::assigned)
                // by the re-inspector to whom the finding was assigned
                .move("outcome", "复查结果", OutcomeRequest.class).by(PERSON).from(DRAWN).stays()
                        .notBy(ReinspectionRules::otherRole).checks(rules::outcome).does(steps::found)
                // what was drawn and found is carried into the findings and orders
                .move("settle", "落实")                           .by(SYSTEM).from(DRAWN).stays()    .on(SETTLING).does(steps::settled)
                // one from which nothing can be drawn is not there for ever
                .move("close", "结束")                            .by(ISSUER).from(PLANNED, DRAWN).to(CLOSED)
                        .unless(ReinspectionRules::unfinished).does((seen, act) -> seen.withStatus(CLOSED))
                // spotless:on
                .publishesEach((before, after, step) -> List.of(new ReinspectionMoved(
                        after.id(),
                        after.agency(),
                        after.under(),
                        after.draw(),
                        step.move().equals("draw") ? after.findings() : List.of(),
                        step)))
                .hides("findings", "begun", "workload", "touched", "unassigned")
                .computesAlone("items", Item[].class, (one, act) -> items.of(one.id()))
                .build());
    }
}
