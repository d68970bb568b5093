package huikan.submission.rule;

import java.util.Arrays;
import java.util.Locale;

/** What the findings of the suite (问题台账) come to for an agency and a period: variables of relations. */
public enum FindingCount {
    /** Those that were on the register of the agency on the last day of the period, but for those merged or waived by then. */
    REGISTERED,
    /** Of these, those that were closed (销号) on that day. */
    CLOSED,
    /** Of these, those that were closed in the period. */
    CLOSED_IN_PERIOD,
    /** Of these, those that were registered in the period. */
    CLOSED_OF_PERIOD,
    /** Those of case-file reviews (案卷评查) that the agency registered in the period. */
    OF_CASE_REVIEWS;

    private static final String PREFIX = "findings_";

    /** As an expression names it. */
    public String variable() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    static boolean isOne(String variable) {
        return Arrays.stream(values()).anyMatch(one -> one.variable().equals(variable));
    }
}
