package huikan.service.sheet;

import huikan.problem.FieldError;
import huikan.service.sheet.TableCell.Day;
import huikan.service.sheet.TableCell.Empty;
import huikan.service.sheet.TableCell.Formula;
import huikan.service.sheet.TableCell.Numeric;
import huikan.service.sheet.TableCell.Other;
import huikan.service.sheet.TableCell.Text;
import huikan.service.sheet.TableCell.YesNo;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** The rows of a table that somebody uploaded, as CSV or in a workbook. */
public final class UploadedTable {

    /** More than the figures of the largest form. */
    private static final int MOST_COLUMNS = 2_100;

    private static final int COLUMNS_READ_WHOLE = 100;
    private static final TableCell EMPTY = new Empty();

    /** Of a row whose fields are not those of its headings. */
    public static final String TOO_LONG =
            "The row has more fields than the first has headings; write 1,234 as 1234 or as \"1,234\".";

    private static final Charset CHINESE = Charset.forName("GB18030");
    private static final char MARK = '\ufeff';
    /** Beyond these a spreadsheet stores the number that is nearest, with more digits than were typed. */
    private static final int EXACT_DIGITS = 15;
    /** The day 9999-12-31, as spreadsheets count. */
    private static final BigDecimal LAST_DAY = BigDecimal.valueOf(2_958_465);

    private static final Pattern LITERALS = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*\\]|\\\\.");
    private static final Pattern DATES = Pattern.compile("[ymdhs]");

    private UploadedTable() {}

    /**
     * A row that has something.
     *
     * @param number as a spreadsheet shows it; the first is 1
     * @param csv whether its cells are fields of a text, in which a comma too many makes two of one
     */
    public record TableRow(int number, List<TableCell> cells, boolean csv) {
        public TableCell cell(int column) {
            return column < cells.size() ? cells.get(column) : EMPTY;
        }

        /** The columns up to the last that has something. */
        public int width() {
            int width = cells.size();
            while (width > 0 && cell(width - 1) instanceof Empty) {
                width--;
            }
            return width;
        }

        /**
         * The first field too many, as an unquoted 1,234 makes one: which field belongs to which heading is not known. It stands right of the
         * headings, or, where the last fields are blank, the row has more than the first. In a workbook there is none; what stands beside a
         * table there moves nothing.
         *
         * @param headings how many columns have one
         * @param fields of the first row, those without a heading among them
         */
        public OptionalInt beyond(int headings, int fields) {
            OptionalInt stray = IntStream.range(headings, cells.size())
                    .filter(column -> !(cell(column) instanceof Empty))
                    .findFirst();
            if (!csv || stray.isPresent()) {
                return csv ? stray : OptionalInt.empty();
            }
            return cells.size() > fields && width() > 0 ? OptionalInt.of(fields) : OptionalInt.empty();
        }

        /** What is wrong with a row that has more fields than the first, at {@code /rows/<number>}. */
        public Optional<FieldError> tooLong(TableRow first) {
            return beyond(first.width(), first.cells().size()).isPresent()
                    ? Optional.of(new FieldError("/rows/" + number, "row.too-long", TOO_LONG))
                    : Optional.empty();
        }

        /** Without what stands further right than any column of a table that is read whole. */
        public TableRow bounded() {
            return cells.size() <= COLUMNS_READ_WHOLE
                    ? this
                    : new TableRow(number, List.copyOf(cells.subList(0, COLUMNS_READ_WHOLE)), csv);
        }
    }

    /** The first rows of a sheet. */
    public static List<TableRow> rows(UploadedWorkbook book, Sheet sheet, int most) throws IOException {
        List<TableRow> rows = new ArrayList<>();
        each(book, sheet, most, row -> rows.add(row.bounded()));
        return rows;
    }

    /** Hands over the first rows of a sheet, one after the other, and keeps none. */
    public static void each(UploadedWorkbook book, Sheet sheet, int most, Consumer<TableRow> taker) throws IOException {
        book.each(sheet, most, row -> taker.accept(row(row)));
    }

    private static TableRow row(Row row) {
        List<TableCell> cells = new ArrayList<>();
        for (int i = 0; i < Math.min(MOST_COLUMNS, row.getCellCount()); i++) {
            cells.add(cell(row.getCell(i)));
        }
        return new TableRow(row.getRowNum(), cells, false);
    }

    private static TableCell cell(@Nullable Cell cell) {
        if (cell == null) {
            return EMPTY;
        }
        if (cell.getFormula() != null) {
            return new Formula(cell.getFormula());
        }
        return switch (cell.getType()) {
            case EMPTY -> EMPTY;
            // a string that some programs write like the outcome of a formula, without any
            case FORMULA -> text(String.valueOf(cell.getRawValue()));
            case STRING -> text(cell.getText());
            case NUMBER -> number(cell);
            case BOOLEAN -> new YesNo(cell.asBoolean());
            case ERROR -> new Other("an error (" + cell.getRawValue() + ")");
        };
    }

    private static TableCell text(String text) {
        return text.isBlank() ? EMPTY : new Text(text);
    }

    private static TableCell number(Cell cell) {
        String format = LITERALS.matcher(String.valueOf(cell.getDataFormatString()))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        boolean isGeneral = cell.getDataFormatString() == null || format.contains("general");
        if (!isGeneral && DATES.matcher(format).find()) {
            return day(cell);
        }
        return new Numeric(exact(cell.asNumber()), !isGeneral && format.contains("%"));
    }

    private static TableCell day(Cell cell) {
        BigDecimal days = cell.asNumber();
        if (days.signum() <= 0 || days.compareTo(LAST_DAY) > 0) {
            return new Other("no date (" + days.toPlainString() + ")");
        }
        LocalDateTime at = cell.asDate();
        return at.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? new Day(at.toLocalDate())
                : new Other("a time (" + at + ")");
    }

    /** As it was typed: 0.28999999999999998 is stored for 0.29. */
    private static BigDecimal exact(BigDecimal stored) {
        return stored.stripTrailingZeros().precision() <= EXACT_DIGITS
                ? stored
                : new BigDecimal(Double.toString(stored.doubleValue()));
    }

    /**
     * The first rows of a text in CSV, blank ones too.
     *
     * @throws WorkbookRefused when it is none
     */
    public static List<TableRow> rows(String csv, int most) throws WorkbookRefused {
        List<TableRow> rows = new ArrayList<>();
        each(csv, most, row -> rows.add(row.bounded()));
        return rows;
    }

    /**
     * Hands over the first rows of a text in CSV, blank ones too, and keeps none.
     *
     * @throws WorkbookRefused when it is none
     */
    public static void each(String csv, int most, Consumer<TableRow> taker) throws WorkbookRefused {
        int read = 0;
        try (CSVParser records =
                CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get().parse(new StringReader(csv))) {
            Iterator<CSVRecord> all = records.iterator();
            while (read < most && all.hasNext()) {
                CSVRecord one = all.next();
                read++;
                List<TableCell> cells = new ArrayList<>();
                one.stream().limit(MOST_COLUMNS).forEach(value -> cells.add(field(value)));
                taker.accept(new TableRow((int) one.getRecordNumber(), cells, true));
            }
        } catch (IOException | UncheckedIOException broken) {
            throw WorkbookRefused.quotes(read + 1, broken);
        }
    }

    private static TableCell field(String value) {
        return value.startsWith("=") ? new Formula(value.substring(1)) : text(Quotes.unquoted(value));
    }

    /**
     * A text in UTF-8, or as a Chinese Excel saves it, without its mark.
     *
     * @throws WorkbookRefused when it is in another encoding
     */
    public static String text(byte[] file) throws WorkbookRefused {
        try {
            return text(file, StandardCharsets.UTF_8);
        } catch (CharacterCodingException other) {
            try {
                return text(file, CHINESE);
            } catch (CharacterCodingException neither) {
                throw WorkbookRefused.encoding(neither);
            }
        }
    }

    /** No table has the character 0; what is in UTF-16 has many. */
    private static String text(byte[] file, Charset in) throws CharacterCodingException {
        String text = in.newDecoder().decode(ByteBuffer.wrap(file)).toString();
        if (text.indexOf('\0') >= 0) {
            throw new CharacterCodingException();
        }
        return unmarked(text);
    }

    private static String unmarked(String text) {
        return !text.isEmpty() && text.charAt(0) == MARK ? text.substring(1) : text;
    }
}
