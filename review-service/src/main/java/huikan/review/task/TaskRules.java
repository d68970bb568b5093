package huikan.review.task;

import huikan.review.matter.Actor;
import huikan.review.matter.MoveRules;
import huikan.service.security.Caller;
import java.time.LocalDate;
import java.util.Optional;

/** Who may do what with a task: its lead unit does the work, who issued the list checks it. */
final class TaskRules implements MoveRules<Task, TaskMove> {

    @Override
    public boolean acts(Actor actor, Task task, Caller caller) {
        return actor.isOf(task.agency(), task.owner(), caller);
    }

    @Override
    public Optional<String> obstacle(TaskMove move, Task task, LocalDate today) {
        return Optional.empty();
    }
}
