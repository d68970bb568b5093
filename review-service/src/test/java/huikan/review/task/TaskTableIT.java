package huikan.review.task;

import huikan.review.task.Task.Adjustment;
import huikan.review.task.TaskList.Rhythm;
import huikan.review.testing.TableOverHttp;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Person;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class TaskTableIT extends TableOverHttp {

    private static final LocalDate DUE = LocalDate.of(2024, 6, 28);

    @Autowired
    Cases<Task, TaskStatus> tasks;

    TaskTableIT() {
        super("tasks", Set.of("DONE", "ADJUSTED"));
    }

    @Override
    protected String in(String state, String move) {
        String id = UUID.randomUUID().toString();
        Adjustment adjustment = new Adjustment(
                "x", Person.TIMER, DUE, "x", "210902-gov", List.of("210900-gov"), List.of(), DUE, "x", id + "-2");
        Task task = TaskBuilder.builder()
                .id(id)
                .agency("210902-gov")
                .status(TaskStatus.valueOf(state))
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
                .adjustment(state.equals("ADJUSTED") ? adjustment : null)
                .above(List.of("210900-gov", "210000-gov"))
                .openedAt(clock.instant())
                .head("")
                .build();
        tasks.openBySuite(task, "fixture", Person.TIMER).orElseThrow();
        return "/api/tasks/" + id;
    }

    @Override
    protected String body(String move) {
        return switch (move) {
            case "report" -> "{'percent': 10}";
            case "apply-done" -> "{'report': 'x', 'deliverable': ['sha256:" + "a".repeat(64) + "']}";
            case "reject", "adjust" -> "{'reason': 'x'}";
            default -> null;
        };
    }
}
