package huikan.submission.form;

import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.service.sheet.TableCell;
import huikan.service.sheet.TableCell.Numeric;
import huikan.service.sheet.TableCell.Text;
import huikan.service.sheet.UploadedTable;
import huikan.service.sheet.UploadedTable.TableRow;
import huikan.service.sheet.UploadedWorkbook;
import huikan.service.sheet.WorkbookRefused;
import huikan.submission.form.Layout.LayoutCell;
import huikan.submission.indicator.Indicator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.reader.CellRangeAddress;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * Draws a layout from a spreadsheet as it is printed: its texts and merged cells, and for each name of an indicator the blank cell
 * that takes its figure. What is not found is left to whoever looks at it.
 */
final class LayoutReader {

    /** The unit often stands between a name and its figure. */
    private static final int BESIDE = 3;

    /** Of columns: whose figures they have. */
    private static final Map<String, String> SCOPES = Map.of(
            "本级", Layout.OWN,
            "含下级", Layout.CONSOLIDATED,
            "省级", Layout.scope(AgencyLevel.PROVINCE),
            "市级", Layout.scope(AgencyLevel.CITY),
            "县级", Layout.scope(AgencyLevel.COUNTY),
            "乡级", Layout.scope(AgencyLevel.TOWNSHIP));

    /** 一、 (一) 1. 其中: and the like. */
    private static final Pattern NUMBERING = Pattern.compile("^(其中[:：]?|[（(]?[一二三四五六七八九十0-9]{1,3}[)）、.．])+");

    private static final Pattern UNIT = Pattern.compile("[（(][^（()）]{1,8}[)）]$");

    private final Map<Place, LayoutCell> cells = new TreeMap<>();
    private final Set<Place> covered = new HashSet<>();
    private final Map<Place, LayoutCell> blank = new HashMap<>();
    /** By column, whose figures its last heading says that it has. */
    private final Map<Integer, String> headings = new TreeMap<>();

    private int rows;
    private int columns;

    private record Place(int row, int column) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byRow = Integer.compare(row, other.row);
            return byRow != 0 ? byRow : Integer.compare(column, other.column);
        }
    }

    private LayoutReader() {}

    /**
     * From the first sheet.
     *
     * @param known the indicators that may stand on it
     * @throws huikan.service.problem.ProblemException 422 when it is no workbook, empty, or too large
     */
    static Layout read(byte[] file, Collection<Indicator> known) throws IOException {
        try (UploadedWorkbook book = UploadedWorkbook.of(file)) {
            LayoutReader reader = new LayoutReader();
            Sheet sheet = book.first();
            reader.areas(book.merged(sheet));
            UploadedTable.rows(book, sheet, Layout.MOST_ROWS + 1).forEach(reader::row);
            reader.requireBounded();
            reader.place(known);
            return new Layout(reader.rows, reader.columns, List.copyOf(reader.cells.values()));
        } catch (WorkbookRefused refused) {
            throw FormProblem.LAYOUT_UNREADABLE.because(String.valueOf(refused.getMessage()));
        }
    }

    private void areas(List<CellRangeAddress> merged) {
        for (CellRangeAddress area : merged) {
            int row = area.getFirstRow() + 1;
            int column = area.getFirstColumn() + 1;
            int height = area.getLastRow() - area.getFirstRow() + 1;
            int width = area.getLastColumn() - area.getFirstColumn() + 1;
            if (row + height - 1 <= Layout.MOST_ROWS && column + width - 1 <= Layout.MOST_COLUMNS) {
                grow(row + height - 1, column + width - 1);
                blank.put(new Place(row, column), new LayoutCell(row, column, height, width, null, null, null));
                for (int i = row; i < row + height; i++) {
                    for (int j = column; j < column + width; j++) {
                        covered.add(new Place(i, j));
                    }
                }
                covered.remove(new Place(row, column));
            }
        }
    }

    private void grow(int row, int column) {
        rows = Math.max(rows, row);
        columns = Math.max(columns, column);
    }

    private void row(TableRow row) {
        for (int i = 0; i < row.cells().size(); i++) {
            Place place = new Place(row.number(), i + 1);
            String text = text(row.cell(i));
            if (text != null && !covered.contains(place)) {
                LayoutCell area = blank.remove(place);
                grow(place.row(), place.column());
                cells.put(
                        place,
                        new LayoutCell(
                                place.row(),
                                place.column(),
                                area == null ? null : area.rows(),
                                area == null ? null : area.columns(),
                                text,
                                null,
                                null));
            }
        }
    }

    /** Formulas, dates and errors say nothing on a form that is blank. */
    private static @Nullable String text(TableCell cell) {
        String text = switch (cell) {
            case Text(String said) -> said.strip();
            case Numeric numeric -> numeric.value().toPlainString();
            default -> "";
        };
        return text.isEmpty()
                ? null
                : text.length() > Layout.LONGEST_TEXT ? text.substring(0, Layout.LONGEST_TEXT) : text;
    }

    private void requireBounded() {
        if (cells.isEmpty()) {
            throw FormProblem.LAYOUT_UNREADABLE.because("The first sheet has no text.");
        }
        if (rows > Layout.MOST_ROWS || columns > Layout.MOST_COLUMNS || cells.size() > Layout.MOST_CELLS) {
            throw FormProblem.LAYOUT_UNREADABLE.because("A form has at most " + Layout.MOST_ROWS + " rows, "
                    + Layout.MOST_COLUMNS + " columns and " + Layout.MOST_CELLS + " cells.");
        }
    }

    /** A name of two indicators is nobody's; an indicator stands where it is named first. */
    private void place(Collection<Indicator> known) {
        Map<String, List<Indicator>> named = new HashMap<>();
        for (Indicator one : known) {
            named.computeIfAbsent(plain(one.name()), none -> new ArrayList<>()).add(one);
            named.computeIfAbsent(plain(one.code()), none -> new ArrayList<>()).add(one);
        }
        Set<String> units = new HashSet<>();
        known.forEach(one -> units.add(plain(one.unit())));
        Set<String> placed = new HashSet<>();
        for (LayoutCell one : List.copyOf(cells.values())) {
            String text = plain(String.valueOf(one.text()));
            List<Indicator> meant = named.getOrDefault(text, List.of());
            if (SCOPES.containsKey(text)) {
                headings.put(one.column(), SCOPES.get(text));
            } else if (meant.size() == 1 && placed.add(meant.getFirst().code())) {
                figures(one, meant.getFirst(), units);
            }
        }
    }

    private static String plain(String text) {
        String blank = text.replaceAll("[\\s\\u3000]+", "");
        String bare = NUMBERING.matcher(blank).replaceFirst("");
        return UNIT.matcher(bare).replaceFirst("");
    }

    /** In the columns that say whose figures they have; where none does, beside the name, or below it. */
    private void figures(LayoutCell name, Indicator of, Set<String> units) {
        boolean found = false;
        for (Map.Entry<Integer, String> one : headings.entrySet()) {
            String scope = one.getValue();
            boolean takes = scope.equals(Layout.OWN) || of.consolidation() != Consolidation.NONE;
            Place place = new Place(name.row(), one.getKey());
            if (one.getKey() > name.column() && takes && isFree(place)) {
                take(place, of.code(), scope);
                found = true;
            }
        }
        if (!found) {
            beside(name, units)
                    .or(() -> Optional.of(new Place(name.row() + name.height(), name.column()))
                            .filter(this::isFree))
                    .ifPresent(place -> take(place, of.code(), Layout.OWN));
        }
    }

    private Optional<Place> beside(LayoutCell name, Set<String> units) {
        int column = name.column() + name.width();
        for (int i = 0; i < BESIDE; i++) {
            Place place = new Place(name.row(), column + i);
            if (isFree(place)) {
                return Optional.of(place);
            }
            LayoutCell there = cells.get(place);
            if (there == null || there.text() == null || !units.contains(plain(there.text()))) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** A row may end before its blank cells do; what is beyond the last column of all is none. */
    private boolean isFree(Place place) {
        return place.row() <= rows
                && place.column() <= columns
                && !cells.containsKey(place)
                && !covered.contains(place);
    }

    private void take(Place place, String code, String scope) {
        LayoutCell area = blank.remove(place);
        LayoutCell cell =
                area == null ? new LayoutCell(place.row(), place.column(), null, null, null, null, null) : area;
        cells.put(place, cell.taking(code, scope));
    }
}
