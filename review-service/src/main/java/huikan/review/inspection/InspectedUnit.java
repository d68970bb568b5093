package huikan.review.inspection;

import huikan.review.finding.FindingsAtOnce.Found;
import huikan.review.matter.Person;
import huikan.review.matter.Remark;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 被督导单位.
 *
 * @param above everybody above it when the groups were formed
 * @param group that visits it
 * @param batch in which it is visited; null until it is in one
 * @param excused why it is not visited after all
 */
@RecordBuilder
record InspectedUnit(
        String agency,
        List<String> above,
        int group,
        @Nullable Integer batch,
        List<Paper> papers,
        @Nullable Remark excused,
        @Nullable Feedback feedback,
        @Nullable Objection objection)
        implements InspectedUnitBuilder.With {

    /**
     * 工作底稿: a working paper.
     *
     * @param signedBy two people of the group
     */
    record Paper(
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

    static InspectedUnit of(String agency, List<String> above, int group) {
        return new InspectedUnit(agency, above, group, null, List.of(), null, null, null);
    }

    InspectedUnit visited(Paper paper) {
        List<Paper> all = new ArrayList<>(papers);
        all.add(paper);
        return withPapers(List.copyOf(all));
    }

    boolean isDone() {
        return excused != null || !papers.isEmpty();
    }

    /** What was found, each with the number that its cause is known by. */
    List<Found> found() {
        return papers.stream().flatMap(paper -> paper.findings().stream()).toList();
    }

    boolean isObjecting() {
        return objection != null && objection.upheld() == null;
    }

    boolean isOverruled() {
        return objection != null && Boolean.TRUE.equals(objection.upheld());
    }
}
