package huikan.review.reinspection;

import huikan.review.workflow.State;

/** The states of a re-inspection; {@link ReinspectionWorkflow} leads from one to another. */
public enum ReinspectionStatus implements State {
    /** The seed of its draw is committed to. */
    PLANNED("已立项", true),
    /** Its findings are drawn and looked at. */
    DRAWN("已抽取", true),
    /** Every finding has its outcome. */
    CLOSED("已结束", false);

    private final Meaning meaning;

    ReinspectionStatus(String zh, boolean open) {
        this.meaning = new Meaning(zh, open);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
