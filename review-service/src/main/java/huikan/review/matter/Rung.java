package huikan.review.matter;

/**
 * A rung of the escalation ladder.
 *
 * @param days working days after the due date; negative for before
 */
public record Rung(int days, Kind kind) {

    /** What is done at a rung. */
    public enum Kind {
        /** 催报: the deadline is near. */
        DUE_SOON,
        /** 催办. */
        URGE_NOTICE,
        /** 提示函. */
        REMINDER_LETTER,
        /** 督办函. */
        SUPERVISION_LETTER,
        /** 约谈. */
        ACCOUNTABILITY_INTERVIEW,
        /** 通报批评. */
        CIRCULATED_CRITICISM,
        /** 挂牌督办. */
        LISTED_SUPERVISION
    }
}
