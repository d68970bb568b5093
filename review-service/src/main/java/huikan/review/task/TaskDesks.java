package huikan.review.task;

import com.mongodb.client.MongoDatabase;
import huikan.events.SupervisionEvent.TaskListMoved;
import huikan.events.SupervisionEvent.TaskMoved;
import huikan.review.calendar.Today;
import huikan.review.matter.Actor;
import huikan.review.matter.Agenda;
import huikan.review.matter.AtOnce;
import huikan.review.matter.Desk;
import huikan.review.matter.Matters;
import huikan.review.matter.MoveRules;
import huikan.review.matter.RungAction;
import huikan.review.matter.Timed;
import huikan.review.matter.Timers;
import huikan.service.outbox.OutboxRelays;
import huikan.service.outbox.OutboxSource;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where task lists and tasks are kept and make their moves, and where their timers go off. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TaskSettings.class)
class TaskDesks {

    private static final String LISTS = "task-lists";
    private static final String TASKS = "tasks";

    @Bean
    OutboxSource taskListSource() {
        return new OutboxSource(LISTS);
    }

    @Bean
    OutboxSource taskSource() {
        return new OutboxSource(TASKS);
    }

    @Bean
    Matters<TaskListStatus, TaskList> taskListMatters(MongoDatabase database, OutboxRelays relays) {
        return new Matters<>(database, relays, LISTS, TaskList.class);
    }

    @Bean
    Matters<TaskStatus, Task> taskMatters(MongoDatabase database, OutboxRelays relays) {
        return new Matters<>(database, relays, TASKS, Task.class, "list");
    }

    @Bean
    Desk<TaskListStatus, TaskList, TaskListMove> taskListMoves(
            Matters<TaskListStatus, TaskList> lists, Agenda agenda, Today today) {
        return new Desk<>(
                lists,
                TaskListMove.class,
                new ByTheOwner(),
                list -> agenda.next(list, List.of()),
                (after, step) -> new TaskListMoved(
                        after.id(), after.agency(), after.leaves().size(), step),
                today);
    }

    @Bean
    Desk<TaskStatus, Task, TaskMove> taskMoves(
            Matters<TaskStatus, Task> tasks, Agenda agenda, TaskSettings settings, Today today) {
        return new Desk<>(
                tasks,
                TaskMove.class,
                new TaskRules(),
                task -> agenda.next(task, settings.rungs()),
                (after, step) -> new TaskMoved(
                        after.id(),
                        after.agency(),
                        after.above(),
                        after.owner(),
                        after.list(),
                        after.number(),
                        after.edition(),
                        after.percent(),
                        after.dueOn(),
                        step),
                today);
    }

    @Bean
    Timed taskListTimers(Matters<TaskListStatus, TaskList> lists, TaskIssue issue) {
        return new AtOnce<>(lists, issue::settle);
    }

    @Bean
    Timers<TaskStatus, Task, TaskMove> taskTimers(
            Matters<TaskStatus, Task> tasks,
            Desk<TaskStatus, Task, TaskMove> desk,
            Agenda agenda,
            TaskSettings settings,
            TaskSteps steps,
            TaskIssue issue,
            List<RungAction> actions) {
        return new Timers<>(
                tasks,
                desk,
                agenda,
                new Timers.Steps<>(
                        settings.rungs(),
                        TaskMove.ESCALATE,
                        Task::withLadder,
                        actions,
                        TaskMove.URGE,
                        steps::urged,
                        (task, awaited) -> awaited.isSettling() && issue.succeed(task)));
    }

    /** Who issues a list changes it as long as it is a draft. */
    private static final class ByTheOwner implements MoveRules<TaskList, TaskListMove> {
        @Override
        public boolean acts(Actor actor, TaskList list, Caller caller) {
            return actor == Actor.SUPERVISOR && caller.actsFor(list.agency()) && caller.is(Role.SUPERVISOR);
        }

        @Override
        public Optional<String> obstacle(TaskListMove move, TaskList list, LocalDate today) {
            return Optional.empty();
        }
    }
}
