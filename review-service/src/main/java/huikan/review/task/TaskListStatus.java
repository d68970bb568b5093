package huikan.review.task;

import huikan.review.workflow.State;

/** The states of a list; its tasks have their own, in {@link TaskStatus}. */
public enum TaskListStatus implements State {
    DRAFT("拟稿", false),
    /** 印发: each of its measures is a task of a unit. */
    ISSUED("已印发", false);

    private final String zh;
    private final boolean open;

    TaskListStatus(String zh, boolean open) {
        this.zh = zh;
        this.open = open;
    }

    @Override
    public String zh() {
        return zh;
    }

    @Override
    public boolean open() {
        return open;
    }
}
