package huikan.submission.sheet;

import huikan.events.CycleEvent.Definition;
import huikan.submission.agency.Agency;
import huikan.submission.cycle.Cycle;
import huikan.submission.draft.DraftPlace;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * The empty sheet of a whole region: one row an agency, one column an indicator, of what each files of itself. Only the cells of
 * figures can be written to.
 *
 * @param places what is still to be filed, at least one
 * @param agencies by code
 */
record RegionTemplate(String under, List<DraftPlace> places, Map<String, Agency> agencies) {

    static final String AGENCY = "单位代码";
    static final String NAME = "单位";
    static final String MARK = "区域模板";

    /** So that the filled workbook can be uploaded. */
    private static final int MOST_CELLS = 500_000;

    /** A code, and behind it what a person reads. */
    private static final Pattern HEADING = Pattern.compile("(\\S+)(\\s.*)?", Pattern.DOTALL);

    private static final int FIGURES = 2;
    private static final int FLUSHED_EVERY = 100;
    private static final int WIDE = 28;

    /** The code of an indicator in the heading of its column. */
    static String code(String heading) {
        Matcher matcher = HEADING.matcher(heading);
        return matcher.matches() ? matcher.group(1) : heading;
    }

    /** The heading of the last column, which is empty. */
    static String mark(String cycle, String under) {
        return MARK + " " + cycle + " " + under;
    }

    private Cycle cycle() {
        return places.getFirst().cycle();
    }

    /** Those that anybody in the sheet is asked for. */
    private List<Definition> columns() {
        List<SheetLayout> layouts = places.stream()
                .map(place -> place.owed().level())
                .distinct()
                .map(level -> new SheetLayout(cycle(), level))
                .toList();
        return cycle().indicators().values().stream()
                .filter(one -> layouts.stream().anyMatch(layout -> layout.takes(one, SheetScope.OWN)))
                .toList();
    }

    /** @throws huikan.service.problem.ProblemException when it would be too large to come back */
    void requireBounded() {
        long cells = (long) places.size() * columns().size();
        if (cells > MOST_CELLS) {
            throw SheetProblem.INVALID.because(
                    "region.too-large",
                    "The sheet would have " + cells + " cells; take a smaller region, with at most " + MOST_CELLS
                            + ".");
        }
    }

    /** Row by row. */
    void write(OutputStream out) throws IOException {
        List<Definition> columns = columns();
        try (Workbook book = new Workbook(out, "Huikan", "1.0")) {
            Worksheet sheet = book.newWorksheet(SheetTable.NAME);
            head(sheet, columns);
            for (int i = 0; i < places.size(); i++) {
                write(sheet, i + 1, places.get(i), columns);
                if (i % FLUSHED_EVERY == 0) {
                    sheet.flush();
                }
            }
            Template.protect(sheet, 1, FIGURES, places.size(), FIGURES + columns.size() - 1);
        }
    }

    private void head(Worksheet sheet, List<Definition> columns) {
        Template.heading(sheet, 0, AGENCY);
        Template.heading(sheet, 1, NAME);
        sheet.width(1, WIDE);
        int column = FIGURES;
        for (Definition one : columns) {
            Template.heading(sheet, column, heading(one));
            sheet.style(0, column).bold().wrapText(true).set();
            int at = column;
            Template.note(one).ifPresent(text -> sheet.comment(0, at, text));
            column++;
        }
        Template.heading(sheet, column, mark(cycle().id(), under));
        sheet.freezePane(FIGURES, 1);
    }

    private static String heading(Definition one) {
        return one.meaning() == null
                ? one.code()
                : one.code() + " " + one.meaning().name().zh() + "（"
                        + one.meaning().unit() + "）";
    }

    private void write(Worksheet sheet, int row, DraftPlace place, List<Definition> columns) {
        String code = place.agency();
        Agency agency = agencies.get(code);
        SheetLayout layout = new SheetLayout(cycle(), place.owed().level());
        sheet.value(row, 0, code);
        sheet.value(row, 1, agency == null ? code : agency.nameOn(cycle().to()));
        int column = FIGURES;
        for (Definition one : columns) {
            Template.cell(sheet, row, column++, layout.takes(one, SheetScope.OWN));
        }
    }
}
