package huikan.submission.sheet;

import huikan.events.CycleEvent.Definition;
import huikan.service.sheet.TableCell.Empty;
import huikan.service.sheet.TableCell.Text;
import huikan.service.sheet.UploadedTable.TableRow;
import huikan.submission.sheet.FigureCells.Column;
import huikan.submission.sheet.FigureCells.Placed;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a filled template says. Columns are found by their headings and rows by their codes, wherever they were moved to.
 *
 * @param figures by their pointers into the body of a filing; a blank cell says nothing
 * @param cells what is wrong with them
 * @param seen the version of the draft when the template was made; null for a sheet that does not tell
 */
record FilledSheet(
        Map<String, Placed> figures,
        FigureCells cells,
        @Nullable Long seen) {

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
        private final FigureCells cells;
        private final Map<String, Placed> figures = new LinkedHashMap<>();
        private final Map<Integer, SheetScope> columns = new LinkedHashMap<>();
        private final Map<String, Integer> rowOfCode = new HashMap<>();
        private final KnownNames names;
        private int codes;
        /** Null where the sheet has no such column. */
        private @Nullable Integer named;
        /** The mark stands right of them all, and nothing below it. */
        private int headings;
        /** Of the first row, those without a heading among them. */
        private int fields;

        private @Nullable Long seen;

        Reading(SheetTable table, Expected expected) {
            this.table = table;
            this.expected = expected;
            this.cells = new FigureCells(table.merged());
            this.names = KnownNames.ofIndicators(expected.layout().indicators().values());
        }

        FilledSheet read() {
            List<TableRow> rows = table.rows();
            Map<String, Integer> found = Headings.of(rows.isEmpty() ? null : rows.getFirst());
            fields = rows.getFirst().cells().size();
            head(found);
            rows.stream().skip(1).forEach(this::row);
            return new FilledSheet(figures, cells, seen);
        }

        private void head(Map<String, Integer> found) {
            mark(found);
            headings = Headings.width(found);
            scopes(found);
            codes = found.getOrDefault(Template.CODE, 0);
            named = found.get(Template.INDICATOR);
            found.keySet().removeAll(Template.NAMING);
            found.values().remove(codes);
            cells.unknownHeadings(found);
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
                    () -> cells.problem(
                            FigureCells.cell(0, 1),
                            "sheet.unmarked",
                            "The sheet does not say which template it is; it was taken for " + expected.agency()
                                    + " and " + expected.cycle()
                                    + ". What others wrote meanwhile is overwritten, as nobody knows when it was made."));
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
            Integer before = of == null ? null : rowOfCode.putIfAbsent(code, row.number());
            if (before != null) {
                cells.problem(
                        FigureCells.cell(codes, row.number()),
                        "code.twice",
                        code + " stands in row " + before + " already; nothing of this row was taken.");
            } else if (of == null) {
                unknown(row, code);
            } else if (!cells.isTooLong(row, headings, fields)
                    && !(says(row) && cells.isNamedOtherwise(row, codes, of.code(), named, names))) {
                figures(row, of);
            }
        }

        private boolean says(TableRow row) {
            return columns.keySet().stream().anyMatch(column -> !(row.cell(column) instanceof Empty));
        }

        private void unknown(TableRow row, String code) {
            if (says(row)) {
                cells.problem(
                        FigureCells.cell(codes, row.number()),
                        "code.unknown",
                        (code.isEmpty()
                                        ? "The row has no code"
                                        : "“" + SheetFigure.Plain.shortened(code) + "” is no code of the form")
                                + "; nothing of it was taken.");
            }
        }

        private void figures(TableRow row, Definition of) {
            Map<Integer, Column> figuresOf = new LinkedHashMap<>();
            columns.forEach((column, scope) -> figuresOf.put(column, new Column(scope, of)));
            cells.read(row, figuresOf, expected.layout(), figures);
        }
    }
}
