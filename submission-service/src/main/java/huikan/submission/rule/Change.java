package huikan.submission.rule;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text says of a change.
 *
 * @param stated below zero where it became less
 * @param basis POINTS, PERCENT, or empty
 * @param tolerance by how much the figures may differ from it, as it is rounded
 */
record Change(double stated, String basis, double tolerance) {

    /** It stands close behind the figure that changed. */
    private static final int NEAR = 40;

    private static final Pattern CHANGED = Pattern.compile("(?:同比|[比较](?:上|去)年)(?:同期)?(上升|增长|提高|提升|增加|下降|降低|减少)了?"
            + "([0-9]{1,9}(?:\\.([0-9]{1,6}))?)(个?百分点|[%\\uFF05])?(.?)");

    /** What is said behind a figure; empty where no change is, or none that can be told. */
    static Optional<Change> behind(Numeral numeral) {
        String text = numeral.text();
        int to = numeral.end();
        while (to < Math.min(text.length(), numeral.end() + NEAR) && Texts.SENTENCE_ENDS.indexOf(text.charAt(to)) < 0) {
            to++;
        }
        if (!comparesYears(text, numeral.unitAt(), to)) {
            return Optional.empty();
        }
        Matcher said = CHANGED.matcher(text).region(numeral.unitAt(), Math.max(to, numeral.unitAt()));
        // the change of the next figure is not of this one
        if (!said.find()
                || text.substring(numeral.unitAt(), said.start())
                        .chars()
                        .anyMatch(one -> Numeral.isDigit((char) one))) {
            return Optional.empty();
        }
        String unit = said.group(4);
        boolean difference = unit == null && !said.group(5).isEmpty() && Numeral.CLAUSE_ENDS.indexOf(said.group(5)) < 0;
        if (difference) {
            return Optional.empty();
        }
        String basis = "";
        if (unit != null) {
            basis = unit.endsWith("点") ? "POINTS" : "PERCENT";
        }
        boolean less = "下降降低减少".contains(said.group(1));
        double size = Double.parseDouble(said.group(2));
        int digits = said.group(3) == null ? 0 : said.group(3).length();
        // a hundredth more: the two rates are rounded themselves
        return Optional.of(new Change(less ? -size : size, basis, 0.5 * Math.pow(10, -digits) + 0.01));
    }

    /** Most figures are not compared, and the pattern need not look. */
    private static boolean comparesYears(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text.charAt(at) == '年' || text.charAt(at) == '同') {
                return true;
            }
        }
        return false;
    }
}
