package huikan.review.task;

import huikan.review.task.TaskList.Aspect;
import huikan.review.task.TaskList.Goal;
import huikan.review.task.TaskList.Measure;
import huikan.review.task.TaskList.Rhythm;
import huikan.review.testing.TableOverHttp;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Person;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class TaskListTableIT extends TableOverHttp {

    @Autowired
    Cases<TaskList, TaskListStatus> lists;

    TaskListTableIT() {
        super("task-lists", Set.of("ISSUED"));
    }

    @Override
    protected String in(String state, String move) {
        Measure measure = new Measure("x", "210902-gov", List.of(), LocalDate.of(2024, 6, 28), "x", Rhythm.MONTHLY);
        TaskList list = TaskListBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency("210900-gov")
                .status(TaskListStatus.valueOf(state))
                .title("x")
                .aspects(List.of(new Aspect("x", List.of(new Goal("x", List.of(measure))))))
                .by(new Person("somebody", "210900-gov"))
                .above(List.of("210000-gov"))
                .openedAt(clock.instant())
                .head("")
                .build();
        lists.openBySuite(list, "fixture", Person.TIMER).orElseThrow();
        return "/api/task-lists/" + list.id();
    }

    @Override
    protected String body(String move) {
        return move.equals("redraft") ? "{'title': 'y', 'aspects': []}" : null;
    }
}
