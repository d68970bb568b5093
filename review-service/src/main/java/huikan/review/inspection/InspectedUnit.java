package huikan.review.inspection;

import huikan.review.finding.FoundProblems.Found;
import huikan.review.workflow.Person;
import huikan.review.workflow.Remark;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 被督导单位: what became of it in the inspection, a document of its own.
 *
 * @param visits how many working papers there are of it
 * @param found how many findings are in them
 * @param recommended how many recommendations are
 * @param excused why it is not visited after all
 */
@RecordBuilder
record InspectedUnit(
        String agency,
        int visits,
        int found,
        int recommended,
        @Nullable Remark excused,
        @Nullable Feedback feedback,
        @Nullable Objection objection)
        implements InspectedUnitBuilder.With {

    /** How often one is visited at most. */
    static final int MOST_VISITS = 20;

    /**
     * 工作底稿: a working paper, a document of its own.
     *
     * @param agency that was visited
     * @param signedBy two people of the group
     */
    record Paper(
            String agency,
            String record,
            List<String> signedBy,
            List<String> recommendations,
            List<Found> findings,
            Person by,
            LocalDate on) {}

    /**
     * 反馈意见.
     *
     * @param findings ids, of what the papers found
     */
    record Feedback(@Nullable String opinion, List<String> findings, Person by, LocalDate on) {}

    /**
     * 复核申请.
     *
     * @param upheld null until it is ruled on
     */
    record Objection(
            String reason,
            Person by,
            LocalDate on,
            @Nullable Boolean upheld,
            @Nullable String comment,
            @Nullable Person ruledBy) {}

    static InspectedUnit of(String agency) {
        return new InspectedUnit(agency, 0, 0, 0, null, null, null);
    }

    boolean isDone() {
        return excused != null || visits > 0;
    }

    boolean isOverruled() {
        return objection != null && Boolean.TRUE.equals(objection.upheld());
    }
}
