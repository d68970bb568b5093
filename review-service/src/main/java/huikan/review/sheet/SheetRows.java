package huikan.review.sheet;

import huikan.review.workflow.CaseProblem;
import huikan.service.sheet.UploadedWorkbook;
import huikan.service.sheet.WorkbookRefused;
import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;

/** The rows of the first sheet of an uploaded XLSX, by the heads of its first row. */
public final class SheetRows {

    private SheetRows() {}

    /**
     * A row that is not empty.
     *
     * @param number as the spreadsheet shows it; the head is 1
     */
    public record SheetRow(int number, Map<String, Cell> cells) {

        /** Without blanks around it; empty for an empty cell. */
        public String text(String head) {
            Cell cell = cells.get(head);
            return cell == null
                    ? ""
                    : Optional.ofNullable(cell.getText()).orElse("").strip();
        }

        /**
         * A date cell, or a text such as 2026-12-31; empty for an empty cell.
         *
         * @throws DateTimeParseException when it is neither
         */
        public Optional<LocalDate> date(String head) {
            Cell cell = cells.get(head);
            if (cell != null && cell.getType() == CellType.NUMBER) {
                return Optional.ofNullable(cell.asDate()).map(LocalDateTime::toLocalDate);
            }
            String text = text(head);
            return text.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(text.replace('/', '-')));
        }

        boolean isEmpty() {
            return cells.keySet().stream().allMatch(head -> text(head).isEmpty());
        }
    }

    /**
     * @param most rows that are read at most
     * @throws huikan.service.problem.ProblemException 413 when the file is too large, 422 when it is no XLSX, or one that is not taken
     */
    public static List<SheetRow> of(InputStream file, int most) throws IOException {
        byte[] bytes = UploadedWorkbook.bytes(file);
        try (UploadedWorkbook book = UploadedWorkbook.of(bytes)) {
            return rows(book.rows(book.first(), most + 1));
        } catch (WorkbookRefused refused) {
            throw CaseProblem.INVALID.because(String.valueOf(refused.getMessage()));
        }
    }

    private static List<SheetRow> rows(List<Row> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        List<String> heads = all.getFirst().stream()
                .map(cell -> cell == null ? "" : cell.getText().strip())
                .toList();
        List<SheetRow> rows = new ArrayList<>();
        for (Row row : all.subList(1, all.size())) {
            Map<String, Cell> cells = new LinkedHashMap<>();
            for (int i = 0; i < Math.min(heads.size(), row.getCellCount()); i++) {
                Cell cell = row.getCell(i);
                if (cell != null && !heads.get(i).isEmpty()) {
                    cells.putIfAbsent(heads.get(i), cell);
                }
            }
            SheetRow read = new SheetRow(row.getRowNum(), cells);
            if (!read.isEmpty()) {
                rows.add(read);
            }
        }
        return rows;
    }
}
