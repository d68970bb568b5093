package huikan.review.workflow;

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
        /** Of a review level. */
        DECISION,
        DISPUTE_RULING,
        PLAN,
        PLAN_APPROVAL,
        PROGRESS,
        /** 长期坚持: when it does not come, the finding is opened again. */
        EVIDENCE,
        /** 签收. */
        RECEIPT,
        /** That the unit takes a task on. */
        ACCEPTANCE,
        /** That the files that were drawn are handed over. */
        HAND_OVER,
        /** That an objection is ruled on. */
        OBJECTION_RULING,
        /** That a request for more time or an excuse is ruled on. */
        REQUEST_RULING,
        /** The report of an inspection group. */
        GROUP_REPORT,
        /** What the inspected units are told. */
        FEEDBACK,
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

    /** What was decided today is to be carried into other cases. */
    public static Awaited settling(LocalDate today) {
        return new Awaited(What.SETTLING, today, false);
    }

    /** That it did not come was said. */
    public Awaited said() {
        return new Awaited(what, dueOn, true);
    }
}
