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

    private final Meaning meaning;

    LetterStatus(String zh, boolean open) {
        this.meaning = new Meaning(zh, open);
    }

    @Override
    public Meaning meaning() {
        return meaning;
    }
}
