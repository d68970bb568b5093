package huikan.review.task;

import huikan.review.workflow.State;

/** The states of a list; its tasks have their own, in {@link TaskStatus}. */
public enum TaskListStatus implements State {
    DRAFT("拟稿", false),
    /** 印发: each of its measures is a task of a unit. */
    ISSUED("已印发", false);

    private final Meaning meaning;

    TaskListStatus(String zh, boolean open) {
        this.meaning = new Meaning(zh, open);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
