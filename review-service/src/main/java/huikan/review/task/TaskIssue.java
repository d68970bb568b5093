package huikan.review.task;

import static java.util.Objects.requireNonNull;

import huikan.review.directory.Directory;
import huikan.review.matter.Cause;
import huikan.review.matter.Desk;
import huikan.review.task.TaskList.Leaf;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Opens the tasks of a list that was issued, and the next edition of a task that was adjusted. What was decided is written
 * first, with a timer that is due at once; this comes after it, as often as it takes.
 */
@Component
class TaskIssue {

    private final Desk<TaskListStatus, TaskList, TaskListMove> lists;
    private final Desk<TaskStatus, Task, TaskMove> desk;
    private final TaskSteps steps;
    private final Directory directory;

    TaskIssue(
            Desk<TaskListStatus, TaskList, TaskListMove> lists,
            Desk<TaskStatus, Task, TaskMove> desk,
            TaskSteps steps,
            Directory directory) {
        this.lists = lists;
        this.desk = desk;
        this.steps = steps;
        this.directory = directory;
    }

    /** The list with all its tasks opened; as somebody else left it, when they were quicker. */
    TaskList settle(TaskList issued) {
        if (issued.awaited() == null || !issued.awaited().isSettling()) {
            return issued;
        }
        for (Leaf leaf : issued.leaves()) {
            String lead = requireNonNull(leaf.measure().lead());
            List<String> above = directory.above(lead).map(List::copyOf).orElse(List.of());
            Task fresh = steps.issued(id(issued.id() + "/" + leaf.number()), issued, leaf, above);
            var unusedTask = desk.openBySystem(fresh, TaskMove.OPEN, issued.by());
        }
        return lists.doneBySystem(issued, TaskListMove.SETTLE, issued.withAwaited(null), issued.by(), lists.told())
                .orElse(issued);
    }

    /** The edition that takes its place is there; always true. */
    boolean succeed(Task adjusted) {
        var by = requireNonNull(adjusted.adjustment()).by();
        var unusedTask = desk.openBySystem(steps.succeeding(adjusted), TaskMove.OPEN, by);
        var unusedEnd = desk.doneBySystem(adjusted, TaskMove.SETTLE, adjusted.withAwaited(null), by, desk.told());
        return true;
    }

    /** Always the same for one cause, so that it is opened once. */
    static String id(String cause) {
        return Cause.id("tasks/" + cause);
    }
}
