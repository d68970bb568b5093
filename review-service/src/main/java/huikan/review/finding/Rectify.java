package huikan.review.finding;

import huikan.review.workflow.Worded;

/** How it is rectified. */
public enum Rectify implements Worded {
    /** At once, without a plan. */
    IMMEDIATE("立行立改"),
    BY_DEADLINE("限期整改"),
    /** With evidence each quarter after it is closed. */
    SUSTAINED("长期坚持");

    private final String zh;

    Rectify(String zh) {
        this.zh = zh;
    }

    @Override
    public String zh() {
        return zh;
    }
}
