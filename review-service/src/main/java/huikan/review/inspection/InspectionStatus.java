package huikan.review.inspection;

import huikan.review.workflow.State;

/** The states of an inspection; {@link InspectionWorkflow} leads from one to another. */
public enum InspectionStatus implements State {
    /** It stands in the plan. */
    PROPOSED("已立项", true),
    APPROVED("已批准", true),
    /** Who visits whom is fixed. */
    GROUPED("已编组", true),
    RUNNING("进行中", true),
    /** Every batch is closed; the units are told what was found. */
    CONCLUDING("汇总中", true),
    FED_BACK("已反馈", true),
    LOOKING_BACK("回头看", true),
    CLOSED("已结束", false);

    private final Meaning meaning;

    InspectionStatus(String zh, boolean open) {
        this.meaning = new Meaning(zh, open);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
