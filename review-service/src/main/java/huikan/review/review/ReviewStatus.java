package huikan.review.review;

import huikan.review.workflow.State;

/** The states of a review; {@link ReviewWorkflow} leads from one to another. */
public enum ReviewStatus implements State {
    /** One of its levels is to decide. */
    WAITING("审核中", true),
    /** A level sent it back: this submission is done with, its correction has a review of its own. */
    RETURNED("已退回", false),
    /** The last level passed it. */
    APPROVED("已审定", false),
    /** The submission was withdrawn, or replaced before anybody decided, or its approval ended after it was replaced. */
    WITHDRAWN("已撤回", false);

    private final Meaning meaning;

    ReviewStatus(String zh, boolean open) {
        this.meaning = new Meaning(zh, open);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
