package huikan.review.review;

import static huikan.review.access.Relation.ISSUER;
import static huikan.review.access.Relation.PERSON;
import static huikan.review.access.Relation.SUPERIOR_REVIEWER;
import static huikan.review.access.Relation.SYSTEM;
import static huikan.review.access.Relation.UNIT;
import static huikan.review.access.Relation.UNIT_LEADER;
import static huikan.review.review.ReviewStatus.APPROVED;
import static huikan.review.review.ReviewStatus.RETURNED;
import static huikan.review.review.ReviewStatus.WAITING;
import static huikan.review.review.ReviewStatus.WITHDRAWN;

import huikan.review.review.ReviewRequests.HandOver;
import huikan.review.review.ReviewRequests.Pass;
import huikan.review.review.ReviewRequests.Replaced;
import huikan.review.review.ReviewRequests.Return;
import huikan.review.review.ReviewRequests.SecrecyReview;
import huikan.review.review.ReviewRequests.TakenBack;
import huikan.review.workflow.CaseFactory;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Workflow;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 审核: the review of a submission, level after level, and its publication. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReviewSettings.class)
class ReviewWorkflow {

    static final String KIND = "reviews";
    private static final String DECISIONS = "decisions";

    /** An accepted submission gets its review. */
    static final String OPEN = "open";

    @Bean
    Cases<Review, ReviewStatus> reviewCases(CaseFactory factory, ReviewSteps steps, ObjectProvider<Reviews> reviews) {
        ReviewRules rules = new ReviewRules(reviews::getObject);
        return factory.cases(Workflow.of(KIND, Review.class, ReviewStatus.class)
                .named("审核", "review")
                // spotless:off
                // from here on nobody else decides at this level, and the agency does not withdraw it any more
                .move("claim", "认领")                                  .by(SUPERIOR_REVIEWER).from(WAITING).stays()
                        .notBy(ReviewRules::ownFiling, ReviewRules::relayedByThem, ReviewRules::signed).unless(ReviewRules::outOfTurn, ReviewRules::othersTurn).does(ReviewSteps::claimed)
                .move("hand-over", "移交", HandOver.class)              .by(PERSON, ISSUER)   .from(WAITING).stays()
                        .does(ReviewSteps::handedOver)
                .move("pass", "通过", Pass.class).at(DECISIONS)         .by(SUPERIOR_REVIEWER).from(WAITING).to(WAITING, APPROVED)
                        .notBy(ReviewRules::ownFiling, ReviewRules::relayedByThem, ReviewRules::signed).unless(ReviewRules::outOfTurn, ReviewRules::othersTurn)
                        .checks(rules::pass).does(steps::passed)
                .move("return", "退回补正", Return.class).at(DECISIONS) .by(SUPERIOR_REVIEWER).from(WAITING).to(RETURNED)
                        .notBy(ReviewRules::ownFiling, ReviewRules::relayedByThem, ReviewRules::signed).unless(ReviewRules::outOfTurn, ReviewRules::othersTurn)
                        .checks(ReviewRules::sendBack).does(steps::sentBack)
                // at the last level a PASS is final
                .move("recall", "收回")                                 .by(SUPERIOR_REVIEWER).from(WAITING).stays()
                        .notBy(ReviewRules::othersPass).unless(ReviewRules::decidedAbove).does(steps::recalled)
                // figures below changed, and nobody approved those that stand now
                .move("void", "作废", TakenBack.class)                  .by(SYSTEM)           .from(WAITING, APPROVED).to(WAITING)
                        .does(steps::voided)
                // the same of one whose approval counts on while a correction waits
                .move("lapse", "失效", TakenBack.class)                 .by(SYSTEM)           .from(APPROVED).to(WITHDRAWN)
                        .does(ReviewSteps::lapsed)
                // a withdrawal may cross with a decision; it was first where the submission is kept
                .move("withdraw", "撤回")                               .by(SYSTEM)           .from(WAITING, RETURNED, APPROVED).to(WITHDRAWN)
                        .does(ReviewSteps::withdrawn)
                .move("replace", "被替换", Replaced.class)              .by(SYSTEM)           .from(WAITING).to(WITHDRAWN)
                        .does(ReviewSteps::replaced)
                .move("secrecy-review", "保密审查", SecrecyReview.class).by(UNIT_LEADER)      .from(APPROVED).stays()
                        .unless(ReviewRules::lookedAt).checks(ReviewRules::secrecy).does(ReviewSteps::secrecyReviewed)
                .move("publish", "公开")                                .by(UNIT)             .from(APPROVED).stays()
                        .unless(ReviewRules::unpublishable).notBy(ReviewRules::clearedByThem).does(ReviewSteps::published)
                // spotless:on
                .urgesAgain(status -> status == WAITING, (seen, act) -> seen.withUrged(true))
                .publishesEach(ReviewEvents::of)
                .answers(new ReviewAnswers())
                .keeps("superior", Review::superior)
                .keeps("level", one -> one.level() == null ? null : one.level().name())
                .keeps("consolidates", ReviewSteps::consolidates)
                .indexed("seenBy", "status", "level", "opened")
                .indexed("status", "opened")
                .indexed("superior", "cycle")
                .indexedWhereKept("consolidates")
                .alsoUnchanged("stirs")
                .withoutWaitingNotices()
                // the moves are added to every kind's view
                .viewed((one, act) -> ReviewView.of(one, act.today(), List.of()))
                .build());
    }
}
