package huikan.review.task;

import huikan.review.matter.Change;
import huikan.review.matter.Desk;
import huikan.review.matter.Matters;
import huikan.review.matter.Person;
import huikan.review.task.TaskList.Aspect;
import huikan.review.task.TaskList.Goal;
import huikan.review.task.TaskList.Measure;
import huikan.review.task.TaskList.Rhythm;
import huikan.review.testing.TableOverHttp;
import huikan.trail.TrailStep.Made;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class TaskListTableIT extends TableOverHttp<TaskListStatus, TaskListMove> {

    @Autowired
    Matters<TaskListStatus, TaskList> lists;

    @Autowired
    Desk<TaskListStatus, TaskList, TaskListMove> desk;

    TaskListTableIT() {
        super(TaskListStatus.class, TaskListMove.class, Set.of(TaskListStatus.ISSUED));
    }

    @Override
    protected String in(TaskListStatus status, TaskListMove move) {
        Measure measure = new Measure("x", "210902-gov", List.of(), LocalDate.of(2024, 6, 28), "x", Rhythm.MONTHLY);
        TaskList list = TaskListBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency("210900-gov")
                .status(status)
                .title("x")
                .aspects(List.of(new Aspect("x", List.of(new Goal("x", List.of(measure))))))
                .by(new Person("somebody", "210900-gov"))
                .above(List.of("210000-gov"))
                .openedAt(clock.instant())
                .head("")
                .build();
        lists.open(new Change<>(list, new Made("draw-up", "somebody", null, clock.instant()), null), desk.told())
                .orElseThrow();
        return "/api/task-lists/" + list.id();
    }

    @Override
    protected String body(TaskListMove move) {
        return move == TaskListMove.REDRAFT ? "{'title': 'y', 'aspects': []}" : null;
    }

    @Override
    protected String actor(TaskListMove move) {
        return "210900-gov.supervisor";
    }
}
