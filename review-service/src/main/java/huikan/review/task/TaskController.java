package huikan.review.task;

import static java.util.Objects.requireNonNull;

import huikan.review.matter.Awaited;
import huikan.review.matter.Desk;
import huikan.review.matter.Evidence;
import huikan.review.matter.ListOrder;
import huikan.review.matter.MatterProblem;
import huikan.review.matter.Matters;
import huikan.review.matter.Person;
import huikan.review.matter.Remark;
import huikan.review.matter.Selection;
import huikan.review.matter.Units;
import huikan.review.matter.Wanting;
import huikan.review.task.Task.Adjustment;
import huikan.review.task.Task.Completion;
import huikan.review.task.Task.Progress;
import huikan.review.task.TaskLights.Light;
import huikan.review.task.TaskList.Rhythm;
import huikan.service.page.Page;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
import huikan.trail.Trail;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/tasks}: what became of each measure of a task list. */
@RestController
@RequestMapping("/api/tasks")
final class TaskController {

    private static final String SEEN = "If-Match";

    private final Matters<TaskStatus, Task> tasks;
    private final Desk<TaskStatus, Task, TaskMove> desk;
    private final TaskSteps steps;
    private final TaskIssue issue;
    private final TaskLights lights;
    private final Units units;
    private final Evidence attachments;

    TaskController(
            Matters<TaskStatus, Task> tasks,
            Desk<TaskStatus, Task, TaskMove> desk,
            TaskSteps steps,
            TaskIssue issue,
            TaskLights lights,
            Units units,
            Evidence attachments) {
        this.tasks = tasks;
        this.desk = desk;
        this.steps = steps;
        this.issue = issue;
        this.lights = lights;
        this.units = units;
        this.attachments = attachments;
    }

    /**
     * How far it is.
     *
     * @param percent 0 to 100
     * @param evidence content hashes of attachments
     */
    record TaskReportBody(
            Integer percent,
            @Nullable String comment,
            @Nullable List<String> evidence) {}

    /**
     * It is done.
     *
     * @param deliverable content hashes of what was to be delivered, at least one
     */
    record TaskDoneBody(String report, List<String> deliverable) {}

    record TaskReasonBody(String reason) {}

    /**
     * What changes; what is not named stays.
     *
     * @param lead another lead unit
     */
    record TaskAdjustBody(
            String reason,
            @Nullable String text,
            @Nullable String lead,
            @Nullable List<String> supporting,
            @Nullable LocalDate dueOn,
            @Nullable String deliverable) {}

    /**
     * A task as it is shown.
     *
     * @param list at {@code /api/task-lists}
     * @param number its place there
     * @param light RED when it is overdue, YELLOW when somebody should look
     * @param edition counts its adjustments, from 1
     * @param replaces the edition before
     * @param head the hash of the last step of its trail
     */
    record TaskView(
            String id,
            TaskStatus status,
            String agency,
            boolean overdue,
            @Nullable LocalDate dueOn,
            List<String> moves,
            Light light,
            String list,
            String number,
            String aspect,
            String goal,
            String title,
            String owner,
            List<String> supporting,
            String deliverable,
            Rhythm reports,
            int edition,
            @Nullable String replaces,
            int percent,
            List<Progress> progress,
            @Nullable Completion completion,
            List<Remark> refusals,
            @Nullable Adjustment adjustment,
            @Nullable LocalDate startedOn,
            @Nullable Awaited awaited,
            Instant openedAt,
            String head,
            long version) {
        static TaskView of(Task task, Light light, LocalDate today, List<String> moves) {
            return new TaskView(
                    task.id(),
                    task.status(),
                    task.agency(),
                    task.overdue(today),
                    task.dueOn(),
                    moves,
                    light,
                    task.list(),
                    task.number(),
                    task.aspect(),
                    task.goal(),
                    task.title(),
                    task.owner(),
                    task.supporting(),
                    task.deliverable(),
                    task.reports(),
                    task.edition(),
                    task.replaces(),
                    task.percent(),
                    task.progress(),
                    task.completion(),
                    task.refusals(),
                    task.adjustment(),
                    task.startedOn(),
                    task.awaited(),
                    task.openedAt(),
                    task.head(),
                    task.version());
        }
    }

    /** Those that the caller may see. */
    @GetMapping
    Page<TaskView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String list,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable TaskStatus status,
            @RequestParam(required = false) @Nullable Boolean overdue,
            @RequestParam(defaultValue = "OPENED") ListOrder order,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        Selection selection = Selection.of(caller)
                .under(under)
                .agency(agency)
                .status(status)
                .where("list", list)
                .overdue(overdue, desk.date());
        return Page.of(tasks.list(selection, order, cursor, most), most, order::place, one -> view(one, caller));
    }

    @GetMapping("/{id}")
    ResponseEntity<TaskView> one(@PathVariable String id, Caller caller) {
        return answer(desk.visible(id, caller), caller);
    }

    @GetMapping("/{id}/trail")
    Trail trail(@PathVariable String id, Caller caller) {
        return desk.trail(id, caller);
    }

    /** 认领: the lead unit takes it on. */
    @PostMapping("/{id}/accept")
    ResponseEntity<TaskView> accept(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, TaskMove.ACCEPT, seen, caller, steps::accepted);
    }

    @PostMapping("/{id}/start")
    ResponseEntity<TaskView> start(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, TaskMove.START, seen, caller, steps::started);
    }

    @PostMapping("/{id}/report")
    ResponseEntity<TaskView> report(
            @PathVariable String id,
            @RequestBody TaskReportBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, TaskMove.REPORT, seen, caller, task -> {
            List<String> evidence = body.evidence() == null ? List.of() : body.evidence();
            new Wanting()
                    .within("/percent", body.percent(), 0, 100)
                    .comment("/comment", body.comment())
                    .evidence("/evidence", evidence, attachments, caller)
                    .refuse();
            return steps.reported(
                    task, new Progress(body.percent(), body.comment(), evidence, Person.of(caller), desk.date()));
        });
    }

    /** The unit says that it is done, with what was to be delivered. */
    @PostMapping("/{id}/apply-done")
    ResponseEntity<TaskView> applyDone(
            @PathVariable String id,
            @RequestBody TaskDoneBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, TaskMove.APPLY_DONE, seen, caller, task -> {
            new Wanting()
                    .text("/report", body.report())
                    .count("/deliverable", body.deliverable(), 1, Wanting.MOST_EVIDENCE)
                    .evidence("/deliverable", body.deliverable(), attachments, caller)
                    .refuse();
            return steps.done(task, new Completion(body.report(), body.deliverable(), Person.of(caller), desk.date()));
        });
    }

    /** Done; by somebody else than who said so. */
    @PostMapping("/{id}/confirm")
    ResponseEntity<TaskView> confirm(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, TaskMove.CONFIRM, seen, caller, task -> {
            requireOther(task, caller);
            return steps.confirmed(task);
        });
    }

    @PostMapping("/{id}/reject")
    ResponseEntity<TaskView> reject(
            @PathVariable String id,
            @RequestBody TaskReasonBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, TaskMove.REJECT, seen, caller, task -> {
            new Wanting().text("/reason", body.reason()).refuse();
            requireOther(task, caller);
            return steps.rejected(task, body.reason(), Person.of(caller));
        });
    }

    private static void requireOther(Task task, Caller caller) {
        Completion completion = task.completion();
        if (completion != null && completion.by().login().equals(caller.login())) {
            throw MatterProblem.SEPARATION.because(caller.login() + " said that it is done, and does not check it.");
        }
    }

    /** It ends as it is, and a new edition is issued in its place; the answer is the one that ended. */
    @PostMapping("/{id}/adjust")
    ResponseEntity<TaskView> adjust(
            @PathVariable String id,
            @RequestBody TaskAdjustBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        Task task = desk.ready(id, TaskMove.ADJUST, seen, caller);
        Task adjusted = desk.done(task, TaskMove.ADJUST, steps.adjusted(task, adjustment(task, body, caller)), caller);
        var unused = issue.succeed(adjusted);
        return answer(tasks.find(id).orElse(adjusted), caller);
    }

    private Adjustment adjustment(Task task, TaskAdjustBody body, Caller caller) {
        Wanting wanting = new Wanting();
        String lead = body.lead() == null ? task.agency() : body.lead();
        List<String> above = body.lead() == null ? task.above() : units.above("/lead", lead, caller, wanting);
        List<String> supporting = body.supporting() == null ? task.supporting() : body.supporting();
        units.supporting("/supporting", supporting, lead, caller, wanting);
        String title = body.text() == null ? task.title() : body.text();
        String deliverable = body.deliverable() == null ? task.deliverable() : body.deliverable();
        LocalDate dueOn = body.dueOn() == null ? task.dueOn() : body.dueOn();
        wanting.text("/reason", body.reason())
                .text("/text", title)
                .line("/deliverable", deliverable)
                .notBefore("/dueOn", dueOn, desk.date())
                .refuse();
        return new Adjustment(
                body.reason(),
                Person.of(caller),
                desk.date(),
                title,
                lead,
                above,
                supporting,
                requireNonNull(dueOn),
                deliverable,
                TaskIssue.id(task.id()));
    }

    private ResponseEntity<TaskView> move(
            String id, TaskMove move, @Nullable String ifMatch, Caller caller, UnaryOperator<Task> step) {
        Task seen = desk.ready(id, move, ifMatch, caller);
        return answer(desk.done(seen, move, step.apply(seen), caller), caller);
    }

    private ResponseEntity<TaskView> answer(Task task, Caller caller) {
        return ResponseEntity.ok().eTag(IfMatch.etag(task.version())).body(view(task, caller));
    }

    private TaskView view(Task task, Caller caller) {
        return TaskView.of(task, lights.of(task), desk.date(), desk.moves(task, caller));
    }
}
