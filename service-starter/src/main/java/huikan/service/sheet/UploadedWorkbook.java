package huikan.service.sheet;

import huikan.service.problem.HttpProblem;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.CellRangeAddress;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.dhatim.fastexcel.reader.Sheet;
import org.jspecify.annotations.Nullable;

/** An XLSX that somebody uploaded: bounded packed and unpacked, without macros, external links and embedded objects. */
public final class UploadedWorkbook implements Closeable {

    private static final int LARGEST = 5 << 20;

    /** More are no layout of a table; each cell is looked for in them. */
    private static final int MOST_MERGED = 1_000;

    private final byte[] file;
    private final ReadableWorkbook book;

    private UploadedWorkbook(byte[] file, ReadableWorkbook book) {
        this.file = file;
        this.book = book;
    }

    /**
     * The bytes of a table, of whatever type.
     *
     * @throws huikan.service.problem.ProblemException 413 when there are too many
     */
    public static byte[] bytes(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw HttpProblem.TOO_LARGE.because("A table has at most " + LARGEST + " bytes.");
        }
        return bytes;
    }

    /** @throws WorkbookRefused when it is none that is read */
    public static UploadedWorkbook of(byte[] file) throws IOException {
        boolean hasStyles = PackageParts.check(file);
        try {
            return new UploadedWorkbook(
                    file, new ReadableWorkbook(new ByteArrayInputStream(file), new ReadingOptions(hasStyles, true)));
        } catch (IOException | RuntimeException broken) {
            throw WorkbookRefused.unreadable(broken);
        }
    }

    public List<String> names() {
        return book.getSheets().map(Sheet::getName).toList();
    }

    public Optional<Sheet> sheet(String name) {
        return book.findSheet(name);
    }

    public Sheet first() {
        return book.getFirstSheet();
    }

    /** The first rows, one after the other. */
    public List<Row> rows(Sheet sheet, int most) throws IOException {
        List<Row> rows = new ArrayList<>();
        each(sheet, most, rows::add);
        return rows;
    }

    /** Hands over the first rows, one after the other, and keeps none; as often as it is asked to. */
    void each(Sheet sheet, int most, Consumer<Row> taker) throws IOException {
        try (Stream<Row> rows = opened(sheet)) {
            Iterator<Row> all = rows.limit(most).iterator();
            for (Row row = next(all); row != null; row = next(all)) {
                taker.accept(row);
            }
        }
    }

    private static Stream<Row> opened(Sheet sheet) throws IOException {
        try {
            return sheet.openStream();
        } catch (IOException | RuntimeException broken) {
            throw WorkbookRefused.unreadable(broken);
        }
    }

    private static @Nullable Row next(Iterator<Row> rows) throws IOException {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (RuntimeException broken) {
            throw WorkbookRefused.unreadable(broken);
        }
    }

    /** Areas that are one cell to whoever looks at them; the value is in their first. */
    public List<CellRangeAddress> merged(Sheet sheet) throws IOException {
        List<String> areas = PackageParts.merged(file, sheet.getName(), MOST_MERGED + 1);
        if (areas.size() > MOST_MERGED) {
            throw new WorkbookRefused(
                    "workbook.merged", "The sheet has more than " + MOST_MERGED + " merged areas; unmerge its cells.");
        }
        try {
            return areas.stream().map(CellRangeAddress::valueOf).toList();
        } catch (RuntimeException broken) {
            throw WorkbookRefused.unreadable(broken);
        }
    }

    @Override
    public void close() throws IOException {
        book.close();
    }
}
