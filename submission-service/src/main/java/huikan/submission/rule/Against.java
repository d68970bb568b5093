package huikan.submission.rule;

/**
 * What registers that others keep say of an agency, such as the reconsiderations (复议案件) in which it is the respondent: variables of
 * relations, {@code REC009_against}.
 */
public final class Against {

    private static final String SUFFIX = "_against";

    private Against() {}

    /** As an expression names it. */
    public static String variable(String indicator) {
        return indicator + SUFFIX;
    }

    static boolean isOne(String variable) {
        return variable.endsWith(SUFFIX);
    }

    /** What it is counted like. */
    static String indicator(String variable) {
        return variable.substring(0, variable.length() - SUFFIX.length());
    }
}
