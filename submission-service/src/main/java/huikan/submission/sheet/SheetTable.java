package huikan.submission.sheet;

import huikan.service.sheet.UploadedTable;
import huikan.service.sheet.UploadedTable.TableRow;
import huikan.service.sheet.UploadedWorkbook;
import huikan.service.sheet.WorkbookRefused;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.dhatim.fastexcel.reader.CellRangeAddress;
import org.dhatim.fastexcel.reader.Sheet;
import org.springframework.http.MediaType;

/** A sheet that was filled in, in a workbook or as CSV. Its rows are read as often as they are asked for. */
final class SheetTable implements Closeable {

    /** The first sheet of a template. */
    static final String NAME = "填报";

    /** More than any form has; a sheet is read row by row until there are more. */
    static final int MOST_ROWS = 5_000;

    /** Reads the first rows. */
    private interface Rows {
        void each(int most, Consumer<TableRow> taker) throws IOException;
    }

    private final Rows rows;
    private final List<CellRangeAddress> merged;
    private final Closeable source;

    private SheetTable(Rows rows, List<CellRangeAddress> merged, Closeable source) {
        this.rows = rows;
        this.merged = merged;
        this.source = source;
    }

    /** @throws huikan.service.problem.ProblemException when it is no such file, or none that is taken */
    static SheetTable of(HttpServletRequest request) throws IOException {
        byte[] file = UploadedWorkbook.bytes(request.getInputStream());
        MediaType type = MediaType.parseMediaType(request.getContentType());
        boolean isCsv = type.equalsTypeAndSubtype(MediaType.parseMediaType(huikan.service.sheet.Sheet.CSV));
        return isCsv ? csv(file) : xlsx(file);
    }

    private static SheetTable xlsx(byte[] file) throws IOException {
        try {
            UploadedWorkbook book = UploadedWorkbook.of(file);
            try {
                Sheet sheet = book.sheet(NAME).orElseThrow(() -> missing(book));
                return new SheetTable(
                        (most, taker) -> UploadedTable.each(book, sheet, most, taker), book.merged(sheet), book);
            } catch (IOException | RuntimeException refused) {
                book.close();
                throw refused;
            }
        } catch (WorkbookRefused refused) {
            throw refused(refused);
        }
    }

    private static RuntimeException missing(UploadedWorkbook book) {
        return SheetProblem.INVALID.because(
                "sheet.missing",
                "The workbook has no sheet “" + NAME + "”; it has: " + String.join(", ", book.names())
                        + ". Give the sheet its name back.");
    }

    /** In UTF-8, or as a Chinese Excel saves it. */
    private static SheetTable csv(byte[] file) {
        try {
            String text = UploadedTable.text(file);
            return new SheetTable((most, taker) -> UploadedTable.each(text, most, taker), List.of(), () -> {});
        } catch (WorkbookRefused refused) {
            throw refused(refused);
        }
    }

    /** Areas that are one cell to whoever looks at them. */
    List<CellRangeAddress> merged() {
        return merged;
    }

    /** In their order. */
    List<TableRow> rows() {
        List<TableRow> all = new ArrayList<>();
        each(row -> all.add(row.bounded()));
        return all;
    }

    /** Hands over one row after the other, and keeps none. */
    void each(Consumer<TableRow> taker) {
        int[] count = {0};
        try {
            rows.each(MOST_ROWS + 1, row -> {
                count[0]++;
                if (count[0] > MOST_ROWS) {
                    throw SheetProblem.INVALID.because(
                            "sheet.too-long",
                            "The sheet has more than " + MOST_ROWS
                                    + " rows; delete those below the last that is filled in, empty ones too.");
                }
                taker.accept(row);
            });
        } catch (WorkbookRefused refused) {
            throw refused(refused);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static RuntimeException refused(WorkbookRefused refused) {
        return SheetProblem.INVALID.because(refused.code(), String.valueOf(refused.getMessage()));
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
