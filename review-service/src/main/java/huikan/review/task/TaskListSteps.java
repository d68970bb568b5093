package huikan.review.task;

import static java.util.Objects.requireNonNull;

import huikan.review.access.Units;
import huikan.review.task.TaskListRequests.Draft;
import huikan.review.workflow.Act;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.Cases;
import huikan.review.workflow.DerivedId;
import huikan.review.workflow.Move;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** What becomes of a task list. */
@Component
record TaskListSteps(Units units, Cases<Task, TaskStatus> tasks, TaskSteps steps) {

    TaskList drawnUp(Draft request, Act act) {
        String agency = requireNonNull(act.by().agency());
        return TaskListBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency(agency)
                .status(TaskListStatus.DRAFT)
                .title(request.title())
                .aspects(request.tree())
                .by(act.by())
                .above(units.above(agency))
                .openedAt(act.now())
                .head("")
                .build();
    }

    static TaskList redrafted(TaskList seen, Draft request, Act act) {
        return seen.with(next -> next.title(request.title()).aspects(request.tree()));
    }

    static TaskList issued(TaskList seen, Act act) {
        return seen.with(next -> next.status(TaskListStatus.ISSUED)
                .issuedOn(act.today())
                .by(act.by())
                .awaited(Awaited.settling(act.today())));
    }

    /** Opens the task of each measure; done twice it is as done once. */
    TaskList settled(TaskList issued, Act act) {
        Map<String, List<String>> above = units.above(issued.leaves().stream()
                .map(leaf -> requireNonNull(leaf.measure().lead()))
                .collect(Collectors.toSet()));
        List<Task> fresh = issued.leaves().stream()
                .map(leaf -> steps.issued(
                        DerivedId.of("tasks/" + issued.id() + "/" + leaf.number()),
                        issued,
                        leaf,
                        above.getOrDefault(requireNonNull(leaf.measure().lead()), List.of()),
                        act))
                .toList();
        tasks.openAllBySuite(fresh, TaskWorkflow.OPEN, one -> new Move.None(), issued.by());
        return issued.withAwaited(null);
    }
}
