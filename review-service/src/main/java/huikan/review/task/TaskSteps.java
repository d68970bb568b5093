package huikan.review.task;

import static java.util.Objects.requireNonNull;

import huikan.review.matter.Agenda;
import huikan.review.matter.Awaited;
import huikan.review.matter.Ladder;
import huikan.review.matter.Person;
import huikan.review.matter.Remark;
import huikan.review.task.Task.Adjustment;
import huikan.review.task.Task.Completion;
import huikan.review.task.Task.Progress;
import huikan.review.task.TaskList.Leaf;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What each move makes of a task. Whether it may be made was asked before. */
@Component
class TaskSteps {

    private final Agenda agenda;
    private final TaskSettings settings;

    TaskSteps(Agenda agenda, TaskSettings settings) {
        this.agenda = agenda;
        this.settings = settings;
    }

    /** As it is issued with its list. */
    Task issued(String id, TaskList list, Leaf leaf, List<String> above) {
        LocalDate dueOn = requireNonNull(leaf.measure().dueOn());
        return fresh(id, dueOn)
                .agency(requireNonNull(leaf.measure().lead()))
                .list(list.id())
                .number(leaf.number())
                .aspect(leaf.aspect())
                .goal(leaf.goal())
                .title(leaf.measure().text())
                .owner(list.agency())
                .supporting(leaf.measure().supporting())
                .deliverable(requireNonNull(leaf.measure().deliverable()))
                .reports(leaf.measure().reports())
                .edition(1)
                .above(above)
                .build();
    }

    /** The edition that takes the place of one that was adjusted. */
    Task succeeding(Task adjusted) {
        Adjustment into = requireNonNull(adjusted.adjustment());
        return fresh(into.next(), into.dueOn())
                .agency(into.agency())
                .list(adjusted.list())
                .number(adjusted.number())
                .aspect(adjusted.aspect())
                .goal(adjusted.goal())
                .title(into.title())
                .owner(adjusted.owner())
                .supporting(into.supporting())
                .deliverable(into.deliverable())
                .reports(adjusted.reports())
                .edition(adjusted.edition() + 1)
                .replaces(adjusted.id())
                .above(into.above())
                .build();
    }

    private TaskBuilder fresh(String id, LocalDate dueOn) {
        return TaskBuilder.builder()
                .id(id)
                .status(TaskStatus.ISSUED)
                .dueOn(dueOn)
                .ladder(Ladder.armed(dueOn, agenda.date()))
                .awaited(agenda.within(Awaited.What.ACCEPTANCE, settings.acceptWithin()))
                .progress(List.of())
                .refusals(List.of())
                .openedAt(agenda.now())
                .head("");
    }

    Task accepted(Task seen) {
        return seen.with(next -> next.status(TaskStatus.ACCEPTED).awaited(null));
    }

    Task started(Task seen) {
        return seen.with(next ->
                next.status(TaskStatus.IN_PROGRESS).startedOn(agenda.date()).awaited(report(seen)));
    }

    private Awaited report(Task seen) {
        return agenda.within(Awaited.What.PROGRESS, settings.days(seen.reports()));
    }

    Task reported(Task seen, Progress made) {
        List<Progress> progress = new ArrayList<>(seen.progress());
        progress.add(made);
        return seen.with(next ->
                next.percent(made.percent()).progress(List.copyOf(progress)).awaited(report(seen)));
    }

    Task done(Task seen, Completion completion) {
        return seen.with(next -> next.status(TaskStatus.CHECKING)
                .completion(completion)
                .percent(100)
                .awaited(null));
    }

    Task confirmed(Task seen) {
        return seen.withStatus(TaskStatus.DONE);
    }

    Task rejected(Task seen, String reason, Person by) {
        List<Remark> refusals = new ArrayList<>(seen.refusals());
        refusals.add(new Remark(reason, by, agenda.date()));
        int reported = seen.progress().isEmpty() ? 0 : seen.progress().getLast().percent();
        return seen.with(next -> next.status(TaskStatus.IN_PROGRESS)
                .refusals(List.copyOf(refusals))
                .percent(reported)
                .awaited(report(seen)));
    }

    Task adjusted(Task seen, Adjustment into) {
        return seen.with(
                next -> next.status(TaskStatus.ADJUSTED).adjustment(into).awaited(Awaited.settling(agenda.date())));
    }

    /** Silence on a report is said once a period, on everything else once. */
    Task urged(Task seen) {
        Awaited awaited = requireNonNull(seen.awaited());
        return seen.withAwaited(awaited.what() == Awaited.What.PROGRESS ? report(seen) : awaited.said());
    }
}
