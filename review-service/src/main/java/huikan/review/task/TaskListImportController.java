package huikan.review.task;

import huikan.review.sheet.SheetRows;
import huikan.review.workflow.Act;
import huikan.review.workflow.CaseProblem;
import huikan.review.workflow.Cases;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import huikan.service.sheet.Sheet;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/task-lists/import}: a draft from a table. */
@RestController
final class TaskListImportController {

    private final Cases<TaskList, TaskListStatus> lists;
    private final TaskListRules rules;
    private final TaskSettings settings;

    TaskListImportController(Cases<TaskList, TaskListStatus> lists, TaskListRules rules, TaskSettings settings) {
        this.lists = lists;
        this.rules = rules;
        this.settings = settings;
    }

    /**
     * A draft from a table: one row a measure under the heads 方面, 目标, 措施, 牵头单位, 配合单位, 完成时限, 成果形式, 报告周期. Units
     * are agency codes, several apart by 、; an empty aspect or goal is the one above it.
     *
     * @param title of the list
     */
    @PostMapping(path = "/api/task-lists/import", consumes = Sheet.XLSX)
    ResponseEntity<ObjectNode> importSheet(@RequestParam String title, InputStream body, Caller caller)
            throws IOException {
        Act act = lists.act(caller);
        String refusal = TaskListRules.owner(act);
        if (refusal != null) {
            throw CaseProblem.NOT_YOURS.because(refusal);
        }
        Violations violations = new Violations();
        TaskSheet sheet = TaskSheet.read(title, SheetRows.of(body, settings.most() + 1), violations);
        rules.leaves(sheet.leaves(), act, violations);
        violations.addAll(sheet.errors()).refuse(CaseProblem.INVALID);
        return lists.resource().created(lists.openWith(sheet.draft(), caller), caller);
    }
}
