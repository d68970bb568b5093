package huikan.review.task;

import huikan.problem.FieldError;
import huikan.review.sheet.SheetRows.SheetRow;
import huikan.review.task.TaskList.Leaf;
import huikan.review.task.TaskList.Rhythm;
import huikan.review.task.TaskListRequests.AspectRequest;
import huikan.review.task.TaskListRequests.Draft;
import huikan.review.task.TaskListRequests.GoalRequest;
import huikan.review.task.TaskListRequests.MeasureRequest;
import huikan.service.request.Line;
import huikan.service.request.RequestReader;
import huikan.service.request.Violations;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A task list as a table: one row a measure.
 *
 * @param rows in the order of the draft's measures
 */
record TaskSheet(Draft draft, List<MeasureRow> rows) {

    private static final String ASPECT = "方面";
    private static final String GOAL = "目标";
    private static final String TEXT = "措施";
    private static final String LEAD = "牵头单位";
    private static final String SUPPORTING = "配合单位";
    private static final String DUE_ON = "完成时限";
    private static final String DELIVERABLE = "成果形式";
    private static final String REPORTS = "报告周期";
    private static final Map<String, Rhythm> RHYTHMS = Map.of(
            "", Rhythm.MONTHLY, "每月", Rhythm.MONTHLY, "月", Rhythm.MONTHLY, "每周", Rhythm.WEEKLY, "周", Rhythm.WEEKLY);

    /** What cannot be read is a violation at {@code /rows/<number>/...}, the number as the spreadsheet shows it. */
    static TaskSheet read(String title, List<SheetRow> rows, Violations violations) {
        violations.addIf(
                rows.isEmpty() || !rows.getFirst().cells().keySet().contains(TEXT),
                "/rows",
                "heads.missing",
                "The first row has the heads "
                        + List.of(ASPECT, GOAL, TEXT, LEAD, SUPPORTING, DUE_ON, DELIVERABLE, REPORTS)
                        + ", and measures follow.");
        Map<String, Map<String, List<MeasureRow>>> tree = new LinkedHashMap<>();
        String aspect = "";
        String goal = "";
        for (SheetRow row : rows) {
            if (!row.text(ASPECT).isEmpty() && !row.text(ASPECT).equals(aspect)) {
                aspect = row.text(ASPECT);
                goal = "";
            }
            goal = row.text(GOAL).isEmpty() ? goal : row.text(GOAL);
            tree.computeIfAbsent(aspect, absent -> new LinkedHashMap<>())
                    .computeIfAbsent(goal, absent -> new ArrayList<>())
                    .add(new MeasureRow("/rows/" + row.number(), measure(row, violations)));
        }
        return of(title, tree);
    }

    /**
     * @param pointer to the row of the table
     */
    record MeasureRow(String pointer, MeasureRequest measure) {}

    private static TaskSheet of(String title, Map<String, Map<String, List<MeasureRow>>> tree) {
        List<AspectRequest> aspects = new ArrayList<>();
        List<MeasureRow> rows = new ArrayList<>();
        tree.forEach((aspect, goals) -> {
            List<GoalRequest> all = new ArrayList<>();
            goals.forEach((goal, measures) -> {
                all.add(new GoalRequest(
                        goal, measures.stream().map(MeasureRow::measure).toList()));
                rows.addAll(measures);
            });
            aspects.add(new AspectRequest(aspect, all));
        });
        return new TaskSheet(new Draft(title, aspects), rows);
    }

    /** With pointers to the rows of the table. */
    List<Leaf> leaves() {
        List<Leaf> leaves = TaskList.leaves(draft.tree());
        return IntStream.range(0, leaves.size())
                .mapToObj(i -> leaves.get(i).at(rows.get(i).pointer()))
                .toList();
    }

    private static MeasureRequest measure(SheetRow row, Violations violations) {
        String at = "/rows/" + row.number();
        Rhythm reports = RHYTHMS.get(row.text(REPORTS));
        violations.addIf(reports == null, at + "/reports", "field.unfitting", "每周 or 每月.");
        return new MeasureRequest(
                row.text(TEXT),
                filled(row.text(LEAD)),
                Arrays.stream(row.text(SUPPORTING).split("[、,，;；\\s]+", -1))
                        .filter(code -> !code.isEmpty())
                        .toList(),
                dueOn(row, at + "/dueOn", violations),
                filled(row.text(DELIVERABLE)),
                Optional.ofNullable(reports).orElse(Rhythm.MONTHLY));
    }

    private static @Nullable LocalDate dueOn(SheetRow row, String at, Violations violations) {
        try {
            return row.date(DUE_ON).orElse(null);
        } catch (DateTimeException unreadable) {
            violations.add(at, "date.malformed", "\"" + row.text(DUE_ON) + "\" is no date such as 2026-12-31.");
            return null;
        }
    }

    private static @Nullable String filled(String text) {
        return text.isEmpty() ? null : text;
    }

    /** The head of a list. */
    private record Head(@Line String title) {}

    /** The heads of a row. */
    private record Heads(@Line String aspect, @Line String goal) {}

    /** What is wrong with the cells, at {@code /rows/<number>/...}. */
    List<FieldError> errors() {
        List<FieldError> errors = new ArrayList<>(RequestReader.errors(new Head(draft.title())));
        List<Leaf> leaves = leaves();
        for (int i = 0; i < leaves.size(); i++) {
            Leaf leaf = leaves.get(i);
            errors.addAll(at(leaf.pointer(), RequestReader.errors(new Heads(leaf.aspect(), leaf.goal()))));
            errors.addAll(at(leaf.pointer(), RequestReader.errors(rows.get(i).measure())));
        }
        return errors;
    }

    private static List<FieldError> at(String pointer, List<FieldError> errors) {
        return errors.stream()
                .map(one -> new FieldError(pointer + one.pointer(), one.code(), one.message()))
                .toList();
    }
}
