package huikan.review.task;

import static huikan.review.matter.Actor.SUPERVISOR;
import static huikan.review.matter.Actor.SYSTEM;
import static huikan.review.matter.Actor.UNIT;
import static huikan.review.task.TaskStatus.ACCEPTED;
import static huikan.review.task.TaskStatus.ADJUSTED;
import static huikan.review.task.TaskStatus.CHECKING;
import static huikan.review.task.TaskStatus.DONE;
import static huikan.review.task.TaskStatus.IN_PROGRESS;
import static huikan.review.task.TaskStatus.ISSUED;

import huikan.review.matter.Actor;
import huikan.review.matter.Move;
import huikan.review.matter.MoveTable;
import java.util.Map;
import java.util.Set;

/** The table of tasks: each move with the states that it leads from and to, and who makes it. */
public enum TaskMove implements Move<TaskStatus> {
    /** It is issued with its list, or as a new edition of one that was adjusted. */
    OPEN(SYSTEM, rows()),
    ACCEPT(UNIT, rows().row(ISSUED, ACCEPTED)),
    START(UNIT, rows().row(ACCEPTED, IN_PROGRESS)),
    REPORT(UNIT, rows().row(IN_PROGRESS, IN_PROGRESS)),
    APPLY_DONE(UNIT, rows().row(IN_PROGRESS, CHECKING)),
    CONFIRM(SUPERVISOR, rows().row(CHECKING, DONE)),
    REJECT(SUPERVISOR, rows().row(CHECKING, IN_PROGRESS)),
    /** What is to be done changes: a new edition is issued in its place. */
    ADJUST(SUPERVISOR, rows().row(ISSUED, ADJUSTED).row(ACCEPTED, ADJUSTED).row(IN_PROGRESS, ADJUSTED)),
    /** The new edition is there. */
    SETTLE(SYSTEM, rows().row(ADJUSTED, ADJUSTED)),
    /** The ladder climbed by a rung. */
    ESCALATE(SYSTEM, rows().unchanged(TaskStatus::isOpen)),
    /** It was not taken on, or not reported on, in time. */
    URGE(SYSTEM, rows().unchanged(TaskStatus::isOpen));

    private final Set<Actor> by;
    private final Map<TaskStatus, Set<TaskStatus>> leads;

    TaskMove(Actor by, MoveTable<TaskStatus> rows) {
        this.by = Set.of(by);
        this.leads = rows.leads();
    }

    private static MoveTable<TaskStatus> rows() {
        return new MoveTable<>(TaskStatus.class);
    }

    @Override
    public Map<TaskStatus, Set<TaskStatus>> leads() {
        return leads;
    }

    @Override
    public Set<Actor> by() {
        return by;
    }
}
