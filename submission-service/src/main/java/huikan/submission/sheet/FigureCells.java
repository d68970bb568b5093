package huikan.submission.sheet;

import huikan.events.CycleEvent.Definition;
import huikan.service.sheet.TableCell;
import huikan.service.sheet.TableCell.Empty;
import huikan.service.sheet.UploadedTable;
import huikan.service.sheet.UploadedTable.TableRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.dhatim.fastexcel.reader.CellAddress;
import org.dhatim.fastexcel.reader.CellRangeAddress;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the cells of figures, and keeps what is wrong with them. */
final class FigureCells {

    private static final int MOST_PROBLEMS = 1_000;

    private final List<CellRangeAddress> merged;
    private final List<CellProblem> problems = new ArrayList<>();

    FigureCells(List<CellRangeAddress> merged) {
        this.merged = merged.stream()
                .filter(one -> one.getFirstRow() != one.getLastRow() || one.getFirstColumn() != one.getLastColumn())
                .toList();
    }

    /** A figure and where it stands. */
    record Placed(String cell, JsonNode value) {}

    List<CellProblem> problems() {
        return problems;
    }

    void problem(String cell, String code, String message) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(new CellProblem(cell, code, message));
        } else if (problems.size() == MOST_PROBLEMS) {
            problems.add(new CellProblem(cell, "problems.more", "There are more; mend those that are told first."));
        }
    }

    /** Of columns that stand for nothing. */
    void unknownHeadings(Map<String, Integer> columns) {
        columns.forEach((heading, column) -> problem(
                cell(column, 1),
                "heading.unknown",
                "The column “" + SheetFigure.Plain.shortened(heading)
                        + "” is none of the template; nothing of it was taken."));
    }

    /**
     * Of a row that has more fields than there are headings.
     *
     * @param headings how many columns have one
     * @param fields of the first row
     * @return whether it has
     */
    boolean isTooLong(TableRow row, int headings, int fields) {
        OptionalInt beyond = row.beyond(headings, fields);
        beyond.ifPresent(column -> problem(
                cell(column, row.number()),
                "row.too-long",
                UploadedTable.TOO_LONG + " Nothing of this row was taken."));
        return beyond.isPresent();
    }

    /**
     * Of a row in which the name beside the code is that of another: whose figures they are is not known.
     *
     * @param named the column of the names; null where there is none
     * @return whether it is
     */
    boolean isNamedOtherwise(TableRow row, int codes, String code, @Nullable Integer named, KnownNames names) {
        String name = named != null && row.cell(named) instanceof TableCell.Text(String text) ? text : "";
        Optional<String> other = names.other(name, code);
        other.ifPresent(whose -> problem(
                cell(codes, row.number()),
                "name.other",
                "“" + SheetFigure.Plain.shortened(name.strip()) + "” is " + whose + ", and the code is " + code
                        + "; nothing of this row was taken."));
        return other.isPresent();
    }

    static String cell(int column, int row) {
        return new CellAddress(row - 1, column).toString();
    }

    /**
     * Puts what the cells of one row say to the others.
     *
     * @param scopes of the columns
     * @param layout of the agency that files it
     * @param found by their pointers into the body of a filing
     */
    void read(TableRow row, Map<Integer, Column> scopes, SheetLayout layout, Map<String, Placed> found) {
        List<CellRangeAddress> here = merged.stream()
                .filter(one -> one.getFirstRow() < row.number() && row.number() - 1 <= one.getLastRow())
                .toList();
        scopes.forEach((at, column) -> {
            TableCell content = row.cell(at);
            if (!(content instanceof Empty)) {
                String cell = cell(at, row.number());
                Optional<CellRangeAddress> area = here.stream()
                        .filter(one -> one.isInRange(row.number() - 1, at))
                        .findFirst();
                if (area.isPresent()) {
                    problem(
                            cell,
                            "cell.merged",
                            "It is merged with others (" + area.get()
                                    + "), so that its value is no single figure; unmerge them.");
                } else if (isAsked(cell, column, layout)) {
                    figure(cell, content, column, found);
                }
            }
        });
    }

    /** What a column of figures holds. */
    record Column(SheetScope scope, Definition of) {}

    private boolean isAsked(String cell, Column column, SheetLayout layout) {
        boolean asked = layout.takes(column.of(), column.scope());
        if (!asked && column.scope().equals(SheetScope.OWN)) {
            problem(
                    cell,
                    "indicator.not-asked",
                    "An agency of this level is not asked for " + column.of().code() + ".");
        } else if (!asked) {
            problem(
                    cell,
                    "figure.scope",
                    column.of().code() + " is not consolidated: only “" + SheetScope.OWN.heading() + "” is filled in.");
        }
        return asked;
    }

    private void figure(String cell, TableCell content, Column column, Map<String, Placed> found) {
        switch (SheetFigure.of(content, column.of())) {
            case SheetFigure.Blank blank -> {}
            case SheetFigure.Filed(JsonNode value) ->
                found.put(column.scope().pointer() + "/" + column.of().code(), new Placed(cell, value));
            case SheetFigure.Refused(String code, String message) -> problem(cell, code, message);
        }
    }
}
