package huikan.submission.sheet;

import huikan.events.CycleEvent.Definition;
import huikan.service.sheet.TableCell.Empty;
import huikan.service.sheet.TableCell.Text;
import huikan.service.sheet.UploadedTable.TableRow;
import huikan.submission.cycle.Cycle;
import huikan.submission.draft.DraftPlace;
import huikan.submission.sheet.FigureCells.Column;
import huikan.submission.sheet.FigureCells.Placed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the filled sheet of a region says, row by row. It is read twice, so that a file that cannot be read to its end, or has an
 * agency twice, writes nothing, and no more than one row is in memory.
 */
final class RegionSheet {

    private final SheetTable table;
    private final Cycle cycle;
    private final Map<String, DraftPlace> places;
    private final KnownNames names;
    private final FigureCells cells;
    private final Map<Integer, Column> columns = new LinkedHashMap<>();
    private int agencies;
    private int headings;
    /** Of the first row, those without a heading among them. */
    private int fields;

    /** The column of the names; null where there is none. */
    private @Nullable Integer named;

    /**
     * @param under whose region it should be
     * @param places that may be written, by agency; at least one
     * @param names of these agencies
     * @throws huikan.service.problem.ProblemException when it is no such sheet at all, or that of another cycle or region
     */
    RegionSheet(SheetTable table, String under, Map<String, DraftPlace> places, KnownNames names) {
        this.table = table;
        this.places = places;
        this.names = names;
        this.cycle = places.values().iterator().next().cycle();
        this.cells = new FigureCells(table.merged());
        Map<String, Integer> rowOf = new HashMap<>();
        int[] last = {0};
        table.each(row -> {
            if (last[0] == 0) {
                fields = row.cells().size();
                head(Headings.of(row), under);
            } else {
                requireOnce(row, rowOf);
            }
            last[0] = row.number();
        });
        if (last[0] == 0) {
            Headings.of(null);
        }
    }

    /**
     * A row that says something.
     *
     * @param figures by their pointers into the body of a filing
     * @param cell that names its agency
     */
    record FilledRow(DraftPlace place, Map<String, Placed> figures, String cell) {}

    /** What is wrong with its cells; those of rows are told while these are read. */
    FigureCells cells() {
        return cells;
    }

    private void head(Map<String, Integer> found, String under) {
        Integer first = found.remove(RegionTemplate.AGENCY);
        if (first == null) {
            throw SheetProblem.INVALID.because(
                    "heading.missing", "The first row has no column “" + RegionTemplate.AGENCY + "”.");
        }
        agencies = first;
        mark(found, under);
        headings = Math.max(agencies + 1, Headings.width(found));
        named = found.remove(RegionTemplate.NAME);
        Set<String> codes = new HashSet<>();
        for (Map.Entry<String, Integer> one : List.copyOf(found.entrySet())) {
            String code = RegionTemplate.code(one.getKey());
            Definition of = cycle.indicators().get(code);
            if (of != null) {
                if (!codes.add(code)) {
                    throw SheetProblem.INVALID.because("heading.twice", code + " has two columns.");
                }
                columns.put(one.getValue(), new Column(SheetScope.OWN, of));
                found.remove(one.getKey());
            }
        }
        if (columns.isEmpty()) {
            throw SheetProblem.INVALID.because(
                    "heading.missing", "The first row has no column of an indicator of " + cycle.id() + ".");
        }
        cells.unknownHeadings(found);
    }

    private void mark(Map<String, Integer> found, String under) {
        String expected = RegionTemplate.mark(cycle.id(), under);
        if (found.remove(expected) != null) {
            return;
        }
        found.keySet().stream()
                .filter(heading -> heading.startsWith(RegionTemplate.MARK))
                .findFirst()
                .ifPresent(other -> {
                    throw SheetProblem.INVALID.because(
                            "sheet.other-template",
                            "This is “" + SheetFigure.Plain.shortened(other) + "”, not “" + expected + "”.");
                });
        cells.problem(
                FigureCells.cell(0, 1),
                "sheet.unmarked",
                "The sheet does not say which template it is; it was taken for " + under + " and " + cycle.id() + ".");
    }

    private void requireOnce(TableRow row, Map<String, Integer> rowOf) {
        String code = agency(row);
        Integer before = code.isEmpty() ? null : rowOf.putIfAbsent(code, row.number());
        if (before != null) {
            throw SheetProblem.INVALID.because(
                    "agency.twice",
                    "“" + SheetFigure.Plain.shortened(code) + "” stands in row " + before + " and in row "
                            + row.number() + ".");
        }
    }

    private String agency(TableRow row) {
        return row.cell(agencies) instanceof Text(String text) ? text.strip() : "";
    }

    /** Hands over one row that says something after the other. */
    void each(Consumer<FilledRow> taker) {
        boolean[] headed = {false};
        table.each(row -> {
            if (headed[0] && says(row)) {
                read(row, taker);
            }
            headed[0] = true;
        });
    }

    private boolean says(TableRow row) {
        return row.beyond(headings, fields).isPresent()
                || columns.keySet().stream().anyMatch(column -> !(row.cell(column) instanceof Empty));
    }

    private void read(TableRow row, Consumer<FilledRow> taker) {
        String code = agency(row);
        DraftPlace place = places.get(code);
        if (place == null) {
            cells.problem(
                    FigureCells.cell(agencies, row.number()),
                    "agency.unknown",
                    (code.isEmpty()
                                    ? "The row has no agency"
                                    : "“" + SheetFigure.Plain.shortened(code)
                                            + "” is none that has still to file and that you file for in this region")
                            + "; nothing of it was taken.");
            return;
        }
        if (cells.isTooLong(row, headings, fields) || cells.isNamedOtherwise(row, agencies, code, named, names)) {
            return;
        }
        Map<String, Placed> figures = new LinkedHashMap<>();
        cells.read(row, columns, new SheetLayout(cycle, place.owed().level()), figures);
        taker.accept(new FilledRow(place, figures, FigureCells.cell(agencies, row.number())));
    }
}
