package huikan.analytics.rollup;

/** What holds of a filing for a time, of which the history keeps the beginning and the end. */
enum Standing {
    /** It holds the slot of its obligation, also while it is returned. */
    HELD,
    REPORTED,
    APPROVED,
    /** There is none, and none is owed: a superior excused the agency. */
    EXCUSED,
    /** One is owed, and was not when the cycle was issued: a superior put the agency on the list. */
    ADDED;

    static Standing of(Basis basis) {
        return switch (basis) {
            case REPORTED -> REPORTED;
            case APPROVED -> APPROVED;
        };
    }
}
