package huikan.review.casefile;

import huikan.events.SupervisionEvent.Grades;
import huikan.review.access.Parties;
import huikan.review.access.Waiting;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.Case;
import huikan.review.workflow.Ladder;
import huikan.review.workflow.Person;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 案卷评查: a sample of one unit's concluded files is scored. Each file is a {@link CaseFile}, a document of its own.
 *
 * @param agency the unit whose files they are
 * @param reviewer the agency that reviews them
 * @param from of the period in which the files were concluded, Asia/Shanghai
 * @param count files that are drawn
 * @param scorers two people of two other units
 * @param draw that chose the files, at {@code /api/draws}; committed to when it is planned
 * @param drawn the numbers of the files
 * @param unscored who of the scorers has how many files left
 * @param dueOn until when the files are to be handed over
 * @param objectUntil until when the unit may object
 * @param excellent the mark from which a file is, frozen with the grading
 * @param qualified the same
 * @param totals what the grading found
 * @param reviewerAbove everybody above the reviewing agency
 */
@RecordBuilder
record CaseReview(
        String id,
        String agency,
        CaseReviewStatus status,
        String title,
        String reviewer,
        Standard standard,
        LocalDate from,
        LocalDate to,
        int count,
        List<Scorer> scorers,
        String draw,
        String commitment,
        String saltCommitment,
        List<String> drawn,
        List<Unscored> unscored,
        @Nullable Objection objection,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate objectUntil,
        @Nullable LocalDate gradedOn,
        int excellent,
        int qualified,
        @Nullable Totals totals,
        Person by,
        @Nullable Ladder ladder,
        @Nullable Awaited awaited,
        List<String> above,
        List<String> reviewerAbove,
        Instant openedAt,
        long version,
        String head)
        implements Case<CaseReviewStatus>, CaseReviewBuilder.With {

    /** Who scores; of another unit than the one whose files they are. */
    record Scorer(String login, String agency) {}

    /** How many files one scorer has left. */
    record Unscored(String login, int files) {}

    /**
     * @param files refs of those that it is about
     */
    record Objection(List<String> files, String reason, Person by, LocalDate on) {}

    /**
     * What became of the files.
     *
     * @param marks their sum; a missing file counts as 0
     */
    record Totals(int files, int missing, int vetoed, int excellent, int qualified, int unqualified, double marks) {}

    /** As the event tells them; null until it is graded. */
    @Nullable
    Grades grades() {
        return totals == null
                ? null
                : new Grades(totals.excellent(), totals.qualified(), totals.unqualified(), totals.missing());
    }

    boolean isScorer(String login) {
        return scorers.stream().anyMatch(one -> one.login().equals(login));
    }

    @Override
    public Parties parties() {
        return new Parties(
                List.of(agency),
                List.of(),
                reviewer,
                scorers.stream().map(Scorer::login).toList());
    }

    @Override
    public List<String> waitingFor() {
        return switch (status) {
            case PLANNED, OBJECTED, GRADED -> List.of(Waiting.supervisor(reviewer));
            case SAMPLED -> List.of(Waiting.unit(agency));
            case COLLECTED ->
                unscored.stream()
                        .filter(one -> one.files() > 0)
                        .map(one -> Waiting.person(one.login()))
                        .toList();
            case SCORED ->
                objection == null
                        ? List.of(Waiting.supervisor(reviewer), Waiting.unit(agency))
                        : List.of(Waiting.supervisor(reviewer));
            case CIRCULATED, ARCHIVED -> List.of();
        };
    }

    /** The unit hears of it when the files are drawn. */
    @Override
    public List<String> seenBy() {
        Stream<String> always = Stream.concat(Stream.of(reviewer), reviewerAbove.stream());
        if (status == CaseReviewStatus.PLANNED) {
            return always.distinct().toList();
        }
        Stream<String> units = Stream.concat(Stream.of(agency), scorers.stream().map(Scorer::agency));
        return Stream.of(always, units, above.stream())
                .flatMap(codes -> codes)
                .distinct()
                .toList();
    }
}
