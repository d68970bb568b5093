package huikan.service.sheet;

import java.math.BigDecimal;
import java.time.LocalDate;

/** What stands in one cell of a table, whichever kind of file it came in. */
public sealed interface TableCell {

    record Empty() implements TableCell {}

    record Text(String text) implements TableCell {}

    /**
     * A number as it is stored.
     *
     * @param percent it is shown as a percentage: a hundred times as much
     */
    record Numeric(BigDecimal value, boolean percent) implements TableCell {}

    record Day(LocalDate date) implements TableCell {}

    record YesNo(boolean yes) implements TableCell {}

    /** A formula; what it came to when the file was saved is not taken for a value. */
    record Formula(String formula) implements TableCell {}

    /** An error, a time. */
    record Other(String what) implements TableCell {}
}
