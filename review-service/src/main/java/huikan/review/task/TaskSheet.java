package huikan.review.task;

import huikan.review.matter.Wanting;
import huikan.review.sheet.SheetRows.SheetRow;
import huikan.review.task.TaskList.Aspect;
import huikan.review.task.TaskList.Goal;
import huikan.review.task.TaskList.Leaf;
import huikan.review.task.TaskList.Measure;
import huikan.review.task.TaskList.Rhythm;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A task list as a table: one row a measure.
 *
 * @param leaves with pointers to the rows of the table
 */
record TaskSheet(List<Aspect> aspects, List<Leaf> leaves) {

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

    /** What cannot be read is wanting at {@code /rows/<number>/...}, the number as the spreadsheet shows it. */
    static TaskSheet read(List<SheetRow> rows, Wanting wanting) {
        wanting.errorIf(
                rows.isEmpty() || !rows.getFirst().cells().keySet().contains(TEXT),
                "/rows",
                "heads.missing",
                "The first row has the heads "
                        + List.of(ASPECT, GOAL, TEXT, LEAD, SUPPORTING, DUE_ON, DELIVERABLE, REPORTS)
                        + ", and measures follow.");
        Map<String, Map<String, List<Placed>>> tree = new LinkedHashMap<>();
        String aspect = "";
        String goal = "";
        for (SheetRow row : rows) {
            if (!row.text(ASPECT).isEmpty() && !row.text(ASPECT).equals(aspect)) {
                aspect = row.text(ASPECT);
                goal = "";
            }
            goal = row.text(GOAL).isEmpty() ? goal : row.text(GOAL);
            tree.computeIfAbsent(aspect, title -> new LinkedHashMap<>())
                    .computeIfAbsent(goal, title -> new ArrayList<>())
                    .add(new Placed("/rows/" + row.number(), measure(row, wanting)));
        }
        return of(tree);
    }

    private record Placed(String pointer, Measure measure) {}

    private static TaskSheet of(Map<String, Map<String, List<Placed>>> tree) {
        List<Aspect> aspects = new ArrayList<>();
        List<String> pointers = new ArrayList<>();
        tree.forEach((aspect, goals) -> {
            List<Goal> all = new ArrayList<>();
            goals.forEach((goal, measures) -> {
                all.add(new Goal(goal, measures.stream().map(Placed::measure).toList()));
                measures.forEach(one -> pointers.add(one.pointer()));
            });
            aspects.add(new Aspect(aspect, all));
        });
        List<Leaf> leaves = new ArrayList<>();
        for (Leaf leaf : TaskList.leaves(aspects)) {
            leaves.add(
                    new Leaf(leaf.number(), pointers.get(leaves.size()), leaf.aspect(), leaf.goal(), leaf.measure()));
        }
        return new TaskSheet(aspects, leaves);
    }

    private static Measure measure(SheetRow row, Wanting wanting) {
        String at = "/rows/" + row.number();
        Rhythm reports = RHYTHMS.get(row.text(REPORTS));
        wanting.errorIf(reports == null, at + "/reports", "field.unfitting", "每周 or 每月.");
        return new Measure(
                row.text(TEXT),
                filled(row.text(LEAD)),
                Arrays.stream(row.text(SUPPORTING).split("[、,，;；\\s]+", -1))
                        .filter(code -> !code.isEmpty())
                        .toList(),
                dueOn(row, at + "/dueOn", wanting),
                filled(row.text(DELIVERABLE)),
                Optional.ofNullable(reports).orElse(Rhythm.MONTHLY));
    }

    private static @Nullable LocalDate dueOn(SheetRow row, String at, Wanting wanting) {
        try {
            return row.date(DUE_ON).orElse(null);
        } catch (DateTimeException unreadable) {
            wanting.error(at, "date.malformed", "\"" + row.text(DUE_ON) + "\" is no date such as 2026-12-31.");
            return null;
        }
    }

    private static @Nullable String filled(String text) {
        return text.isEmpty() ? null : text;
    }
}
