package huikan.analytics.rollup;

/** Which filings a rollup counts. */
public enum Basis {
    /** Accepted and standing: not returned, not withdrawn, not replaced. */
    REPORTED,
    /** Passed by the last review level, also while a correction of it waits for that. */
    APPROVED
}
