package huikan.review.finding;

import huikan.review.workflow.State;

/** The states of a finding; {@link FindingWorkflow} leads from one to another. */
public enum FindingStatus implements State {
    /** 挂账: on the register. */
    REGISTERED("挂账", true),
    /** It is the same as another, which is kept. */
    MERGED("已并案", false),
    /** 交办. */
    ASSIGNED("已交办", true),
    /** The unit says that it is not so, or not its own. */
    DISPUTED("申辩中", true),
    /** The dispute was upheld: nothing is to be rectified. */
    WAIVED("已免除", false),
    /** 认领. */
    CLAIMED("已认领", true),
    PLAN_REVIEW("方案审核", true),
    /** 整改中. */
    RECTIFYING("整改中", true),
    /** 核查. */
    VERIFYING("核查中", true),
    /** 销号. */
    CLOSED("已销号", false),
    /** 长期坚持: closed, with evidence each quarter. */
    CLOSED_SUSTAINED("长期坚持", false),
    /** 回头看: sampled for a second look. */
    REINSPECTING("回头看", false),
    /** The second look found it rectified. */
    CONFIRMED("回头看属实", false);

    private final Meaning meaning;

    FindingStatus(String zh, boolean open) {
        this.meaning = new Meaning(zh, open);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }

    /** Whether nothing is left to be rectified, as far as anybody knows. */
    public boolean isSettled() {
        return this == CLOSED || this == CLOSED_SUSTAINED || this == CONFIRMED || this == WAIVED;
    }

    /** 销号: rectified, as far as anybody knows; also while a second look is taken. */
    public boolean isClosed() {
        return this == CLOSED || this == CLOSED_SUSTAINED || this == REINSPECTING || this == CONFIRMED;
    }
}
