package huikan.review.task;

import huikan.review.matter.Actor;
import huikan.review.matter.Change;
import huikan.review.matter.Desk;
import huikan.review.matter.Matters;
import huikan.review.matter.Person;
import huikan.review.task.Task.Adjustment;
import huikan.review.task.TaskList.Rhythm;
import huikan.review.testing.TableOverHttp;
import huikan.trail.TrailStep.Made;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class TaskTableIT extends TableOverHttp<TaskStatus, TaskMove> {

    private static final LocalDate DUE = LocalDate.of(2024, 6, 28);

    @Autowired
    Matters<TaskStatus, Task> tasks;

    @Autowired
    Desk<TaskStatus, Task, TaskMove> desk;

    TaskTableIT() {
        super(TaskStatus.class, TaskMove.class, Set.of(TaskStatus.DONE, TaskStatus.ADJUSTED));
    }

    @Override
    protected String in(TaskStatus status, TaskMove move) {
        String id = UUID.randomUUID().toString();
        Adjustment adjustment = new Adjustment(
                "x", Person.TIMER, DUE, "x", "210902-gov", List.of("210900-gov"), List.of(), DUE, "x", id + "-2");
        Task task = TaskBuilder.builder()
                .id(id)
                .agency("210902-gov")
                .status(status)
                .list("x")
                .number("1.1.1")
                .aspect("x")
                .goal("x")
                .title("x")
                .owner("210900-gov")
                .supporting(List.of())
                .dueOn(DUE)
                .deliverable("x")
                .reports(Rhythm.MONTHLY)
                .edition(1)
                .progress(List.of())
                .refusals(List.of())
                .adjustment(status == TaskStatus.ADJUSTED ? adjustment : null)
                .above(List.of("210900-gov", "210000-gov"))
                .openedAt(clock.instant())
                .head("")
                .build();
        tasks.open(new Change<>(task, new Made("open", "somebody", null, clock.instant()), null), desk.told())
                .orElseThrow();
        return "/api/tasks/" + id;
    }

    @Override
    protected String body(TaskMove move) {
        return switch (move) {
            case REPORT -> "{'percent': 10}";
            case APPLY_DONE -> "{'report': 'x', 'deliverable': ['sha256:" + "a".repeat(64) + "']}";
            case REJECT, ADJUST -> "{'reason': 'x'}";
            default -> null;
        };
    }

    @Override
    protected String actor(TaskMove move) {
        return move.by().contains(Actor.UNIT) ? "210902-gov" : "210900-gov.supervisor";
    }
}
