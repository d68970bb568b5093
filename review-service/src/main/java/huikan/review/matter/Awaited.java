package huikan.review.matter;

import java.time.LocalDate;

/**
 * What the present state waits for.
 *
 * @param dueOn Asia/Shanghai
 * @param urged whether it was said that it did not come
 */
public record Awaited(What what, LocalDate dueOn, boolean urged) {

    /** What is to come. */
    public enum What {
        CLAIM,
        DISPUTE_RULING,
        PLAN,
        PLAN_APPROVAL,
        PROGRESS,
        /** 长期坚持: when it does not come, the finding is opened again. */
        EVIDENCE,
        /** 签收. */
        RECEIPT,
        /** The number that a document is sure to get: the suite gives it at once. */
        NUMBER,
        /** That what is done is put away. */
        ARCHIVING,
        /** That what was decided is carried into other things: the suite does it at once. */
        SETTLING;

        /** The suite itself does it, and no day is waited for. */
        boolean isAtOnce() {
            return this == NUMBER || this == SETTLING;
        }
    }

    /** That it did not come was said. */
    public Awaited said() {
        return new Awaited(what, dueOn, true);
    }
}
