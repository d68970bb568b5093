package huikan.submission.sheet;

import java.math.BigDecimal;

/** What stands in one cell of a table, whichever kind of file it came in. */
sealed interface SheetCell {

    record Empty() implements SheetCell {}

    record Text(String text) implements SheetCell {}

    /**
     * A number as it is stored.
     *
     * @param percent it is shown as a percentage: a hundred times as much
     */
    record Numeric(BigDecimal value, boolean percent) implements SheetCell {}

    /** A formula; what it came to when the file was saved is not taken for a value. */
    record Formula(String formula) implements SheetCell {}

    /** A date, an error, a yes or no. */
    record Other(String what) implements SheetCell {}
}
