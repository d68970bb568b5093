package huikan.submission.form;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.events.AgencyLevel;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a form looks on paper (表样): a grid of cells as in the spreadsheet that it was drawn from. Figures that stand nowhere on it are
 * filled in below it.
 *
 * @param rows how many
 * @param columns how many
 * @param cells those that say something or take a figure; none covers another
 */
public record Layout(int rows, int columns, List<LayoutCell> cells) {

    static final int MOST_ROWS = 500;
    static final int MOST_COLUMNS = 60;
    static final int MOST_CELLS = 5_000;
    static final int LONGEST_TEXT = 500;

    static final String OWN = "own";
    static final String CONSOLIDATED = "consolidated";
    private static final String LEVEL = "byLevel.";

    /** Whose figure a cell takes: the maps of a filing. */
    static final Set<String> SCOPES = Stream.concat(
                    Stream.of(OWN, CONSOLIDATED),
                    Arrays.stream(AgencyLevel.values()).map(Layout::scope))
            .collect(Collectors.toUnmodifiableSet());

    static String scope(AgencyLevel level) {
        return LEVEL + level;
    }

    /**
     * A cell, or several that are merged.
     *
     * @param row the first is 1
     * @param column the first is 1
     * @param rows that it covers; one where it is left out
     * @param columns that it covers; one where it is left out
     * @param text what it says; left out of a cell that takes a figure
     * @param indicator the code of the figure that it takes
     * @param scope own, consolidated, or byLevel. and a level
     */
    public record LayoutCell(
            int row,
            int column,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer rows,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Integer columns,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String text,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String indicator,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String scope) {

        int height() {
            return rows == null ? 1 : rows;
        }

        int width() {
            return columns == null ? 1 : columns;
        }

        LayoutCell taking(String code, String of) {
            return new LayoutCell(row, column, rows, columns, null, code, of);
        }
    }

    /** The places in the list of those that cover one before them. Each is within the grid. */
    Set<Integer> overlaps() {
        Set<Integer> found = new TreeSet<>();
        boolean[][] taken = new boolean[rows + 1][columns + 1];
        for (int i = 0; i < cells.size(); i++) {
            LayoutCell one = cells.get(i);
            for (int row = one.row(); row < one.row() + one.height(); row++) {
                for (int column = one.column(); column < one.column() + one.width(); column++) {
                    if (taken[row][column]) {
                        found.add(i);
                    }
                    taken[row][column] = true;
                }
            }
        }
        return found;
    }
}
