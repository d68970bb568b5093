package huikan.submission.sheet;

import huikan.service.sheet.UploadedTable;
import huikan.service.sheet.UploadedTable.TableRow;
import huikan.service.sheet.UploadedWorkbook;
import huikan.service.sheet.WorkbookRefused;
import java.io.IOException;
import java.util.List;
import org.dhatim.fastexcel.reader.CellRangeAddress;
import org.dhatim.fastexcel.reader.Sheet;

/**
 * The sheet that was filled in.
 *
 * @param rows in their order
 * @param merged areas that are one cell to whoever looks at them
 */
record SheetTable(List<TableRow> rows, List<CellRangeAddress> merged) {

    /** The first sheet of a template. */
    static final String NAME = "填报";

    /** More than any form has; a sheet is read row by row until there are more. */
    static final int MOST_ROWS = 5_000;

    /** @throws huikan.service.problem.ProblemException when it is no such file, or none that is taken */
    static SheetTable xlsx(byte[] file) throws IOException {
        try (UploadedWorkbook book = UploadedWorkbook.of(file)) {
            Sheet sheet = book.sheet(NAME)
                    .orElseThrow(() -> SheetProblem.INVALID.because(
                            "sheet.missing",
                            "The workbook has no sheet “" + NAME + "”; it has: " + String.join(", ", book.names())
                                    + ". Give the sheet its name back."));
            return new SheetTable(bounded(UploadedTable.rows(book, sheet, MOST_ROWS + 1)), book.merged(sheet));
        } catch (WorkbookRefused refused) {
            throw SheetProblem.INVALID.because(refused.code(), String.valueOf(refused.getMessage()));
        }
    }

    private static List<TableRow> bounded(List<TableRow> rows) {
        if (rows.size() > MOST_ROWS) {
            throw SheetProblem.INVALID.because(
                    "sheet.too-long",
                    "The sheet has more than " + MOST_ROWS
                            + " rows; delete those below the last indicator, empty ones too.");
        }
        return rows;
    }

    /** In UTF-8, or as a Chinese Excel saves it. */
    static SheetTable csv(byte[] file) {
        try {
            return new SheetTable(bounded(UploadedTable.rows(UploadedTable.text(file), MOST_ROWS + 1)), List.of());
        } catch (IOException broken) {
            throw SheetProblem.INVALID.because(
                    "sheet.unreadable", "The file cannot be read as CSV: " + broken.getMessage());
        }
    }
}
