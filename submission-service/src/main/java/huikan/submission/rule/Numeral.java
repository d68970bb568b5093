package huikan.submission.rule;

import huikan.filing.Filing.Section;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A number in the text.
 *
 * @param section of whose text it is
 * @param unitAt where its unit begins
 */
record Numeral(int section, String text, int at, int end, int unitAt, BigDecimal value) {

    static final String CLAUSE_ENDS = ",;!?:()\n\r。、\uFF0C\uFF1B\uFF01\uFF1F\uFF1A\uFF08\uFF09";

    /** As far as the words beside a figure go. */
    private static final int BEFORE = 24;

    private static final int AFTER = 5;
    /** In digits. */
    private static final int LONGEST = 18;
    /** A report has some hundreds of numbers; of more, only the first are read. */
    private static final int MOST = 5_000;

    /** Those of some texts, from left to right. */
    static List<Numeral> all(List<Section> sections) {
        List<Numeral> numerals = new ArrayList<>();
        for (int section = 0; section < sections.size(); section++) {
            read(section, sections.get(section).text(), numerals);
        }
        return numerals;
    }

    private static void read(int section, String text, List<Numeral> numerals) {
        int at = 0;
        while (at < text.length() && numerals.size() < MOST) {
            if (!isDigit(text.charAt(at))) {
                at++;
                continue;
            }
            int end = endOfNumber(text, at);
            if (end - at <= LONGEST) {
                numerals.add(numeral(section, text, at, end));
            }
            at = end;
        }
    }

    static boolean isDigit(char one) {
        return one >= '0' && one <= '9';
    }

    private static int endOfNumber(String text, int at) {
        int end = at;
        boolean point = false;
        while (end < text.length()) {
            char one = text.charAt(end);
            boolean first = one == '.' && !point && end + 1 < text.length() && isDigit(text.charAt(end + 1));
            if (!isDigit(one) && !first) {
                return end;
            }
            point |= first;
            end++;
        }
        return end;
    }

    private static Numeral numeral(int section, String text, int at, int end) {
        BigDecimal value = new BigDecimal(text.substring(at, end));
        int unitAt = end;
        switch (unitAt < text.length() ? text.charAt(unitAt) : ' ') {
            case '万' -> {
                value = value.scaleByPowerOfTen(4);
                unitAt++;
            }
            case '亿' -> {
                value = value.scaleByPowerOfTen(8);
                unitAt++;
            }
            default -> {}
        }
        if (unitAt < text.length() && (text.charAt(unitAt) == '余' || text.charAt(unitAt) == '多')) {
            unitAt++;
        }
        // 60余万元
        if (unitAt > end && unitAt < text.length() && text.charAt(unitAt) == '万') {
            value = value.scaleByPowerOfTen(4);
            unitAt++;
        }
        return new Numeral(section, text, at, end, unitAt, value.stripTrailingZeros());
    }

    /** The words before it in its clause. */
    String before() {
        int from = at;
        while (from > Math.max(0, at - BEFORE) && CLAUSE_ENDS.indexOf(text.charAt(from - 1)) < 0) {
            from--;
        }
        return text.substring(from, at);
    }

    String figure() {
        return text.substring(at, end);
    }

    /** The words behind it in its clause. */
    String after() {
        int to = end;
        while (to < Math.min(text.length(), end + AFTER) && CLAUSE_ENDS.indexOf(text.charAt(to)) < 0) {
            to++;
        }
        return text.substring(end, to);
    }
}
