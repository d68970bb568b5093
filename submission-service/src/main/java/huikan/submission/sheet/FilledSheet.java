package huikan.submission.sheet;

import huikan.events.CycleEvent.Definition;
import huikan.problem.FieldError;
import huikan.service.sheet.TableCell;
import huikan.service.sheet.TableCell.Empty;
import huikan.service.sheet.TableCell.Text;
import huikan.service.sheet.UploadedTable.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dhatim.fastexcel.reader.CellAddress;
import org.dhatim.fastexcel.reader.CellRangeAddress;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a filled template says. Columns are found by their headings and rows by their codes, wherever they were moved to.
 *
 * @param figures by their pointers into the body of a filing; a blank cell says nothing
 * @param problems of cells that say nothing that can be filed
 * @param seen the version of the draft when the template was made; null for a sheet that does not tell
 */
record FilledSheet(
        Map<String, Placed> figures,
        List<CellProblem> problems,
        @Nullable Long seen) {

    private static final int MOST_PROBLEMS = 1_000;

    /** A figure and where it stands. */
    record Placed(String cell, JsonNode value) {}

    /**
     * What is wrong with one cell.
     *
     * @param cell as a spreadsheet names it, such as C17
     * @param code a stable word for programs
     * @param message what came, and what to write
     */
    record CellProblem(String cell, String code, String message) {}

    /**
     * For whom it should be.
     *
     * @param layout that it should have
     */
    record Expected(String cycle, String agency, SheetLayout layout) {}

    /** @throws huikan.service.problem.ProblemException when it is no such template at all, or that of another cycle or agency */
    static FilledSheet read(SheetTable table, Expected expected) {
        return new Reading(table, expected).read();
    }

    private static final class Reading {
        private final SheetTable table;
        private final Expected expected;
        private final List<CellProblem> problems = new ArrayList<>();
        private final Map<String, Placed> figures = new LinkedHashMap<>();
        private final Map<Integer, SheetScope> columns = new LinkedHashMap<>();
        private final Map<String, Integer> rowOfCode = new HashMap<>();
        private int codes;
        private @Nullable Long seen;

        Reading(SheetTable table, Expected expected) {
            this.table = table;
            this.expected = expected;
        }

        FilledSheet read() {
            if (table.rows().isEmpty() || table.rows().getFirst().number() != 1) {
                throw SheetProblem.INVALID.because(
                        "sheet.headings", "The first row has no headings; it should have those of the template.");
            }
            head(table.rows().getFirst());
            table.rows().stream().skip(1).forEach(this::row);
            return new FilledSheet(figures, problems, seen);
        }

        private void head(TableRow row) {
            Map<String, Integer> found = new LinkedHashMap<>();
            List<FieldError> twice = new ArrayList<>();
            for (int i = 0; i < row.cells().size(); i++) {
                if (row.cell(i) instanceof Text(String heading)) {
                    Integer before = found.putIfAbsent(heading.strip(), i);
                    if (before != null) {
                        twice.add(new FieldError(
                                "",
                                "heading.twice",
                                "The heading “" + heading.strip() + "” stands in " + cell(before, 1) + " and in "
                                        + cell(i, 1) + "."));
                    }
                }
            }
            if (!twice.isEmpty()) {
                throw SheetProblem.INVALID.because("Which of two columns is meant is not clear.", twice);
            }
            mark(found);
            scopes(found);
            codes = found.getOrDefault(Template.CODE, 0);
            found.keySet().removeAll(Template.NAMING);
            found.forEach((heading, column) -> {
                if (column != codes) {
                    problem(
                            cell(column, 1),
                            "heading.unknown",
                            "The column “" + heading + "” is none of the template; nothing of it was taken.");
                }
            });
        }

        private void mark(Map<String, Integer> found) {
            Optional<SheetMark> mark = found.keySet().stream()
                    .map(SheetMark::read)
                    .flatMap(Optional::stream)
                    .findFirst();
            mark.ifPresentOrElse(
                    one -> {
                        if (!one.cycle().equals(expected.cycle())
                                || !one.agency().equals(expected.agency())) {
                            throw SheetProblem.INVALID.because(
                                    "sheet.other-template",
                                    "This is the template of " + one.agency() + " for " + one.cycle() + ", not of "
                                            + expected.agency() + " for " + expected.cycle() + ".");
                        }
                        seen = one.version();
                        found.remove(one.text());
                    },
                    () -> problem(
                            cell(0, 1),
                            "sheet.unmarked",
                            "The sheet does not say which template it is; it was taken for " + expected.agency()
                                    + " and " + expected.cycle() + "."));
        }

        private void scopes(Map<String, Integer> found) {
            for (SheetScope scope : expected.layout().scopes()) {
                Integer column = found.remove(scope.heading());
                if (column != null) {
                    columns.put(column, scope);
                }
            }
            if (!columns.containsValue(SheetScope.OWN)) {
                throw SheetProblem.INVALID.because(
                        "heading.missing", "The first row has no column “" + SheetScope.OWN.heading() + "”.");
            }
        }

        private void row(TableRow row) {
            String code = row.cell(codes) instanceof Text(String text) ? text.strip() : "";
            Definition of = expected.layout().indicators().get(code);
            boolean says = columns.keySet().stream().anyMatch(column -> !(row.cell(column) instanceof Empty));
            Integer before = of == null ? null : rowOfCode.putIfAbsent(code, row.number());
            if (before != null) {
                problem(
                        cell(codes, row.number()),
                        "code.twice",
                        code + " stands in row " + before + " already; nothing of this row was taken.");
            } else if (of != null) {
                columns.forEach((column, scope) -> figure(row, column, scope, of));
            } else if (says) {
                problem(
                        cell(codes, row.number()),
                        "code.unknown",
                        (code.isEmpty()
                                        ? "The row has no code"
                                        : "“" + SheetFigure.Plain.shortened(code) + "” is no code of the form")
                                + "; nothing of it was taken.");
            }
        }

        private void figure(TableRow row, int column, SheetScope scope, Definition of) {
            String at = cell(column, row.number());
            TableCell content = row.cell(column);
            if (content instanceof Empty) {
                return;
            }
            Optional<CellRangeAddress> area = table.merged().stream()
                    .filter(one -> one.isInRange(row.number() - 1, column))
                    .filter(one -> one.getFirstRow() != one.getLastRow() || one.getFirstColumn() != one.getLastColumn())
                    .findFirst();
            if (area.isPresent()) {
                problem(
                        at,
                        "cell.merged",
                        "It is merged with others (" + area.get()
                                + "), so that its value is no single figure; unmerge them.");
                return;
            }
            if (!expected.layout().takes(of, scope)) {
                if (scope.equals(SheetScope.OWN)) {
                    problem(at, "indicator.not-asked", "Your level is not asked for " + of.code() + ".");
                } else {
                    problem(
                            at,
                            "figure.scope",
                            of.code() + " is not consolidated: only “" + SheetScope.OWN.heading() + "” is filled in.");
                }
                return;
            }
            switch (SheetFigure.of(content, of)) {
                case SheetFigure.Blank blank -> {}
                case SheetFigure.Filed(JsonNode value) ->
                    figures.put(scope.pointer() + "/" + of.code(), new Placed(at, value));
                case SheetFigure.Refused(String code, String message) -> problem(at, code, message);
            }
        }

        private void problem(String cell, String code, String message) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(new CellProblem(cell, code, message));
            }
        }

        private static String cell(int column, int row) {
            return new CellAddress(row - 1, column).toString();
        }
    }

    /** The problems of the cells in these places beside the others. */
    List<CellProblem> with(Map<String, String> refused, String code) {
        List<CellProblem> all = new ArrayList<>(problems);
        refused.forEach((pointer, message) -> {
            Placed placed = figures.get(pointer);
            if (placed != null) {
                all.add(new CellProblem(placed.cell(), code, message));
            }
        });
        return all;
    }

    /** The same without the figures in these places. */
    FilledSheet without(Set<String> pointers) {
        Map<String, Placed> left = new LinkedHashMap<>(figures);
        left.keySet().removeAll(pointers);
        return new FilledSheet(left, problems, seen);
    }
}
