package huikan.submission.register;

import huikan.problem.FieldError;
import huikan.service.sheet.Sheet;
import huikan.service.sheet.SheetLanguage;
import huikan.service.sheet.TableCell;
import huikan.service.sheet.TypedNumber;
import huikan.service.sheet.UploadedTable.TableRow;
import huikan.submission.register.RegisterKind.Choice;
import huikan.submission.register.RegisterKind.Field;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Entries as a table: a line of heads in any order, and a line an entry. What is written can be read back. */
record EntryTable(RegisterKind kind) {

    private static final int MOST_ROWS = 10_000;

    private static final Pattern DATE = Pattern.compile("([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?");
    /** More have no place in a whole number here. */
    private static final int MOST_DIGITS = 18;

    private static final Map<String, Boolean> YES_OR_NO =
            Map.of("是", true, "yes", true, "true", true, "否", false, "no", false, "false", false);

    /**
     * A line of it.
     *
     * @param line as a spreadsheet shows it
     * @param agency null where it does not say
     * @param from null where it does not say
     * @param openly null where it does not say
     * @param said by the fields; what is not of its type is the text as it came
     */
    record Row(
            int line,
            @Nullable String agency,
            @Nullable String from,
            @Nullable Boolean openly,
            Map<String, Object> said) {}

    static String pointer(int line, String column) {
        return "/rows/" + line + "/" + column;
    }

    /** The most lines that are read, the heads and one too many included. */
    static int mostLines() {
        return MOST_ROWS + 2;
    }

    /**
     * @param errors takes what is wrong with single cells, at {@code /rows/<line>/<column>}
     * @throws huikan.service.problem.ProblemException 422 when it has no such heads, or too many rows
     */
    List<Row> read(List<TableRow> lines, List<FieldError> errors) {
        if (lines.isEmpty()) {
            throw RegisterProblem.UNREADABLE.because("The file is empty.");
        }
        if (lines.size() >= mostLines()) {
            throw RegisterProblem.UNREADABLE.because("There are more than " + MOST_ROWS + " rows.");
        }
        Map<String, Integer> columns = columns(lines.getFirst());
        TableRow heads = lines.getFirst();
        return lines.stream()
                .skip(1)
                .filter(line -> line.cells().stream().anyMatch(cell -> !(cell instanceof TableCell.Empty)))
                .filter(line -> !isTooLong(line, heads, errors))
                .map(line -> row(line, columns, errors))
                .toList();
    }

    /** Nothing is read of it: what belongs to which heading is not known. */
    private static boolean isTooLong(TableRow line, TableRow heads, List<FieldError> errors) {
        Optional<FieldError> tooLong = line.tooLong(heads);
        tooLong.ifPresent(errors::add);
        return tooLong.isPresent();
    }

    private Map<String, Integer> columns(TableRow heads) {
        Map<String, Integer> columns = new LinkedHashMap<>();
        for (int i = 0; i < heads.cells().size(); i++) {
            if (heads.cell(i) instanceof TableCell.Text(String heading)) {
                String name = name(heading.strip());
                if (name == null) {
                    throw RegisterProblem.UNREADABLE.because(
                            "The column " + heading.strip() + " is no field of " + kind.id() + ".");
                }
                if (columns.put(name, i) != null) {
                    throw RegisterProblem.UNREADABLE.because("Two columns are called " + heading.strip() + ".");
                }
            }
        }
        List<String> missing = kind.fields().stream()
                .filter(field -> field.required() && !columns.containsKey(field.name()))
                .map(field -> field.name() + " (" + field.zh() + ")")
                .toList();
        if (!missing.isEmpty()) {
            throw RegisterProblem.UNREADABLE.because(
                    "The first line has no column " + String.join(", ", missing) + ".");
        }
        return columns;
    }

    /** Of the field, or of the column beside the fields. */
    private @Nullable String name(String heading) {
        EntryColumns beside = EntryColumns.of(heading);
        return beside != null
                ? beside.en
                : kind.fields().stream()
                        .filter(field ->
                                Stream.of(field.name(), field.zh(), field.en()).anyMatch(heading::equalsIgnoreCase))
                        .map(Field::name)
                        .findFirst()
                        .orElse(null);
    }

    private Row row(TableRow line, Map<String, Integer> columns, List<FieldError> errors) {
        Map<String, Object> said = new LinkedHashMap<>();
        columns.forEach((name, index) -> {
            Object value = value(line.cell(index), pointer(line.number(), name), errors);
            if (value != null) {
                said.put(name, value);
            }
        });
        Object agency = said.remove(EntryColumns.AGENCY.en);
        Object from = said.remove(EntryColumns.FROM.en);
        Object openly = said.remove(EntryColumns.PUBLISHED.en);
        kind.fields().forEach(field -> said.computeIfPresent(field.name(), (name, value) -> typed(field, value)));
        return new Row(
                line.number(),
                agency == null ? null : agency.toString(),
                from == null ? null : date(from.toString()),
                openly == null ? null : openly(openly, line.number(), errors),
                said);
    }

    private static @Nullable Boolean openly(Object openly, int line, List<FieldError> errors) {
        Object read = yesOrNo(openly.toString());
        if (read instanceof Boolean yes) {
            return yes;
        }
        errors.add(
                new FieldError(pointer(line, EntryColumns.PUBLISHED.en), "register.type", "It is 是 or 否 (yes or no)."));
        return null;
    }

    /** A text, a yes or no; a formula is not evaluated. */
    private static @Nullable Object value(TableCell cell, String at, List<FieldError> errors) {
        return switch (cell) {
            case TableCell.Empty empty -> null;
            case TableCell.Text(String text) -> text.strip();
            case TableCell.Numeric(var number, boolean percent) ->
                percent ? number.movePointRight(2).stripTrailingZeros().toPlainString() + "%" : plain(number);
            case TableCell.Day(LocalDate date) -> date.toString();
            case TableCell.YesNo(boolean yes) -> yes;
            case TableCell.Formula(String formula) -> {
                errors.add(new FieldError(at, "cell.formula", "A formula is not evaluated; write what it comes to."));
                yield null;
            }
            case TableCell.Other(String what) -> {
                errors.add(new FieldError(at, "cell.type", "This is " + what + "; write it as a text."));
                yield null;
            }
        };
    }

    private static String plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0).toPlainString() : stripped.toPlainString();
    }

    private static Object typed(Field field, Object value) {
        String text = value.toString();
        return switch (field.type()) {
            case TEXT, AGENCY -> text;
            case NUMBER -> whole(text);
            case DATE -> date(text);
            case CHOICE ->
                field.allChoices().stream()
                        .filter(one ->
                                Stream.of(one.value(), one.zh(), one.en()).anyMatch(text::equalsIgnoreCase))
                        .map(Choice::value)
                        .findFirst()
                        .orElse(text);
            case YES_NO -> yesOrNo(text);
        };
    }

    /** As figures are read; what is not whole stays a text. */
    private static Object whole(String text) {
        BigDecimal number = TypedNumber.of(text);
        BigDecimal stripped = number == null ? null : number.stripTrailingZeros();
        return stripped == null || stripped.scale() > 0 || stripped.precision() - stripped.scale() > MOST_DIGITS
                ? text
                : (Object) stripped.longValueExact();
    }

    private static Object yesOrNo(String text) {
        Boolean yes = YES_OR_NO.get(text.toLowerCase(Locale.ROOT));
        return yes == null ? text : yes;
    }

    /** 2025/1/5, as spreadsheets save it, is 2025-01-05. */
    private static String date(String text) {
        Matcher parts = DATE.matcher(text);
        return parts.matches()
                ? "%s-%2s-%2s"
                        .formatted(parts.group(1), parts.group(2), parts.group(3))
                        .replace(' ', '0')
                : text;
    }

    /** The same table of entries as they stood on a day. */
    Sheet<Entry> sheet(SheetLanguage language, LocalDate day) {
        Sheet<Entry> sheet = new Sheet<Entry>(language.pick("台账", "Register"))
                .column(head(EntryColumns.AGENCY, language), 16, Entry::agency)
                .column(
                        head(EntryColumns.FROM, language),
                        12,
                        one -> stood(one, day).from())
                .column(
                        head(EntryColumns.PUBLISHED, language),
                        8,
                        one -> language.word(stood(one, day).published()));
        for (Field field : kind.fields()) {
            sheet.column(language.pick(field.zh(), field.en()), 20, one -> shown(field, one, day, language));
        }
        return sheet;
    }

    private static String head(EntryColumns column, SheetLanguage language) {
        return language.pick(column.zh, column.en);
    }

    private static Entry.State stood(Entry one, LocalDate day) {
        return one.on(day).orElseThrow();
    }

    private static @Nullable Object shown(Field field, Entry one, LocalDate day, SheetLanguage language) {
        Map<String, Object> values = stood(one, day).values();
        Object value = values == null ? null : values.get(field.name());
        return switch (field.type()) {
            case TEXT, NUMBER, AGENCY -> value;
            case DATE -> value == null ? null : LocalDate.parse(value.toString());
            case CHOICE ->
                field.allChoices().stream()
                        .filter(choice -> choice.value().equals(value))
                        .map(choice -> (Object) language.pick(choice.zh(), choice.en()))
                        .findFirst()
                        .orElse(value);
            case YES_NO -> value instanceof Boolean yes ? language.word(yes) : null;
        };
    }
}
