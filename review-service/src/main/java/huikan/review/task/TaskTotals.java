package huikan.review.task;

import huikan.review.task.Task.Pace;
import huikan.review.task.TaskLights.Light;
import huikan.review.workflow.CaseStore;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Selection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How far the goals of a list are: worked out of its tasks as they now stand, each time it is asked for. */
@Component
class TaskTotals {

    private final CaseStore<Task, TaskStatus> tasks;
    private final TaskLights lights;

    TaskTotals(Cases<Task, TaskStatus> tasks, TaskLights lights) {
        this.tasks = tasks.store();
        this.lights = lights;
    }

    /**
     * What became of a goal. A task that was adjusted counts as its present edition.
     *
     * @param percent the mean of its tasks, rounded down
     */
    record GoalTotal(String aspect, String goal, int tasks, int done, int percent, int red, int yellow, int green) {
        static GoalTotal of(String aspect, String goal, List<Pace> tasks, TaskLights lights) {
            int percent =
                    tasks.isEmpty() ? 0 : tasks.stream().mapToInt(Pace::percent).sum() / tasks.size();
            return new GoalTotal(
                    aspect,
                    goal,
                    tasks.size(),
                    (int) tasks.stream()
                            .filter(one -> one.status() == TaskStatus.DONE)
                            .count(),
                    percent,
                    count(tasks, Light.RED, lights),
                    count(tasks, Light.YELLOW, lights),
                    count(tasks, Light.GREEN, lights));
        }

        private static int count(List<Pace> tasks, Light light, TaskLights lights) {
            return (int) tasks.stream().filter(one -> lights.of(one) == light).count();
        }
    }

    /** In the order of the list; null while it is a draft. */
    @Nullable
    List<GoalTotal> of(TaskList list) {
        if (list.status() == TaskListStatus.DRAFT) {
            return null;
        }
        Map<String, List<Pace>> byNumber = new LinkedHashMap<>();
        tasks.some(Selection.ofAll().where("list", list.id()), Pace.class).stream()
                .filter(task -> task.status() != TaskStatus.ADJUSTED)
                .forEach(task -> byNumber.computeIfAbsent(goalOf(task.number()), goal -> new ArrayList<>())
                        .add(task));
        List<GoalTotal> totals = new ArrayList<>();
        for (int a = 0; a < list.aspects().size(); a++) {
            TaskList.Aspect aspect = list.aspects().get(a);
            for (int g = 0; g < aspect.goals().size(); g++) {
                List<Pace> own = byNumber.getOrDefault((a + 1) + "." + (g + 1), List.of());
                totals.add(GoalTotal.of(aspect.title(), aspect.goals().get(g).title(), own, lights));
            }
        }
        return totals;
    }

    private static String goalOf(String number) {
        return number.substring(0, number.lastIndexOf('.'));
    }
}
