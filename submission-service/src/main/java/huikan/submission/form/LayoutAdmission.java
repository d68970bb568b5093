package huikan.submission.form;

import huikan.service.request.Violations;
import huikan.submission.form.Layout.LayoutCell;
import java.util.HashSet;
import java.util.Set;

/** What a layout must be: within its bounds, no cell over another, and each figure of the form at most once. */
final class LayoutAdmission {

    private LayoutAdmission() {}

    static void refuse(Violations errors, Layout layout, Set<String> own) {
        errors.count("/layout/rows", layout.rows(), 1, Layout.MOST_ROWS)
                .count("/layout/columns", layout.columns(), 1, Layout.MOST_COLUMNS)
                .count("/layout/cells", layout.cells().size(), 1, Layout.MOST_CELLS);
        boolean[] within = {
            layout.rows() >= 1
                    && layout.rows() <= Layout.MOST_ROWS
                    && layout.columns() >= 1
                    && layout.columns() <= Layout.MOST_COLUMNS
        };
        Set<String> placed = new HashSet<>();
        errors.each("/layout/cells", layout.cells(), (at, one) -> {
            boolean fits = fits(layout, one);
            within[0] &= fits;
            errors.addIf(!fits, at, "layout.outside", "The cell is not within the rows and columns.");
            String text = one.text();
            errors.addIf(
                    text != null && (text.length() > Layout.LONGEST_TEXT || text.isBlank()),
                    at + "/text",
                    "text.length",
                    "1 to " + Layout.LONGEST_TEXT + " characters.");
            figure(errors, at, one, own, placed);
        });
        if (within[0]) {
            layout.overlaps()
                    .forEach(at -> errors.add(
                            "/layout/cells/" + at, "layout.overlap", "The cell covers one that comes before it."));
        }
    }

    private static boolean fits(Layout layout, LayoutCell one) {
        return one.row() >= 1
                && one.column() >= 1
                && one.height() >= 1
                && one.width() >= 1
                && one.height() <= layout.rows()
                && one.width() <= layout.columns()
                && one.row() + one.height() - 1 <= layout.rows()
                && one.column() + one.width() - 1 <= layout.columns();
    }

    private static void figure(Violations errors, String at, LayoutCell one, Set<String> own, Set<String> placed) {
        String code = one.indicator();
        String scope = one.scope();
        errors.addIf(
                (code == null) == (one.text() == null),
                at,
                "layout.cell",
                "A cell either says something or takes a figure.");
        errors.addIf(
                code != null && !own.contains(code),
                at + "/indicator",
                "indicator.not-in-form",
                code + " is not part of the form.");
        errors.addIf(
                (code == null) != (scope == null) || (scope != null && !Layout.SCOPES.contains(scope)),
                at + "/scope",
                "layout.scope",
                "Whose figure it is: own, consolidated, or byLevel. and a level.");
        errors.addIf(
                code != null && !placed.add(scope + " " + code),
                at + "/indicator",
                "items.twice",
                code + " stands twice on it.");
    }
}
