package huikan.review.task;

import static huikan.review.access.Relation.ISSUER;
import static huikan.review.access.Relation.SYSTEM;
import static huikan.review.task.TaskListStatus.DRAFT;
import static huikan.review.task.TaskListStatus.ISSUED;
import static huikan.review.workflow.Awaited.What.SETTLING;

import huikan.events.SupervisionEvent.TaskListMoved;
import huikan.review.task.TaskListRequests.Draft;
import huikan.review.workflow.CaseFactory;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Workflow;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** 任务清单: what a list goes through; what becomes of each measure once it is issued is in {@link TaskWorkflow}. */
@Configuration(proxyBeanMethods = false)
@Import(TaskListRules.class)
class TaskListWorkflow {

    static final String KIND = "task-lists";

    @Bean
    Cases<TaskList, TaskListStatus> taskListCases(
            CaseFactory factory, TaskListRules rules, TaskListSteps steps, TaskTotals totals) {
        return factory.cases(Workflow.of(KIND, TaskList.class, TaskListStatus.class)
                .named("任务清单", "task list")
                // spotless:off
                .opens("draw-up", "拟稿", Draft.class, "a supervisor", (draft, act) -> TaskListRules.owner(act), rules::draft, steps::drawnUp)
                // the whole draft anew
                .move("redraft", "改稿", Draft.class).by(ISSUER).from(DRAFT).stays()   .checks(rules::draft).does(TaskListSteps::redrafted)
                // each measure becomes a task of its lead unit
                .move("issue", "印发")               .by(ISSUER).from(DRAFT).to(ISSUED)
                        .checks(TaskListRules::whole).does(TaskListSteps::issued)
                .move("settle", "落实")              .by(SYSTEM).from(ISSUED).stays()  .on(SETTLING).does(steps::settled)
                // spotless:on
                .publishes((after, step) -> new TaskListMoved(
                        after.id(), after.agency(), after.leaves().size(), step))
                .computesAlone("goals", TaskTotals.GoalTotal[].class, (one, act) -> totals.of(one))
                .build());
    }
}
