package huikan.review.order;

import huikan.review.workflow.State;

/** The states of an order; {@link OrderWorkflow} leads from one to another. */
public enum OrderStatus implements State {
    DRAFT("拟稿", false),
    /** 立项: it has a number, or is about to get it. */
    REGISTERED("已立项", false),
    /** 印发. */
    ISSUED("已印发", true),
    /** 签收. */
    RECEIVED("已签收", true),
    /** 承办. */
    HANDLING("承办中", true),
    /** 反馈. */
    REPLIED("已反馈", false),
    /** The reply was accepted; what it says is looked at. */
    VERIFYING("核实中", false),
    /** 办结. */
    COMPLETED("已办结", false),
    ARCHIVED("已归档", false),
    CANCELLED("已撤销", false);

    private final Meaning meaning;

    OrderStatus(String zh, boolean open) {
        this.meaning = new Meaning(zh, open);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
