package huikan.review.reminder;

import static huikan.review.access.Relation.SUPERIOR;
import static huikan.review.access.Relation.SYSTEM;
import static huikan.review.reminder.ReminderStatus.CLOSED;
import static huikan.review.reminder.ReminderStatus.DUE;
import static huikan.review.reminder.ReminderStatus.FILED;

import huikan.events.SupervisionEvent.ReminderMoved;
import huikan.events.Topics;
import huikan.review.reminder.Reminder.Amended;
import huikan.review.workflow.CaseFactory;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Remark;
import huikan.review.workflow.Requests.Reason;
import huikan.review.workflow.Workflow;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 催报: what the reminder of a filing goes through. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ReminderSettings.class)
class ReminderWorkflow {

    static final String KIND = "reminders";

    @Bean
    Cases<Reminder, ReminderStatus> reminderCases(
            CaseFactory factory, ReminderSettings settings, FilingsRead filings, Obligations obligations) {
        return factory.cases(Workflow.of(KIND, Reminder.class, ReminderStatus.class)
                .named("催报", "reminder of a filing")
                // spotless:off
                .move("file", "报送")                     .by(SYSTEM)  .from(DUE).to(FILED).does((seen, act) -> seen.withStatus(FILED))
                // the filing was withdrawn: it is owed again
                .move("withdraw", "撤回报送")             .by(SYSTEM)  .from(FILED).to(DUE).does(Reminder::owedAgain)
                // no filing is taken any more
                .move("lapse", "报送截止")                .by(SYSTEM)  .from(DUE).to(CLOSED).does((seen, act) -> seen.withStatus(CLOSED))
                .move("excuse", "免报")                   .by(SYSTEM)  .from(DUE).to(CLOSED).does((seen, act) -> seen.withStatus(CLOSED))
                // a superior gave the agency more time, or asks for it after all
                .move("amend", "改期", Amended.class)     .by(SYSTEM)  .from(DUE, CLOSED).to(DUE).does(Reminder::amended)
                .move("close", "结束催报", Reason.class)  .by(SUPERIOR).from(DUE).to(CLOSED)
                        .does((seen, request, act) -> seen.with(next -> next.status(CLOSED).closing(Remark.of(request.reason(), act))))
                // spotless:on
                .escalates(settings.rungs(), Reminder::withLadder)
                // whoever filed a moment ago is not reminded
                .knownUntil(
                        filings::knownUntil,
                        reminder -> obligations.isDue(Topics.obligationKey(reminder.cycle(), reminder.agency())))
                .publishes((after, step) -> new ReminderMoved(
                        after.id(), after.cycle(), after.agency(), after.above(), after.dueOn(), step))
                .computes("title", String.class, (one, act) -> one.title())
                // its rungs are what people hear of
                .withoutWaitingNotices()
                .foundBy("cycle")
                .filteredBy("cycle", String.class)
                .build());
    }
}
