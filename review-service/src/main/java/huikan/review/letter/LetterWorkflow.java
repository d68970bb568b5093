package huikan.review.letter;

import static huikan.review.access.Relation.ISSUER;
import static huikan.review.access.Relation.SYSTEM;
import static huikan.review.access.Relation.UNIT;
import static huikan.review.letter.LetterStatus.CLOSED;
import static huikan.review.letter.LetterStatus.DRAFT;
import static huikan.review.letter.LetterStatus.ISSUED;
import static huikan.review.letter.LetterStatus.RECEIVED;
import static huikan.review.letter.LetterStatus.REPLIED;
import static huikan.review.letter.LetterStatus.WITHDRAWN;
import static huikan.review.workflow.Awaited.What.NUMBER;

import huikan.events.SupervisionEvent.LetterMoved;
import huikan.review.letter.LetterRequests.Draft;
import huikan.review.workflow.CaseFactory;
import huikan.review.workflow.Cases;
import huikan.review.workflow.DueDates;
import huikan.review.workflow.Evidence;
import huikan.review.workflow.Opening;
import huikan.review.workflow.Requests.Comment;
import huikan.review.workflow.Requests.Reason;
import huikan.review.workflow.Requests.ReplyRequest;
import huikan.review.workflow.SupervisionSettings;
import huikan.review.workflow.Workflow;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 提示函, 督办函, 意见书, 决定书 and the other kinds: what a letter goes through. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LetterSettings.class)
class LetterWorkflow {

    static final String KIND = "letters";

    @Bean
    Cases<Letter, LetterStatus> letterCases(
            CaseFactory factory,
            LetterSteps steps,
            LetterSettings settings,
            SupervisionSettings supervision,
            Evidence evidence) {
        return factory.cases(Workflow.of(KIND, Letter.class, LetterStatus.class)
                .named("函", "letter")
                // spotless:off
                .opens("draw-up", "拟稿", Draft.class, "a superior's supervisor",
                        Opening.bySuperior(Draft::agency, "A letter is drawn up by a superior's supervisor."), steps::check, steps::drawnUp)
                .move("issue", "印发")                    .by(ISSUER)              .from(DRAFT).to(ISSUED)
                        .checks(DueDates::notPast).does(steps::issued)
                // the number that an issued letter is sure to get
                .move("number", "编号")                   .by(SYSTEM)              .from(ISSUED).stays().on(NUMBER).does(steps::numbered)
                .move("receive", "签收")                  .by(UNIT)                .from(ISSUED).to(RECEIVED)
                        .unless(LetterSteps::withoutNumber).does(LetterSteps::received)
                .move("reply", "回复", ReplyRequest.class).by(supervision.leader()).from(RECEIVED).to(REPLIED)
                        .checks(evidence.at("/evidence", ReplyRequest::evidence)).does(LetterSteps::replied)
                // of one that is to be replied to, after the reply
                .move("close", "办结", Comment.class)     .by(ISSUER)              .from(RECEIVED, REPLIED).to(CLOSED)
                        .unless(LetterSteps::withoutReply).does(LetterSteps::closed)
                // what it asked for has come by another way
                .move("fulfil", "已办", Comment.class)    .by(SYSTEM)              .from(ISSUED, RECEIVED).to(CLOSED).does(LetterSteps::closed)
                .move("withdraw", "撤回", Reason.class)   .by(ISSUER)              .from(DRAFT, ISSUED, RECEIVED).to(WITHDRAWN)
                        .unless(LetterSteps::withoutNumber).does(LetterSteps::withdrawn)
                // spotless:on
                .choices("kind", settings.codes())
                .escalates(settings.rungs(), Letter::withLadder)
                .urges(LetterStatus::open, Letter::withAwaited)
                .publishes((after, step) -> new LetterMoved(
                        after.id(),
                        after.agency(),
                        after.above(),
                        String.valueOf(after.issuer().agency()),
                        after.kind(),
                        after.number(),
                        after.findings(),
                        after.dueOn(),
                        step))
                .build());
    }
}
