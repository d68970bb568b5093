package huikan.review.inspection;

/** The states of an inspection; {@link InspectionMove} leads from one to another. */
public enum InspectionStatus {
    /** It stands in the plan. */
    PROPOSED,
    APPROVED,
    /** Who visits whom is fixed. */
    GROUPED,
    RUNNING,
    /** Every batch is closed; the units are told what was found. */
    CONCLUDING,
    FED_BACK,
    LOOKING_BACK,
    CLOSED
}
