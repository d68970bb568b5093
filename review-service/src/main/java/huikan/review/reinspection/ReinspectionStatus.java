package huikan.review.reinspection;

/** The states of a re-inspection; {@link ReinspectionMove} leads from one to another. */
public enum ReinspectionStatus {
    /** The seed of its draw is committed to. */
    PLANNED,
    /** Its findings are drawn and looked at. */
    DRAWN,
    /** Every finding has its outcome. */
    CLOSED
}
