package huikan.submission.agency;

import huikan.events.AgencyLevel;
import huikan.problem.FieldError;
import huikan.service.sheet.TableCell;
import huikan.service.sheet.UploadedTable;
import huikan.service.sheet.UploadedTable.TableRow;
import huikan.service.sheet.WorkbookRefused;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Agencies as a table: a line of heads in any order, and a line an agency.
 *
 * @param rows in the order of the file
 * @param errors at {@code /rows/<line>/<column>}, the line as a spreadsheet shows it
 * @param unread the heads of columns that are none of these
 */
record AgencyTable(List<Row> rows, List<FieldError> errors, List<String> unread) {

    /** As many as a large province has, several times. */
    private static final int MOST_ROWS = 50_000;

    private enum Column {
        code("代码"),
        name("名称"),
        level("层级"),
        territory("属地上级"),
        department("业务上级"),
        /** May be left out, in the whole or of one agency. */
        renamedOn("更名日期");

        private final String zh;

        Column(String zh) {
            this.zh = zh;
        }

        String heads() {
            return name() + " (" + zh + ")";
        }

        static @Nullable Column of(String head) {
            for (Column one : values()) {
                if (one.zh.equals(head) || one.name().equalsIgnoreCase(head)) {
                    return one;
                }
            }
            return null;
        }
    }

    private static final Map<String, AgencyLevel> LEVELS = Map.of(
            "省级", AgencyLevel.PROVINCE, "市级", AgencyLevel.CITY, "县级", AgencyLevel.COUNTY, "乡级", AgencyLevel.TOWNSHIP);

    /**
     * @param wanted without its paths
     * @param renamedOn the first day of its name, where it had another one before; null where that was a mistake
     */
    record Row(long line, Agency wanted, @Nullable LocalDate renamedOn) {}

    static String pointer(long line, String column) {
        return "/rows/" + line + "/" + column;
    }

    /**
     * @throws huikan.service.problem.ProblemException 422 when it is no CSV, has no such heads, or too many rows
     */
    static AgencyTable read(byte[] file) {
        List<Row> rows = new ArrayList<>();
        List<FieldError> errors = new ArrayList<>();
        Map<Column, Integer> columns = new HashMap<>();
        List<TableRow> lines = lines(file);
        for (TableRow one : lines) {
            Optional<FieldError> tooLong = one.tooLong(lines.getFirst());
            if (one.number() == 1) {
                columns.putAll(columns(one));
            } else if (tooLong.isPresent()) {
                errors.add(tooLong.get());
            } else if (one.cells().stream().anyMatch(cell -> !(cell instanceof TableCell.Empty))) {
                Row row = row(one, columns, errors);
                if (row != null) {
                    rows.add(row);
                }
            }
        }
        if (columns.isEmpty()) {
            throw AgencyProblem.UNREADABLE.because("The file is empty.");
        }
        return new AgencyTable(rows, errors, unread(lines.getFirst()));
    }

    private static List<TableRow> lines(byte[] file) {
        try {
            List<TableRow> lines = UploadedTable.rows(UploadedTable.text(file), MOST_ROWS + 2);
            if (lines.size() > MOST_ROWS + 1) {
                throw AgencyProblem.UNREADABLE.because("There are more than " + MOST_ROWS + " rows.");
            }
            return lines;
        } catch (WorkbookRefused refused) {
            String why = String.valueOf(refused.getMessage());
            throw AgencyProblem.UNREADABLE.because(why, List.of(new FieldError("", refused.code(), why)));
        }
    }

    private static String text(TableCell cell) {
        return switch (cell) {
            case TableCell.Text(String text) -> text.strip();
            case TableCell.Formula(String formula) -> "=" + formula.strip();
            // a CSV has no others
            default -> "";
        };
    }

    private static List<String> unread(TableRow heads) {
        return heads.cells().stream()
                .map(AgencyTable::text)
                .filter(head -> !head.isEmpty() && Column.of(head) == null)
                .toList();
    }

    private static Map<Column, Integer> columns(TableRow heads) {
        Map<Column, Integer> columns = new HashMap<>();
        for (int i = 0; i < heads.cells().size(); i++) {
            Column column = Column.of(text(heads.cell(i)));
            if (column != null && columns.put(column, i) != null) {
                throw AgencyProblem.UNREADABLE.because("Two columns are called " + text(heads.cell(i)) + ".");
            }
        }
        List<String> missing = new ArrayList<>();
        for (Column one : Column.values()) {
            if (one != Column.renamedOn && !columns.containsKey(one)) {
                missing.add(one.heads());
            }
        }
        if (!missing.isEmpty()) {
            throw AgencyProblem.UNREADABLE.because("The first line has no column " + String.join(", ", missing) + ".");
        }
        return columns;
    }

    private static @Nullable Row row(TableRow line, Map<Column, Integer> columns, List<FieldError> errors) {
        long number = line.number();
        Map<Column, String> cells = new HashMap<>();
        columns.forEach((column, index) -> cells.put(column, text(line.cell(index))));
        int before = errors.size();
        String code = cells.getOrDefault(Column.code, "");
        if (!AgencyRules.CODE.matcher(code).matches()) {
            errors.add(new FieldError(
                    pointer(number, Column.code.name()),
                    "text.malformed",
                    "A code is <division code>-<org>, such as 210902-gov."));
        }
        String name = cells.getOrDefault(Column.name, "");
        if (!AgencyRules.isName(name)) {
            errors.add(new FieldError(
                    pointer(number, Column.name.name()),
                    "text.length",
                    "1 to " + AgencyRules.LONGEST_NAME + " characters."));
        }
        LocalDate renamedOn = null;
        String day = cells.getOrDefault(Column.renamedOn, "");
        if (!day.isEmpty()) {
            try {
                renamedOn = LocalDate.parse(day);
            } catch (DateTimeParseException other) {
                errors.add(new FieldError(
                        pointer(number, Column.renamedOn.name()), "date.malformed", "A day is such as 2026-03-01."));
            }
        }
        AgencyLevel level = level(cells.getOrDefault(Column.level, ""));
        if (level == null) {
            errors.add(new FieldError(
                    pointer(number, Column.level.name()),
                    "level.unknown",
                    "A level is one of PROVINCE, CITY, COUNTY, TOWNSHIP (省级、市级、县级、乡级)."));
        }
        return level == null || errors.size() > before
                ? null
                : new Row(
                        number,
                        new Agency(
                                code,
                                name,
                                level,
                                orNull(cells.getOrDefault(Column.territory, "")),
                                orNull(cells.getOrDefault(Column.department, "")),
                                List.of(),
                                List.of(),
                                0),
                        renamedOn);
    }

    private static @Nullable AgencyLevel level(String text) {
        for (AgencyLevel one : AgencyLevel.values()) {
            if (one.name().equalsIgnoreCase(text)) {
                return one;
            }
        }
        return LEVELS.get(text);
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
