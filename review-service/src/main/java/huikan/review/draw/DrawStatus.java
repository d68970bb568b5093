package huikan.review.draw;

/** The states of a draw. */
public enum DrawStatus {
    /** The pool is frozen, seed and salt are committed to. */
    FROZEN,
    /** Both were revealed, and with them the result. */
    REVEALED
}
