package huikan.service.sheet;

import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A table with a head, one row a thing; written row by row, so that its length costs no memory.
 *
 * @param <R> what a row shows
 */
public final class Sheet<R> {

    /** As HTTP names it. */
    public static final String CSV = "text/csv";

    /** As HTTP names it. */
    public static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private static final char MARK = '\ufeff';
    private static final int FLUSHED_EVERY = 200;
    private static final long MOST_EXACT = 999_999_999_999_999L;

    private final String name;
    private final List<Column<R>> columns = new ArrayList<>();

    private record Column<R>(String head, int width, Function<R, @Nullable Object> value) {}

    public Sheet(String name) {
        this.name = name;
    }

    /**
     * One more column.
     *
     * @param width in characters
     * @param value a text, a number, a date, a yes or no, or null for an empty cell
     */
    public Sheet<R> column(String head, int width, Function<R, @Nullable Object> value) {
        columns.add(new Column<>(head, width, value));
        return this;
    }

    /** UTF-8 with a mark, so that Excel reads it as such; a text that Excel would take for a formula is quoted. */
    public void csv(Stream<R> rows, OutputStream out) throws IOException {
        try (OutputStreamWriter writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            writer.write(MARK);
            CSVPrinter printer = CSVFormat.RFC4180.print(writer);
            printer.printRecord(columns.stream().map(Column::head));
            var each = rows.iterator();
            while (each.hasNext()) {
                R row = each.next();
                printer.printRecord(columns.stream().map(column -> harmless(column.value.apply(row))));
            }
            printer.flush();
        }
    }

    private static Object harmless(@Nullable Object value) {
        return value instanceof String text ? Quotes.quoted(text) : value == null ? "" : value;
    }

    public void xlsx(Stream<R> rows, OutputStream out) throws IOException {
        try (Workbook book = new Workbook(out, "Huikan", "1.0")) {
            Worksheet sheet = book.newWorksheet(name);
            for (int i = 0; i < columns.size(); i++) {
                sheet.width(i, columns.get(i).width());
                sheet.value(0, i, columns.get(i).head());
                sheet.style(0, i).bold().set();
            }
            sheet.freezePane(0, 1);
            int at = 0;
            var each = rows.iterator();
            while (each.hasNext()) {
                at++;
                R row = each.next();
                for (int i = 0; i < columns.size(); i++) {
                    put(sheet, at, i, columns.get(i).value.apply(row));
                }
                if (at % FLUSHED_EVERY == 0) {
                    sheet.flush();
                }
            }
        }
    }

    private static void put(Worksheet sheet, int row, int column, @Nullable Object value) {
        switch (value) {
            case null -> {}
            // Excel would round it
            case Long large when Math.abs(large) > MOST_EXACT -> sheet.value(row, column, large.toString());
            case Number number -> sheet.value(row, column, number);
            case LocalDate day -> {
                sheet.value(row, column, day);
                sheet.style(row, column).format("yyyy-mm-dd").set();
            }
            case Boolean yes -> sheet.value(row, column, yes);
            default -> sheet.value(row, column, value.toString());
        }
    }
}
