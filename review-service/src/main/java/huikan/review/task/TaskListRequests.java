package huikan.review.task;

import huikan.review.task.TaskList.Aspect;
import huikan.review.task.TaskList.Goal;
import huikan.review.task.TaskList.Measure;
import huikan.review.task.TaskList.Rhythm;
import huikan.service.request.Bounds;
import huikan.service.request.CalendarDay;
import huikan.service.request.Line;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said with the moves of a task list. */
final class TaskListRequests {

    private TaskListRequests() {}

    /** A list, as a tree: aspect, goal, measure. */
    record Draft(@Line String title, List<AspectRequest> aspects) {
        List<Aspect> tree() {
            return aspects.stream().map(AspectRequest::aspect).toList();
        }
    }

    /** 方面. */
    record AspectRequest(@Line String title, List<GoalRequest> goals) {
        Aspect aspect() {
            return new Aspect(title, goals.stream().map(GoalRequest::goal).toList());
        }
    }

    /** 目标. */
    record GoalRequest(@Line String title, List<MeasureRequest> measures) {
        Goal goal() {
            return new Goal(
                    title, measures.stream().map(MeasureRequest::measure).toList());
        }
    }

    /**
     * 措施. Lead, due date and deliverable have to be there when the list is issued.
     *
     * @param lead the unit that carries it out
     * @param supporting units that help
     * @param deliverable what is there when it is done
     * @param reports how often it is reported on; by default monthly
     */
    record MeasureRequest(
            @Line String text,
            @Nullable String lead,

            @Size(max = TaskRequests.MOST_SUPPORTING, message = Bounds.COUNT) @Nullable
            List<String> supporting,

            @CalendarDay @Nullable LocalDate dueOn,
            @Line @Nullable String deliverable,
            @Nullable Rhythm reports) {
        Measure measure() {
            return new Measure(
                    text,
                    lead,
                    supporting == null ? List.of() : List.copyOf(supporting),
                    dueOn,
                    deliverable,
                    reports == null ? Rhythm.MONTHLY : reports);
        }
    }
}
