package huikan.submission.sheet;

import huikan.problem.FieldError;
import huikan.service.sheet.TableCell.Text;
import huikan.service.sheet.UploadedTable.TableRow;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The headings of a sheet: what names its columns, wherever they were moved to. */
final class Headings {

    private Headings() {}

    /**
     * The columns, by their headings.
     *
     * @param first the first row that has something
     * @throws huikan.service.problem.ProblemException when it is no row of headings, or has one of them twice
     */
    static Map<String, Integer> of(@Nullable TableRow first) {
        if (first == null || first.number() != 1) {
            throw SheetProblem.INVALID.because(
                    "sheet.headings", "The first row has no headings; it should have those of the template.");
        }
        Map<String, Integer> found = new LinkedHashMap<>();
        List<FieldError> twice = new ArrayList<>();
        for (int i = 0; i < first.cells().size(); i++) {
            if (first.cell(i) instanceof Text(String heading)) {
                Integer before = found.putIfAbsent(heading.strip(), i);
                if (before != null) {
                    twice.add(new FieldError(
                            "",
                            "heading.twice",
                            "The heading “" + heading.strip() + "” stands in " + FigureCells.cell(before, 1)
                                    + " and in " + FigureCells.cell(i, 1) + "."));
                }
            }
        }
        if (!twice.isEmpty()) {
            throw SheetProblem.INVALID.because("Which of two columns is meant is not clear.", twice);
        }
        return found;
    }

    /** How many columns there are up to the last of these. */
    static int width(Map<String, Integer> found) {
        return found.values().stream().mapToInt(column -> column + 1).max().orElse(0);
    }
}
