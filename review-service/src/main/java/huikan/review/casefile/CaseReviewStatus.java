package huikan.review.casefile;

/** The states of a case-file review; {@link CaseReviewMove} leads from one to another. */
public enum CaseReviewStatus {
    /** The standard, the scorers and the commitment of the draw are fixed. */
    PLANNED,
    /** The files are drawn; the unit hands them over. */
    SAMPLED,
    /** The files are there, or known to be missing; they are scored. */
    COLLECTED,
    SCORED,
    OBJECTED,
    GRADED,
    /** 通报. */
    CIRCULATED,
    ARCHIVED
}
