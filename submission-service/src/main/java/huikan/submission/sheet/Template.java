package huikan.submission.sheet;

import huikan.events.CycleEvent.Definition;
import huikan.filing.Figure;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dhatim.fastexcel.ProtectionOption;
import org.dhatim.fastexcel.SheetProtectionOption;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * The empty sheet of a cycle: one row an indicator, one column a scope. Only the cells of figures can be written to; there is
 * nothing to calculate.
 *
 * @param previous the figures of the last period, by code
 */
record Template(SheetLayout layout, Map<String, Figure> previous, SheetMark mark) {

    static final String CODE = "代码";
    static final String INDICATOR = "指标";
    static final String PREVIOUS = "上期";
    static final List<String> NAMING = List.of(CODE, INDICATOR, "单位", PREVIOUS);

    private static final int NAME_COLUMN = 1;
    private static final int PREVIOUS_COLUMN = 3;
    private static final int FLUSHED_EVERY = 200;
    private static final int WIDTH = 14;
    private static final int WIDE = 44;
    private static final String GREY = "D9D9D9";
    private static final String HINT = "请填写数字；没有发生的填 0，不涉及的选“不适用”。";

    /** All but the width of columns. */
    private static final Set<SheetProtectionOption> PROTECTED = EnumSet.copyOf(SheetProtectionOption.DEFAULT_OPTIONS);

    static {
        PROTECTED.remove(SheetProtectionOption.FORMAT_COLUMNS);
    }

    /** Row by row, so that its length costs no memory. */
    void write(OutputStream out) throws IOException {
        try (Workbook book = new Workbook(out, "Huikan", "1.0")) {
            Worksheet sheet = book.newWorksheet(SheetTable.NAME);
            head(sheet);
            int row = 0;
            for (Definition one : layout.indicators().values()) {
                row++;
                write(sheet, row, one);
                if (row % FLUSHED_EVERY == 0) {
                    sheet.flush();
                }
            }
            protect(
                    sheet,
                    1,
                    NAMING.size(),
                    row,
                    NAMING.size() + layout.scopes().size() - 1);
        }
    }

    /**
     * Only figures can be written.
     *
     * @param top row of the figures
     * @param left column of the figures
     */
    static void protect(Worksheet sheet, int top, int left, int bottom, int right) {
        if (bottom >= top && right >= left) {
            // a list of one word, beside which any number may stand
            sheet.range(top, left, bottom, right)
                    .validateWithListByFormula("\"" + SheetFigure.NOT_APPLICABLE + "\"")
                    .allowBlank(true)
                    .showErrorMessage(false)
                    .errorTitle(SheetTable.NAME)
                    .error(HINT);
        }
        sheet.protect("", PROTECTED);
    }

    private void head(Worksheet sheet) {
        int column = 0;
        for (String heading : NAMING) {
            heading(sheet, column++, heading);
        }
        for (SheetScope scope : layout.scopes()) {
            heading(sheet, column++, scope.heading());
        }
        heading(sheet, column, mark.text());
        sheet.width(NAME_COLUMN, WIDE);
        sheet.freezePane(NAMING.size(), 1);
    }

    static void heading(Worksheet sheet, int column, String text) {
        sheet.width(column, WIDTH);
        sheet.value(0, column, text);
        sheet.style(0, column).bold().fillColor(GREY).set();
    }

    private void write(Worksheet sheet, int row, Definition one) {
        int column = 0;
        sheet.value(row, column++, one.code());
        sheet.value(
                row,
                column++,
                one.meaning() == null ? one.code() : one.meaning().name().zh());
        sheet.value(row, column++, one.meaning() == null ? "" : one.meaning().unit());
        note(one).ifPresent(text -> sheet.comment(row, NAME_COLUMN, text));
        last(sheet, row, one, previous.get(one.code()));
        column = NAMING.size();
        for (SheetScope scope : layout.scopes()) {
            cell(sheet, row, column++, layout.takes(one, scope));
        }
    }

    /** Of a figure. */
    static void cell(Worksheet sheet, int row, int column, boolean asked) {
        if (asked) {
            sheet.style(row, column)
                    .protectionOption(ProtectionOption.LOCKED, false)
                    .set();
        } else {
            sheet.style(row, column).fillColor(GREY).set();
        }
    }

    static Optional<String> note(Definition one) {
        return Optional.ofNullable(one.meaning())
                .map(meaning -> meaning.notes().zh())
                .filter(text -> !text.isBlank());
    }

    private static void last(Worksheet sheet, int row, Definition of, @Nullable Figure figure) {
        switch (figure) {
            case null -> {}
            case Figure.Whole whole -> sheet.value(row, PREVIOUS_COLUMN, SheetFigure.Plain.typed(whole.value(), of));
            case Figure.Decimal rate -> sheet.value(row, PREVIOUS_COLUMN, rate.value());
            case Figure.NotApplicable none -> sheet.value(row, PREVIOUS_COLUMN, SheetFigure.NOT_APPLICABLE);
        }
    }
}
