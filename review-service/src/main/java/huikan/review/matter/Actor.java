package huikan.review.matter;

/** Who makes a move, as the state machines name them. */
public enum Actor {
    /** 责任单位: the agency that has something to do, for which its reporter or its leader acts. */
    UNIT,
    /** A superior's supervisor. */
    SUPERVISOR,
    /** A superior's supervisor or inspector, who looks whether it was done; never the unit. */
    VERIFIER,
    /** The suite itself: a timer, or a move of something else that brings this one with it. */
    SYSTEM
}
