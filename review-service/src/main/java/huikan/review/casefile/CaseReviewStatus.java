package huikan.review.casefile;

import huikan.review.workflow.State;

/** The states of a case-file review; {@link CaseReviewWorkflow} leads from one to another. */
public enum CaseReviewStatus implements State {
    /** The standard, the scorers and the commitment of the draw are fixed. */
    PLANNED("已计划", false),
    /** The files are drawn; the unit hands them over. */
    SAMPLED("已抽取", true),
    /** The files are there, or known to be missing; they are scored. */
    COLLECTED("已调卷", false),
    SCORED("已评分", false),
    OBJECTED("有异议", false),
    GRADED("已定等次", false),
    /** 通报. */
    CIRCULATED("已通报", false),
    ARCHIVED("已归档", false);

    private final Meaning meaning;

    CaseReviewStatus(String zh, boolean open) {
        this.meaning = new Meaning(zh, open);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
