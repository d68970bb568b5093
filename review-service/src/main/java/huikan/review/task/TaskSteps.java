package huikan.review.task;

import static java.util.Objects.requireNonNull;

import huikan.review.access.Units;
import huikan.review.task.Task.Adjustment;
import huikan.review.task.Task.Completion;
import huikan.review.task.Task.Progress;
import huikan.review.task.TaskList.Leaf;
import huikan.review.task.TaskRequests.Adjust;
import huikan.review.task.TaskRequests.Done;
import huikan.review.task.TaskRequests.Report;
import huikan.review.workflow.Act;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.Cases;
import huikan.review.workflow.DerivedId;
import huikan.review.workflow.DueDates;
import huikan.review.workflow.Ladder;
import huikan.review.workflow.Remark;
import huikan.review.workflow.Requests.Reason;
import huikan.service.request.Violations;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What each move makes of a task. */
@Component
record TaskSteps(DueDates dates, TaskSettings settings, Units units, ObjectProvider<Cases<Task, TaskStatus>> tasks) {

    /** As it is issued with its list. */
    Task issued(String id, TaskList list, Leaf leaf, List<String> above, Act act) {
        LocalDate dueOn = requireNonNull(leaf.measure().dueOn());
        return fresh(id, dueOn, act)
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
    private Task succeeding(Task adjusted, Act act) {
        Adjustment into = requireNonNull(adjusted.adjustment());
        return fresh(into.next(), into.dueOn(), act)
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

    private TaskBuilder fresh(String id, LocalDate dueOn, Act act) {
        return TaskBuilder.builder()
                .id(id)
                .status(TaskStatus.ISSUED)
                .dueOn(dueOn)
                .ladder(Ladder.armed(dueOn, act.today()))
                .awaited(dates.within(Awaited.What.ACCEPTANCE, settings.acceptWithin(), act))
                .openedAt(act.now())
                .head("");
    }

    Task started(Task seen, Act act) {
        return seen.with(next ->
                next.status(TaskStatus.IN_PROGRESS).startedOn(act.today()).awaited(report(seen, act)));
    }

    private Awaited report(Task seen, Act act) {
        return dates.within(Awaited.What.PROGRESS, settings.days(seen.reports()), act);
    }

    Task reported(Task seen, Report request, Act act) {
        Progress made = new Progress(request.percent(), request.comment(), request.shown(), act.by(), act.today());
        return seen.with(next -> next.percent(made.percent())
                .progress(Remark.latest(seen.progress(), made))
                .awaited(report(seen, act)));
    }

    static Task done(Task seen, Done request, Act act) {
        Completion completion =
                new Completion(request.report(), List.copyOf(request.deliverable()), act.by(), act.today());
        return seen.with(next -> next.status(TaskStatus.CHECKING)
                .completion(completion)
                .percent(100)
                .awaited(null));
    }

    /** Who said that it is done does not check it. */
    static @Nullable String completed(Task task, Act act) {
        Completion completion = task.completion();
        return completion != null && act.isBy(completion.by())
                ? act.by().login() + " said that it is done, and does not check it."
                : null;
    }

    Task rejected(Task seen, Reason request, Act act) {
        int reported = seen.progress().isEmpty() ? 0 : seen.progress().getLast().percent();
        return seen.with(next -> next.status(TaskStatus.IN_PROGRESS)
                .refusals(Remark.latest(seen.refusals(), Remark.of(request.reason(), act)))
                .percent(reported)
                .awaited(report(seen, act)));
    }

    void checkAdjustment(Task seen, Adjust request, Act act, Violations violations) {
        Set<String> named = new HashSet<>(supporting(seen, request));
        String lead = request.lead() == null ? seen.agency() : request.lead();
        named.add(lead);
        units.known(named, act.caller()).requireTeam("", lead, supporting(seen, request), violations);
        violations
                .addIf(
                        lead.equals(seen.owner()) || act.caller().actsFor(lead),
                        "/lead",
                        "lead.owner",
                        "Who issues a list checks its tasks, and leads none of them.")
                .notBefore("/dueOn", dueOn(seen, request), act.today());
    }

    private static List<String> supporting(Task seen, Adjust request) {
        return request.supporting() == null ? seen.supporting() : List.copyOf(request.supporting());
    }

    private static @Nullable LocalDate dueOn(Task seen, Adjust request) {
        return request.dueOn() == null ? seen.dueOn() : request.dueOn();
    }

    /** It ends as it is, and a new edition is issued in its place. */
    Task adjusted(Task seen, Adjust request, Act act) {
        Adjustment into = new Adjustment(
                request.reason(),
                act.by(),
                act.today(),
                request.text() == null ? seen.title() : request.text(),
                request.lead() == null ? seen.agency() : request.lead(),
                request.lead() == null ? seen.above() : units.above(request.lead()),
                supporting(seen, request),
                requireNonNull(dueOn(seen, request)),
                request.deliverable() == null ? seen.deliverable() : request.deliverable(),
                DerivedId.of("tasks/" + seen.id()));
        return seen.with(
                next -> next.status(TaskStatus.ADJUSTED).adjustment(into).awaited(Awaited.settling(act.today())));
    }

    /** The edition that takes its place is there; done twice it is as done once. */
    Task succeeded(Task adjusted, Act act) {
        var unused = tasks.getObject()
                .openBySuite(
                        succeeding(adjusted, act),
                        TaskWorkflow.OPEN,
                        requireNonNull(adjusted.adjustment()).by());
        return adjusted.withAwaited(null);
    }

    /** Silence on a report is said once a period, on everything else once. */
    Task urged(Task seen, Act act) {
        Awaited awaited = requireNonNull(seen.awaited());
        return seen.withAwaited(awaited.what() == Awaited.What.PROGRESS ? report(seen, act) : awaited.said());
    }
}
