package huikan.submission.sheet;

import huikan.service.sheet.UploadedWorkbook;
import huikan.service.sheet.WorkbookRefused;
import huikan.submission.sheet.SheetCell.Empty;
import huikan.submission.sheet.SheetCell.Formula;
import huikan.submission.sheet.SheetCell.Numeric;
import huikan.submission.sheet.SheetCell.Other;
import huikan.submission.sheet.SheetCell.Text;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellRangeAddress;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/**
 * The sheet that was filled in.
 *
 * @param rows in their order
 * @param merged areas that are one cell to whoever looks at them
 */
record SheetTable(List<SheetRow> rows, List<CellRangeAddress> merged) {

    /** The first sheet of a template. */
    static final String NAME = "填报";

    /** More than any form has; a sheet is read row by row until there are more. */
    static final int MOST_ROWS = 5_000;

    private static final int MOST_COLUMNS = 100;
    private static final Charset CHINESE = Charset.forName("GB18030");
    private static final char MARK = '\ufeff';
    /** Beyond these a spreadsheet stores the number that is nearest, with more digits than were typed. */
    private static final int EXACT_DIGITS = 15;

    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.");
    private static final Pattern DATES = Pattern.compile("[ymdhs]");

    /**
     * A row that has something.
     *
     * @param number as a spreadsheet shows it; the first is 1
     */
    record SheetRow(int number, List<SheetCell> cells) {
        SheetCell cell(int column) {
            return column < cells.size() ? cells.get(column) : new Empty();
        }
    }

    /** @throws huikan.service.problem.ProblemException when it is no such file, or none that is taken */
    static SheetTable xlsx(byte[] file) throws IOException {
        try (UploadedWorkbook book = UploadedWorkbook.of(file)) {
            Sheet sheet = book.sheet(NAME)
                    .orElseThrow(() -> SheetProblem.INVALID.because(
                            "sheet.missing",
                            "The workbook has no sheet “" + NAME + "”; it has: " + String.join(", ", book.names())
                                    + ". Give the sheet its name back."));
            List<Row> rows = book.rows(sheet, MOST_ROWS + 1);
            bounded(rows.size());
            return new SheetTable(rows.stream().map(SheetTable::row).toList(), book.merged(sheet));
        } catch (WorkbookRefused refused) {
            throw SheetProblem.INVALID.because(refused.code(), String.valueOf(refused.getMessage()));
        }
    }

    private static void bounded(int rows) {
        if (rows > MOST_ROWS) {
            throw SheetProblem.INVALID.because(
                    "sheet.too-long",
                    "The sheet has more than " + MOST_ROWS
                            + " rows; delete those below the last indicator, empty ones too.");
        }
    }

    private static SheetRow row(Row row) {
        List<SheetCell> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_COLUMNS, row.getCellCount()); i++) {
            cells.add(cell(row.getCell(i)));
        }
        return new SheetRow(row.getRowNum(), cells);
    }

    private static SheetCell cell(@Nullable Cell cell) {
        if (cell == null) {
            return new Empty();
        }
        if (cell.getFormula() != null) {
            return new Formula(cell.getFormula());
        }
        return switch (cell.getType()) {
            case EMPTY -> new Empty();
            // a string that some programs write like the outcome of a formula, without any
            case FORMULA -> text(String.valueOf(cell.getRawValue()));
            case STRING -> text(cell.getText());
            case NUMBER -> number(cell);
            case BOOLEAN -> new Other("a yes or no (" + cell.getRawValue() + ")");
            case ERROR -> new Other("an error (" + cell.getRawValue() + ")");
        };
    }

    private static SheetCell text(String text) {
        return text.isBlank() ? new Empty() : new Text(text);
    }

    private static SheetCell number(Cell cell) {
        String format = LITERALS.matcher(String.valueOf(cell.getDataFormatString()))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        boolean isGeneral = cell.getDataFormatString() == null || format.contains("general");
        if (!isGeneral && DATES.matcher(format).find()) {
            return new Other("a date");
        }
        return new Numeric(exact(cell.asNumber()), !isGeneral && format.contains("%"));
    }

    /** As it was typed: 0.28999999999999998 is stored for 0.29. */
    private static BigDecimal exact(BigDecimal stored) {
        return stored.stripTrailingZeros().precision() <= EXACT_DIGITS
                ? stored
                : new BigDecimal(Double.toString(stored.doubleValue()));
    }

    /** In UTF-8, or as a Chinese Excel saves it. */
    static SheetTable csv(byte[] file) throws IOException {
        List<SheetRow> rows = new ArrayList<>();
        try (CSVParser records = CSVFormat.RFC4180.parse(new StringReader(decoded(file)))) {
            for (CSVRecord one : records) {
                bounded(rows.size() + 1);
                List<SheetCell> cells = new ArrayList<>();
                one.stream().limit(MOST_COLUMNS).forEach(value -> cells.add(field(value)));
                rows.add(new SheetRow((int) one.getRecordNumber(), cells));
            }
        } catch (IOException | UncheckedIOException broken) {
            throw SheetProblem.INVALID.because(
                    "sheet.unreadable", "The file cannot be read as CSV: " + broken.getMessage());
        }
        return new SheetTable(rows, List.of());
    }

    private static SheetCell field(String value) {
        return value.startsWith("=") ? new Formula(value.substring(1)) : text(value);
    }

    private static String decoded(byte[] file) throws CharacterCodingException {
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException other) {
            text = CHINESE.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        }
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }
}
