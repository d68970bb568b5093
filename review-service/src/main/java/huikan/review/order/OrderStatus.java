package huikan.review.order;

/** The states of an order; {@link OrderMove} leads from one to another. */
public enum OrderStatus {
    DRAFT(false),
    /** 立项: it has a number, or is about to get it. */
    REGISTERED(false),
    /** 印发. */
    ISSUED(true),
    /** 签收. */
    RECEIVED(true),
    /** 承办. */
    HANDLING(true),
    /** 反馈. */
    REPLIED(false),
    /** The reply was accepted; what it says is looked at. */
    VERIFYING(false),
    /** 办结. */
    COMPLETED(false),
    ARCHIVED(false),
    CANCELLED(false);

    private final boolean open;

    OrderStatus(boolean open) {
        this.open = open;
    }

    /** Whether the unit still owes something, against the order's clock. */
    boolean isOpen() {
        return open;
    }
}
