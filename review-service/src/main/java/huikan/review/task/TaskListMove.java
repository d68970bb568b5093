package huikan.review.task;

import static huikan.review.matter.Actor.SUPERVISOR;
import static huikan.review.matter.Actor.SYSTEM;
import static huikan.review.task.TaskListStatus.DRAFT;
import static huikan.review.task.TaskListStatus.ISSUED;

import huikan.review.matter.Actor;
import huikan.review.matter.Move;
import huikan.review.matter.MoveTable;
import java.util.Map;
import java.util.Set;

/** The table of task lists; what becomes of each task afterwards is in {@link TaskMove}. */
public enum TaskListMove implements Move<TaskListStatus> {
    DRAW_UP(SUPERVISOR, rows()),
    /** The whole draft anew. */
    REDRAFT(SUPERVISOR, rows().row(DRAFT, DRAFT)),
    ISSUE(SUPERVISOR, rows().row(DRAFT, ISSUED)),
    /** Each measure becomes a task of its lead unit. */
    SETTLE(SYSTEM, rows().row(ISSUED, ISSUED));

    private final Set<Actor> by;
    private final Map<TaskListStatus, Set<TaskListStatus>> leads;

    TaskListMove(Actor by, MoveTable<TaskListStatus> rows) {
        this.by = Set.of(by);
        this.leads = rows.leads();
    }

    private static MoveTable<TaskListStatus> rows() {
        return new MoveTable<>(TaskListStatus.class);
    }

    @Override
    public Map<TaskListStatus, Set<TaskListStatus>> leads() {
        return leads;
    }

    @Override
    public Set<Actor> by() {
        return by;
    }
}
