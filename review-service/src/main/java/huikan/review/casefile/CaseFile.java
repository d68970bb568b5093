package huikan.review.casefile;

import huikan.review.workflow.Person;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 案卷: a file that was drawn, a document of its own.
 *
 * @param ref the unit's number of it
 * @param missing null until it is handed over; a file that is missing is unqualified
 * @param reason why it is missing
 * @param evidence content hashes of the file
 * @param ruling of the panel, when the unit objected
 * @param mark 0 to 100, in quarters; worked out, and null until it is graded
 */
@RecordBuilder
record CaseFile(
        String ref,
        String title,
        @Nullable Boolean missing,
        @Nullable String reason,
        List<String> evidence,
        List<Score> scores,
        @Nullable Ruling ruling,
        @Nullable Double mark,
        @Nullable Grade grade)
        implements CaseFileBuilder.With {

    /** How many people score a file. */
    static final int SCORERS = 2;

    /** 优秀, 合格, 不合格. */
    enum Grade {
        EXCELLENT,
        QUALIFIED,
        UNQUALIFIED
    }

    /** What a criterion of the standard was worth, in halves. */
    record Points(String code, double points) {}

    /**
     * What one of the two says.
     *
     * @param points of each criterion
     * @param vetoes that were hit
     * @param problems that the unit is to rectify
     */
    record Score(
            List<Points> points,
            List<String> vetoes,
            List<String> problems,
            @Nullable String comment,
            Person by,
            LocalDate on) {
        double total() {
            return points.stream().mapToDouble(Points::points).sum();
        }
    }

    /**
     * What the panel says after an objection.
     *
     * @param mark 0 to 100 in its place; null when the scores stay
     * @param vetoed whether a veto stands
     */
    record Ruling(
            @Nullable Double mark, boolean vetoed, @Nullable String comment, Person by, LocalDate on) {}

    /** A ruling as it is kept: beside the file, of which it would write everything that the scorers said once more. */
    record Ruled(String ref, Ruling ruling) {}

    static CaseFile drawn(String ref, String title) {
        return new CaseFile(ref, title, null, null, List.of(), List.of(), null, null, null);
    }

    boolean isMissing() {
        return Boolean.TRUE.equals(missing);
    }

    boolean isScoredBy(String login) {
        return isMissing()
                || scores.stream().anyMatch(score -> score.by().login().equals(login));
    }

    /** In the place of what the same person said before. */
    CaseFile scored(Score score) {
        List<Score> all = new ArrayList<>(scores.stream()
                .filter(one -> !one.by().login().equals(score.by().login()))
                .toList());
        all.add(score);
        return withScores(List.copyOf(all));
    }

    /**
     * The mean of both scores, or what the panel put in its place.
     *
     * @param excellent marks from which it is
     * @param qualified marks from which it is
     */
    CaseFile graded(int excellent, int qualified) {
        double worked = ruling != null && ruling.mark() != null
                ? ruling.mark()
                : scores.stream().mapToDouble(Score::total).average().orElse(0);
        boolean failed = isMissing() || isVetoed() || worked < qualified;
        Grade reached = worked >= excellent ? Grade.EXCELLENT : Grade.QUALIFIED;
        return withMark(worked).withGrade(failed ? Grade.UNQUALIFIED : reached);
    }

    /** Any hit of either scorer, unless the panel said otherwise. */
    boolean isVetoed() {
        return ruling == null
                ? scores.stream().anyMatch(score -> !score.vetoes().isEmpty())
                : ruling.vetoed();
    }

    /** What is to be rectified; none when nothing is. */
    List<String> problems() {
        Stream<String> said = scores.stream().flatMap(score -> score.problems().stream());
        Stream<String> lost = isMissing() ? Stream.of("案卷缺失" + (reason == null ? "" : "：" + reason)) : Stream.of();
        return Stream.concat(lost, said).distinct().toList();
    }
}
