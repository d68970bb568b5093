package huikan.review.task;

import huikan.review.workflow.State;

/** The states of a task; {@link TaskWorkflow} leads from one to another. */
public enum TaskStatus implements State {
    /** It waits for its lead unit to take it on. */
    ISSUED("已下达", true),
    ACCEPTED("已认领", true),
    IN_PROGRESS("推进中", true),
    /** The unit says that it is done; the owner of the list looks. */
    CHECKING("验收中", false),
    DONE("已完成", false),
    /** Another edition of it took its place. */
    ADJUSTED("已调整", false);

    private final Meaning meaning;

    TaskStatus(String zh, boolean open) {
        this.meaning = new Meaning(zh, open);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
