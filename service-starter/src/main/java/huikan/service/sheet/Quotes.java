package huikan.service.sheet;

/** Texts of a CSV that a spreadsheet would take for a formula stand behind a quote. */
final class Quotes {

    private static final String QUOTE = "'";
    private static final String FORMULAS = "=+-@\t\r";

    private Quotes() {}

    /** As it is written. */
    static String quoted(String text) {
        return isFormula(text) || isQuoted(text) ? QUOTE + text : text;
    }

    /** As it was before that. */
    static String unquoted(String text) {
        return isQuoted(text) ? text.substring(QUOTE.length()) : text;
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && FORMULAS.indexOf(text.charAt(0)) >= 0;
    }

    private static boolean isQuoted(String text) {
        int quotes = 0;
        while (text.startsWith(QUOTE, quotes)) {
            quotes++;
        }
        return quotes > 0 && isFormula(text.substring(quotes));
    }
}
