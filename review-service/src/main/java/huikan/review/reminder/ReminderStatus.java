package huikan.review.reminder;

import huikan.review.workflow.State;

/** The states of a reminder. */
public enum ReminderStatus implements State {
    /** The filing is owed. */
    DUE("待报送", true),
    /** It came. */
    FILED("已报送", false),
    /** Nobody asks for it any more: a superior said so, or no filing is taken any more. */
    CLOSED("已结束", false);

    private final Meaning meaning;

    ReminderStatus(String zh, boolean open) {
        this.meaning = new Meaning(zh, open);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
