package huikan.submission.agency;

import huikan.problem.FieldError;
import huikan.service.problem.RequiredFields;
import huikan.service.security.Caller;
import huikan.service.sheet.Sheet;
import huikan.submission.agency.AgencyImport.Effect;
import huikan.submission.agency.AgencyImport.Plan;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/agencies/import}: the directory from a table. */
@RestController
record AgencyImportController(AgencyImport agencies) {

    /** More are not read by anybody. */
    private static final int MOST_TOLD = 500;

    /**
     * What it did, or would do.
     *
     * @param rows as the first 500 that add or change something
     * @param unread the heads of columns of which nothing was read
     */
    record Imported(
            boolean dryRun, int added, int changed, int unchanged, List<ImportedRow> rows, List<String> unread) {}

    /**
     * @param line as a spreadsheet shows it
     * @param changes the fields of an agency that is there, such as {@code territory}; none of a new one
     */
    record ImportedRow(long line, String code, String name, Effect effect, List<String> changes) {}

    /**
     * A table in CSV (UTF-8, or as a Chinese Excel saves it) with the columns code, name, level, territory, department and, where
     * names changed, renamedOn, in any order, by these names or in Chinese (代码, 名称, 层级, 属地上级, 业务上级, 更名日期).
     * An agency that is in the directory gets what its row says; none is taken away. Nothing is done where a row is wrong.
     *
     * @param dryRun only says what it would do
     */
    @PostMapping(path = "/api/agencies/import", consumes = Sheet.CSV)
    Imported take(
            @RequestBody(required = false) byte @Nullable [] table,
            @RequestParam(defaultValue = "false") boolean dryRun,
            Caller caller) {
        if (!caller.isAdmin()) {
            throw AgencyProblem.ADMIN_ONLY.because("The login " + caller.login() + " is not the administrator.");
        }
        AgencyTable read = AgencyTable.read(table == null ? new byte[0] : table);
        Plan plan = agencies.plan(read);
        if (!plan.errors().isEmpty()) {
            List<FieldError> first = plan.errors().stream()
                    .sorted(Comparator.comparingLong(AgencyImportController::line))
                    .limit(RequiredFields.MOST_ERRORS)
                    .toList();
            throw AgencyProblem.TABLE.because("Errors: " + plan.errors().size() + ". Nothing was imported.", first);
        }
        if (!dryRun) {
            agencies.apply(plan);
        }
        return new Imported(
                dryRun,
                count(plan, Effect.ADDED),
                count(plan, Effect.CHANGED),
                count(plan, Effect.UNCHANGED),
                plan.steps().stream()
                        .filter(step -> step.effect() != Effect.UNCHANGED)
                        .limit(MOST_TOLD)
                        .map(step -> new ImportedRow(
                                step.row().line(),
                                step.row().wanted().code(),
                                step.row().wanted().name(),
                                step.effect(),
                                step.changes()))
                        .toList(),
                read.unread());
    }

    private static long line(FieldError error) {
        return Long.parseLong(error.pointer().split("/", -1)[2]);
    }

    private static int count(Plan plan, Effect effect) {
        return (int)
                plan.steps().stream().filter(step -> step.effect() == effect).count();
    }
}
