package huikan.review.reminder;

import huikan.review.workflow.State;

/** The states of a request about a filing that is owed; {@link RequestWorkflow} leads from one to another. */
public enum RequestStatus implements State {
    ASKED("待批", true),
    GRANTED("已同意", false),
    REFUSED("未同意", false),
    WITHDRAWN("已撤回", false),
    /** It was filed, excused or closed meanwhile. */
    LAPSED("已失效", false);

    private final Meaning meaning;

    RequestStatus(String zh, boolean open) {
        this.meaning = new Meaning(zh, open);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
