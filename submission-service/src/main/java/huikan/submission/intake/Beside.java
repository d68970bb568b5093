package huikan.submission.intake;

import huikan.filing.Figure;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the rules look at beside a filing. With it whoever writes a draft can run those rules that need nothing else.
 *
 * @param before what the agency filed for the same period of the year before, as in a filing: numbers alone, and nothing where
 *     the caller may not see it
 * @param waived rules that are waived today
 */
public record Beside(Map<String, Object> before, List<String> waived) {

    static Beside of(Map<String, Figure> before, Map<String, String> reasons) {
        Map<String, Object> figures = new TreeMap<>();
        before.forEach((code, figure) -> {
            switch (figure) {
                case Figure.Whole whole -> figures.put(code, whole.value());
                case Figure.Decimal rate -> figures.put(code, rate.value().toPlainString());
                // no rule compares with it
                case Figure.NotApplicable none -> {}
            }
        });
        return new Beside(figures, reasons.keySet().stream().sorted().toList());
    }
}
