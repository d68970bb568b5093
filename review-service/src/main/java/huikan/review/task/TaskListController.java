package huikan.review.task;

import huikan.review.calendar.Today;
import huikan.review.matter.Awaited;
import huikan.review.matter.Desk;
import huikan.review.matter.ListOrder;
import huikan.review.matter.MatterProblem;
import huikan.review.matter.Matters;
import huikan.review.matter.Person;
import huikan.review.matter.Selection;
import huikan.review.matter.Units;
import huikan.review.matter.Wanting;
import huikan.review.sheet.Sheet;
import huikan.review.sheet.SheetRows;
import huikan.review.task.TaskList.Aspect;
import huikan.review.task.TaskList.Goal;
import huikan.review.task.TaskList.Leaf;
import huikan.review.task.TaskList.Measure;
import huikan.review.task.TaskList.Rhythm;
import huikan.service.page.Page;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.trail.Trail;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/task-lists}: the lists; what becomes of each measure once one is issued is at {@code /api/tasks}. */
@RestController
@RequestMapping("/api/task-lists")
final class TaskListController {

    private static final String SEEN = "If-Match";

    private final Matters<TaskListStatus, TaskList> lists;
    private final Desk<TaskListStatus, TaskList, TaskListMove> desk;
    private final TaskIssue issue;
    private final TaskTotals totals;
    private final TaskSettings settings;
    private final Units units;
    private final Today today;

    TaskListController(
            Matters<TaskListStatus, TaskList> lists,
            Desk<TaskListStatus, TaskList, TaskListMove> desk,
            TaskIssue issue,
            TaskTotals totals,
            TaskSettings settings,
            Units units,
            Today today) {
        this.lists = lists;
        this.desk = desk;
        this.issue = issue;
        this.totals = totals;
        this.settings = settings;
        this.units = units;
        this.today = today;
    }

    /** A list, as a tree: aspect, goal, measure. */
    record TaskListBody(String title, List<AspectBody> aspects) {
        List<Aspect> tree() {
            return aspects.stream().map(AspectBody::aspect).toList();
        }
    }

    /** 方面. */
    record AspectBody(String title, List<GoalBody> goals) {
        Aspect aspect() {
            return new Aspect(title, goals.stream().map(GoalBody::goal).toList());
        }
    }

    /** 目标. */
    record GoalBody(String title, List<MeasureBody> measures) {
        Goal goal() {
            return new Goal(title, measures.stream().map(MeasureBody::measure).toList());
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
    record MeasureBody(
            String text,
            @Nullable String lead,
            @Nullable List<String> supporting,
            @Nullable LocalDate dueOn,
            @Nullable String deliverable,
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

    /**
     * A list as it is shown.
     *
     * @param aspects as issued; adjustments are in the tasks
     * @param goals what became of each goal; where one list is asked for, once it is issued
     * @param head the hash of the last step of its trail
     */
    record TaskListView(
            String id,
            TaskListStatus status,
            String agency,
            boolean overdue,
            @Nullable LocalDate dueOn,
            List<String> moves,
            String title,
            List<Aspect> aspects,
            @Nullable List<TaskTotals.GoalTotal> goals,
            Person by,
            @Nullable LocalDate issuedOn,
            Instant openedAt,
            String head,
            long version) {
        static TaskListView of(TaskList list, @Nullable List<TaskTotals.GoalTotal> goals, List<String> moves) {
            return new TaskListView(
                    list.id(),
                    list.status(),
                    list.agency(),
                    false,
                    null,
                    moves,
                    list.title(),
                    list.aspects(),
                    goals,
                    list.by(),
                    list.issuedOn(),
                    list.openedAt(),
                    list.head(),
                    list.version());
        }
    }

    @GetMapping
    Page<TaskListView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable TaskListStatus status,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        return Page.of(
                lists.list(Selection.of(caller).status(status), ListOrder.OPENED, cursor, most),
                most,
                ListOrder.OPENED::place,
                one -> TaskListView.of(one, null, desk.moves(one, caller)));
    }

    @GetMapping("/{id}")
    ResponseEntity<TaskListView> one(@PathVariable String id, Caller caller) {
        return answer(desk.visible(id, caller), caller);
    }

    @GetMapping("/{id}/trail")
    Trail trail(@PathVariable String id, Caller caller) {
        return desk.trail(id, caller);
    }

    /** A draft. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TaskListView> drawUp(@RequestBody TaskListBody body, Caller caller) {
        List<Aspect> tree = body.tree();
        requireOwner(caller);
        check(body.title(), TaskList.leaves(tree), caller, new Wanting());
        return drawnUp(body.title(), tree, caller);
    }

    /**
     * A draft from a table: one row a measure under the heads 方面, 目标, 措施, 牵头单位, 配合单位, 完成时限, 成果形式, 报告周期. Units
     * are agency codes, several apart by 、; an empty aspect or goal is the one above it.
     *
     * @param title of the list
     */
    @PostMapping(path = "/import", consumes = Sheet.XLSX)
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<TaskListView> importSheet(@RequestParam String title, InputStream body, Caller caller)
            throws IOException {
        requireOwner(caller);
        Wanting wanting = new Wanting();
        TaskSheet sheet = TaskSheet.read(SheetRows.of(body, settings.most() + 1), wanting);
        check(title, sheet.leaves(), caller, wanting);
        return drawnUp(title, sheet.aspects(), caller);
    }

    private static void requireOwner(Caller caller) {
        if (caller.agency() == null || !caller.is(Role.SUPERVISOR)) {
            throw MatterProblem.NOT_YOURS.because("A supervisor draws up a task list.");
        }
    }

    private ResponseEntity<TaskListView> drawnUp(String title, List<Aspect> tree, Caller caller) {
        String agency = String.valueOf(caller.agency());
        Wanting wanting = new Wanting();
        List<String> above = units.above("/agency", agency, caller, wanting);
        wanting.refuse();
        TaskList fresh = TaskListBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency(agency)
                .status(TaskListStatus.DRAFT)
                .title(title)
                .aspects(tree)
                .by(Person.of(caller))
                .above(above)
                .openedAt(today.now())
                .head("")
                .build();
        TaskList stored = desk.open(fresh, TaskListMove.DRAW_UP, caller);
        return ResponseEntity.created(URI.create("/api/task-lists/" + stored.id()))
                .eTag(IfMatch.etag(stored.version()))
                .body(view(stored, caller));
    }

    /** The whole draft anew. */
    @PostMapping("/{id}/redraft")
    ResponseEntity<TaskListView> redraft(
            @PathVariable String id,
            @RequestBody TaskListBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        TaskList draft = desk.ready(id, TaskListMove.REDRAFT, seen, caller);
        List<Aspect> tree = body.tree();
        check(body.title(), TaskList.leaves(tree), caller, new Wanting());
        TaskList after = draft.with(next -> next.title(body.title()).aspects(tree));
        return answer(desk.done(draft, TaskListMove.REDRAFT, after, caller), caller);
    }

    /** 印发: each measure becomes a task of its lead unit. */
    @PostMapping("/{id}/issue")
    ResponseEntity<TaskListView> issue(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        TaskList draft = desk.ready(id, TaskListMove.ISSUE, seen, caller);
        Wanting wanting = new Wanting();
        List<Leaf> leaves = draft.leaves();
        wanting.errorIf(leaves.isEmpty(), "/aspects", "items.count", "A list that is issued has a measure at least.");
        leaves.forEach(leaf -> requireWhole(leaf, wanting));
        wanting.refuse();
        TaskList issued = draft.with(next -> next.status(TaskListStatus.ISSUED)
                .issuedOn(today.date())
                .by(Person.of(caller))
                .awaited(Awaited.settling(today.date())));
        TaskList settled = issue.settle(desk.done(draft, TaskListMove.ISSUE, issued, caller));
        return answer(lists.find(id).orElse(settled), caller);
    }

    private void requireWhole(Leaf leaf, Wanting wanting) {
        Measure measure = leaf.measure();
        wanting.errorIf(measure.lead() == null, leaf.pointer() + "/lead", "field.missing", "A measure has a lead unit.")
                .errorIf(
                        measure.dueOn() == null,
                        leaf.pointer() + "/dueOn",
                        "field.missing",
                        "A measure has a due date.")
                .notBefore(leaf.pointer() + "/dueOn", measure.dueOn(), today.date())
                .errorIf(
                        measure.deliverable() == null,
                        leaf.pointer() + "/deliverable",
                        "field.missing",
                        "A measure says what is there when it is done.");
    }

    private void check(String title, List<Leaf> leaves, Caller caller, Wanting wanting) {
        wanting.line("/title", title).count("/aspects", leaves, 0, settings.most());
        for (Leaf leaf : leaves.subList(0, Math.min(leaves.size(), settings.most()))) {
            Measure measure = leaf.measure();
            String at = leaf.pointer();
            wanting.line(at + "/aspect", leaf.aspect())
                    .line(at + "/goal", leaf.goal())
                    .line(at + "/text", measure.text())
                    .date(at + "/dueOn", measure.dueOn());
            if (measure.deliverable() != null) {
                wanting.line(at + "/deliverable", measure.deliverable());
            }
            if (measure.lead() != null) {
                units.above(at + "/lead", measure.lead(), caller, wanting);
            }
            units.supporting(at + "/supporting", measure.supporting(), measure.lead(), caller, wanting);
        }
        wanting.refuse();
    }

    private ResponseEntity<TaskListView> answer(TaskList list, Caller caller) {
        return ResponseEntity.ok().eTag(IfMatch.etag(list.version())).body(view(list, caller));
    }

    private TaskListView view(TaskList list, Caller caller) {
        return TaskListView.of(list, totals.of(list), desk.moves(list, caller));
    }
}
