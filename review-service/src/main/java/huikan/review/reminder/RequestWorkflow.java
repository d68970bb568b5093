package huikan.review.reminder;

import static huikan.review.access.Relation.SUPERIOR;
import static huikan.review.access.Relation.SYSTEM;
import static huikan.review.access.Relation.UNIT;
import static huikan.review.reminder.RequestStatus.ASKED;
import static huikan.review.reminder.RequestStatus.GRANTED;
import static huikan.review.reminder.RequestStatus.LAPSED;
import static huikan.review.reminder.RequestStatus.REFUSED;
import static huikan.review.reminder.RequestStatus.WITHDRAWN;

import huikan.events.SupervisionEvent.RequestMoved;
import huikan.review.reminder.FilingRequest.Ask;
import huikan.review.reminder.FilingRequest.AskAgain;
import huikan.review.workflow.CaseFactory;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Requests.Comment;
import huikan.review.workflow.Requests.Reason;
import huikan.review.workflow.Workflow;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 申请延期, 申请免报: what a request about a filing that is owed goes through. What is granted submission-service does. */
@Configuration(proxyBeanMethods = false)
class RequestWorkflow {

    static final String KIND = "requests";

    @Bean
    Cases<FilingRequest, RequestStatus> requestCases(CaseFactory factory, RequestSteps steps) {
        return factory.cases(Workflow.of(KIND, FilingRequest.class, RequestStatus.class)
                .named("申请", "request for more time or an excuse")
                // spotless:off
                .opens("ask", "申请", Ask.class, "reporter or supervisor of the agency that owes it",
                        RequestSteps::refusal, steps::check, steps::asked)
                .move("ask-again", "再次申请", AskAgain.class)  .by(UNIT)    .from(GRANTED, REFUSED, WITHDRAWN, LAPSED).to(ASKED)
                        .unless(RequestSteps::tooOften).checks(steps::checkAgain).does(steps::askedAgain)
                .move("grant", "同意", Comment.class)           .by(SUPERIOR).from(ASKED).to(GRANTED)
                        .unless(steps::settled).does(RequestSteps::granted)
                .move("refuse", "不同意", Reason.class)         .by(SUPERIOR).from(ASKED).to(REFUSED).does(RequestSteps::refused)
                .move("withdraw", "撤回")                       .by(UNIT)    .from(ASKED).to(WITHDRAWN)
                        .does((seen, act) -> RequestSteps.ended(seen, WITHDRAWN, null))
                // the filing came, or is owed no more
                .move("lapse", "失效")                          .by(SYSTEM)  .from(ASKED).to(LAPSED)
                        .does((seen, act) -> RequestSteps.ended(seen, LAPSED, null))
                // spotless:on
                .urges(RequestStatus::open, FilingRequest::withAwaited)
                .publishes((after, step) -> new RequestMoved(
                        after.id(),
                        after.cycle(),
                        after.agency(),
                        after.above(),
                        after.wish().name(),
                        after.to(),
                        after.reason(),
                        step))
                .computes("title", String.class, (one, act) -> one.title())
                .foundBy("cycle")
                .filteredBy("cycle", String.class)
                .build());
    }
}
