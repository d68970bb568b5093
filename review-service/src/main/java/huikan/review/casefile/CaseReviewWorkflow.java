package huikan.review.casefile;

import static huikan.review.access.Relation.ISSUER;
import static huikan.review.access.Relation.PERSON;
import static huikan.review.access.Relation.SYSTEM;
import static huikan.review.access.Relation.UNIT;
import static huikan.review.casefile.CaseReviewStatus.ARCHIVED;
import static huikan.review.casefile.CaseReviewStatus.CIRCULATED;
import static huikan.review.casefile.CaseReviewStatus.COLLECTED;
import static huikan.review.casefile.CaseReviewStatus.GRADED;
import static huikan.review.casefile.CaseReviewStatus.OBJECTED;
import static huikan.review.casefile.CaseReviewStatus.PLANNED;
import static huikan.review.casefile.CaseReviewStatus.SAMPLED;
import static huikan.review.casefile.CaseReviewStatus.SCORED;
import static huikan.review.workflow.Awaited.What.ARCHIVING;
import static huikan.review.workflow.Awaited.What.SETTLING;

import com.mongodb.client.MongoDatabase;
import huikan.events.SupervisionEvent.CaseReviewMoved;
import huikan.review.casefile.CaseFile.Ruled;
import huikan.review.casefile.CaseReviewRequests.DrawRequest;
import huikan.review.casefile.CaseReviewRequests.HandOver;
import huikan.review.casefile.CaseReviewRequests.ObjectionRequest;
import huikan.review.casefile.CaseReviewRequests.Plan;
import huikan.review.casefile.CaseReviewRequests.Reconsideration;
import huikan.review.casefile.CaseReviewRequests.ScoreRequest;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.CaseFactory;
import huikan.review.workflow.CaseParts;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Opening;
import huikan.review.workflow.Workflow;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** 案卷评查: what a case-file review goes through. */
@Configuration(proxyBeanMethods = false)
@Import(CaseReviewRules.class)
@EnableConfigurationProperties(CaseReviewSettings.class)
class CaseReviewWorkflow {

    static final String KIND = "case-reviews";

    @Bean
    CaseParts<CaseFile> caseFiles(MongoDatabase database) {
        return new CaseParts<>(database, KIND, "files", CaseFile.class);
    }

    @Bean
    CaseParts<Ruled> caseRulings(MongoDatabase database) {
        return new CaseParts<>(database, KIND, "rulings", Ruled.class);
    }

    @Bean
    Cases<CaseReview, CaseReviewStatus> caseReviewCases(
            CaseFactory factory,
            CaseReviewRules rules,
            CaseReviewSteps steps,
            CaseReviewSettings settings,
            CaseParts<CaseFile> files) {
        return factory.cases(Workflow.of(KIND, CaseReview.class, CaseReviewStatus.class)
                .named("案卷评查", "case-file review")
                // spotless:off
                .opens("plan", "计划", Plan.class, "a superior's supervisor",
                        Opening.bySuperior(Plan::agency, "A case-file review is planned by a superior's supervisor."), rules::plan, steps::planned)
                // the pool is frozen with the first draw, whatever comes after it
                .move("draw", "抽取案卷", DrawRequest.class)      .by(ISSUER).from(PLANNED).to(SAMPLED).checks(rules::draw).does(steps::sampled)
                // when every file is missing there is nothing to score
                .move("hand-over", "调卷", HandOver.class)        .by(UNIT)  .from(SAMPLED).to(COLLECTED, SCORED)
                        .checks(rules::handOver).does(steps::collected)
                // by each of the two scorers, file by file; the last one completes it
                .move("score", "评分", ScoreRequest.class)        .by(PERSON).from(COLLECTED).to(COLLECTED, SCORED)
                        .onlyBy(CaseReviewRules::elsewhere).checks(rules::score).does(steps::scored)
                .move("object", "异议", ObjectionRequest.class)   .by(UNIT)  .from(SCORED).to(OBJECTED)
                        .unless(CaseReviewRules::objecting).checks(rules::objection).does(steps::objected)
                .move("reconsider", "复议", Reconsideration.class).by(ISSUER).from(OBJECTED).to(SCORED)
                        .notBy(CaseReviewRules::scored).checks(CaseReviewRules::reconsideration).does(steps::reconsidered)
                .move("confirm", "定等次")                        .by(ISSUER).from(SCORED).to(GRADED)
                        .unless(CaseReviewRules::mayBeObjected).notBy(CaseReviewRules::scored).does(steps::graded)
                .move("circulate", "通报")                        .by(ISSUER).from(GRADED).to(CIRCULATED)
                        .does((seen, act) -> seen.with(next -> next.status(CIRCULATED).awaited(Awaited.settling(act.today()))))
                // what is wrong with the files becomes findings
                .move("settle", "落实")                           .by(SYSTEM).from(CIRCULATED).stays().on(SETTLING).does(steps::settled)
                .move("archive", "归档")                          .by(SYSTEM).from(CIRCULATED).to(ARCHIVED)
                        .on(ARCHIVING).does((seen, act) -> seen.with(next -> next.status(ARCHIVED).awaited(null)))
                // spotless:on
                .escalates(settings.rungs(), CaseReview::withLadder)
                .urges(Set.of(SAMPLED, OBJECTED)::contains, CaseReview::withAwaited)
                .publishes((after, step) -> new CaseReviewMoved(
                        after.id(),
                        after.agency(),
                        after.above(),
                        after.reviewer(),
                        after.standard().toString(),
                        after.draw(),
                        after.drawn().size(),
                        after.grades(),
                        step))
                .hides("reviewerAbove", "drawn", "unscored", "excellent", "qualified")
                .computesAlone("files", CaseFile[].class, (one, act) -> steps.files(one))
                .build());
    }
}
