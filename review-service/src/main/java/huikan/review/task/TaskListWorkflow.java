package huikan.review.task;

import static huikan.review.access.Relation.ISSUER;
import static huikan.review.access.Relation.SYSTEM;
import static huikan.review.task.TaskListStatus.DRAFT;
import static huikan.review.task.TaskListStatus.ISSUED;

import huikan.events.SupervisionEvent.TaskListMoved;
import huikan.review.task.TaskListRequests.Draft;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.CaseFactory;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Move;
import huikan.review.workflow.Workflow;
import huikan.service.outbox.OutboxSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** 任务清单: what a list goes through; what becomes of each measure once it is issued is in {@link TaskWorkflow}. */
@Configuration(proxyBeanMethods = false)
@Import(TaskListRules.class)
class TaskListWorkflow {

    static final String KIND = "task-lists";

    @Bean
    OutboxSource taskListSource() {
        return new OutboxSource(KIND);
    }

    @Bean
    Cases<TaskList, TaskListStatus> taskListCases(
            CaseFactory factory, TaskListRules rules, TaskListSteps steps, TaskTotals totals) {
        return factory.cases(Workflow.of(KIND, TaskList.class, TaskListStatus.class)
                .named("任务清单", "task list")
                .opens(
                        "draw-up",
                        "拟稿",
                        Draft.class,
                        "a supervisor",
                        (draft, act) -> TaskListRules.owner(act),
                        rules::draft,
                        steps::drawnUp)
                // the whole draft anew
                .move("redraft", "改稿", Draft.class)
                .by(ISSUER)
                .from(DRAFT)
                .stays()
                .checks((seen, request, act, violations) -> rules.draft(request, act, violations))
                .does((seen, request, act) ->
                        seen.with(next -> next.title(request.title()).aspects(request.tree())))
                // each measure becomes a task of its lead unit
                .move("issue", "印发")
                .by(ISSUER)
                .from(DRAFT)
                .to(ISSUED)
                .checks((seen, nothing, act, violations) -> TaskListRules.whole(seen, act, violations))
                .does((seen, nothing, act) -> seen.with(next ->
                        next.status(ISSUED).issuedOn(act.today()).by(act.by()).awaited(Awaited.settling(act.today()))))
                .move("settle", "落实")
                .by(SYSTEM)
                .from(ISSUED)
                .stays()
                .on(Awaited.What.SETTLING, seen -> new Move.None())
                .does((seen, nothing, act) -> steps.settled(seen, act))
                .publishes((after, step) -> new TaskListMoved(
                        after.id(), after.agency(), after.leaves().size(), step))
                .computesAlone("goals", TaskTotals.GoalTotal[].class, (one, act) -> totals.of(one))
                .build());
    }
}
