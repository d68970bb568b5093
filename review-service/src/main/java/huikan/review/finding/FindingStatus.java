package huikan.review.finding;

/** The states of a finding; {@link FindingMove} leads from one to another. */
public enum FindingStatus {
    /** 挂账: on the register. */
    REGISTERED(true),
    /** It is the same as another, which is kept. */
    MERGED(false),
    /** 交办. */
    ASSIGNED(true),
    /** The unit says that it is not so, or not its own. */
    DISPUTED(true),
    /** The dispute was upheld: nothing is to be rectified. */
    WAIVED(false),
    /** 认领. */
    CLAIMED(true),
    PLAN_REVIEW(true),
    /** 整改中. */
    RECTIFYING(true),
    /** 核查. */
    VERIFYING(true),
    /** 销号. */
    CLOSED(false),
    /** 长期坚持: closed, with evidence each quarter. */
    CLOSED_SUSTAINED(false),
    /** 回头看: sampled for a second look. */
    REINSPECTING(false),
    /** The second look found it rectified. */
    CONFIRMED(false);

    private final boolean open;

    FindingStatus(boolean open) {
        this.open = open;
    }

    /** Whether nothing is left to be rectified, as far as anybody knows. */
    public boolean isSettled() {
        return this == CLOSED || this == CLOSED_SUSTAINED || this == CONFIRMED || this == WAIVED;
    }

    /** 销号: rectified, as far as anybody knows; also while a second look is taken. */
    boolean isClosed() {
        return this == CLOSED || this == CLOSED_SUSTAINED || this == REINSPECTING || this == CONFIRMED;
    }

    /** Whether the unit's rectification is still owed. */
    boolean isOpen() {
        return open;
    }
}
