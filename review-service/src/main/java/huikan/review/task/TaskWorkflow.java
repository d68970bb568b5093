package huikan.review.task;

import static huikan.review.access.Relation.ISSUER;
import static huikan.review.access.Relation.SYSTEM;
import static huikan.review.access.Relation.UNIT;
import static huikan.review.task.TaskStatus.ACCEPTED;
import static huikan.review.task.TaskStatus.ADJUSTED;
import static huikan.review.task.TaskStatus.CHECKING;
import static huikan.review.task.TaskStatus.DONE;
import static huikan.review.task.TaskStatus.IN_PROGRESS;
import static huikan.review.task.TaskStatus.ISSUED;
import static huikan.review.workflow.Awaited.What.SETTLING;

import huikan.events.SupervisionEvent.TaskMoved;
import huikan.review.task.TaskRequests.Adjust;
import huikan.review.task.TaskRequests.Done;
import huikan.review.task.TaskRequests.Report;
import huikan.review.workflow.CaseFactory;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Evidence;
import huikan.review.workflow.Requests.Reason;
import huikan.review.workflow.SupervisionSettings;
import huikan.review.workflow.Workflow;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 任务: what a measure of a list goes through: its lead unit does the work, who issued the list checks it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TaskSettings.class)
class TaskWorkflow {

    static final String KIND = "tasks";

    /** It is issued with its list, or as a new edition of one that was adjusted. */
    static final String OPEN = "open";

    @Bean
    Cases<Task, TaskStatus> taskCases(
            CaseFactory factory,
            TaskSteps steps,
            TaskLights lights,
            TaskSettings settings,
            SupervisionSettings supervision,
            Evidence evidence) {
        return factory.cases(Workflow.of(KIND, Task.class, TaskStatus.class)
                .named("任务", "task")
                // spotless:off
                .move("accept", "认领")                    .by(UNIT)                .from(ISSUED).to(ACCEPTED)
                        .does((seen, act) -> seen.with(next -> next.status(ACCEPTED).awaited(null)))
                .move("start", "启动")                     .by(UNIT)                .from(ACCEPTED).to(IN_PROGRESS).does(steps::started)
                .move("report", "报告进展", Report.class)  .by(UNIT)                .from(IN_PROGRESS).stays()
                        .checks(evidence.at("/evidence", Report::evidence)).does(steps::reported)
                .move("apply-done", "申请验收", Done.class).by(supervision.leader()).from(IN_PROGRESS).to(CHECKING)
                        .checks(evidence.at("/deliverable", Done::deliverable)).does(TaskSteps::done)
                .move("confirm", "验收")                   .by(ISSUER)              .from(CHECKING).to(DONE)
                        .notBy(TaskSteps::completed).does((seen, act) -> seen.withStatus(DONE))
                .move("reject", "退回", Reason.class)      .by(ISSUER)              .from(CHECKING).to(IN_PROGRESS)
                        .notBy(TaskSteps::completed).does(steps::rejected)
                // what is to be done changes: a new edition is issued in its place
                .move("adjust", "调整", Adjust.class)      .by(ISSUER)              .from(ISSUED, ACCEPTED, IN_PROGRESS).to(ADJUSTED)
                        .checks(steps::checkAdjustment).does(steps::adjusted)
                .move("settle", "落实")                    .by(SYSTEM)              .from(ADJUSTED).stays()
                        .on(SETTLING).does(steps::succeeded)
                // spotless:on
                .escalates(settings.rungs(), Task::withLadder)
                .urgesAgain(TaskStatus::open, steps::urged)
                .publishes((after, step) -> new TaskMoved(
                        after.id(),
                        after.agency(),
                        after.above(),
                        after.owner(),
                        after.list(),
                        after.number(),
                        after.edition(),
                        after.percent(),
                        after.dueOn(),
                        step))
                .computes("light", TaskLights.Light.class, (one, act) -> lights.of(one.pace()))
                .filteredBy("list", String.class)
                .foundBy("list")
                .build());
    }
}
