package huikan.review.letter;

import huikan.review.workflow.State;

/** The states of a letter; {@link LetterWorkflow} leads from one to another. */
public enum LetterStatus implements State {
    DRAFT("拟稿", false),
    /** 印发: it has a number, or is about to get it. */
    ISSUED("已印发", true),
    /** 签收. */
    RECEIVED("已签收", true),
    REPLIED("已回复", false),
    CLOSED("已办结", false),
    WITHDRAWN("已撤回", false);

    private final String zh;
    private final boolean open;

    LetterStatus(String zh, boolean open) {
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
