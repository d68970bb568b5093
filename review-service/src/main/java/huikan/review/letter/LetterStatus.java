package huikan.review.letter;

/** The states of a letter; {@link LetterMove} leads from one to another. */
public enum LetterStatus {
    DRAFT(false),
    /** 印发: it has a number, or is about to get it. */
    ISSUED(true),
    /** 签收. */
    RECEIVED(true),
    REPLIED(false),
    CLOSED(false),
    WITHDRAWN(false);

    private final boolean open;

    LetterStatus(boolean open) {
        this.open = open;
    }

    /** Whether the unit still owes something. */
    boolean isOpen() {
        return open;
    }
}
