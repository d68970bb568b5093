package huikan.review.draw;

import huikan.review.workflow.State;

/** The states of a draw. */
public enum DrawStatus implements State {
    /** The pool is frozen, seed and salt are committed to. */
    FROZEN("已冻结", false),
    /** Both were revealed, and with them the result. */
    REVEALED("已公布", false);

    private final String zh;
    private final boolean open;

    DrawStatus(String zh, boolean open) {
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
