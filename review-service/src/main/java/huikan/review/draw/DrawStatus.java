package huikan.review.draw;

import huikan.review.workflow.State;

/** The states of a draw. */
public enum DrawStatus implements State {
    /** The pool is frozen, seed and salt are committed to. */
    FROZEN("已冻结", false),
    /** Both were revealed, and with them the result. */
    REVEALED("已公布", false);

    private final Meaning meaning;

    DrawStatus(String zh, boolean open) {
        this.meaning = new Meaning(zh, open);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
