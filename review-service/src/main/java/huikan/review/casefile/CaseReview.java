package huikan.review.casefile;

import huikan.review.matter.Awaited;
import huikan.review.matter.Ladder;
import huikan.review.matter.Matter;
import huikan.review.matter.Person;
import huikan.review.matter.Waiting;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * 案卷评查: a sample of one unit's concluded files is scored.
 *
 * @param agency the unit whose files they are
 * @param reviewer the agency that reviews them
 * @param from of the period in which the files were concluded, Asia/Shanghai
 * @param count files that are drawn
 * @param scorers two people of two other units
 * @param draw that chose the files, at {@code /api/draws}; committed to when it is planned
 * @param dueOn until when the files are to be handed over
 * @param objectUntil until when the unit may object
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
        List<CaseFile> files,
        @Nullable Objection objection,
        @Nullable LocalDate dueOn,
        @Nullable LocalDate objectUntil,
        @Nullable LocalDate gradedOn,
        Person by,
        @Nullable Ladder ladder,
        @Nullable Awaited awaited,
        List<String> above,
        List<String> reviewerAbove,
        Instant openedAt,
        long version,
        String head)
        implements Matter<CaseReviewStatus>, CaseReviewBuilder.With {

    /** Who scores; of another unit than the one whose files they are. */
    record Scorer(String login, String agency) {}

    /**
     * @param files refs of those that it is about
     */
    record Objection(List<String> files, String reason, Person by, LocalDate on) {}

    Optional<CaseFile> file(String ref) {
        return files.stream().filter(one -> one.ref().equals(ref)).findFirst();
    }

    /** With this file in the place of the one of the same number. */
    CaseReview withFile(CaseFile file) {
        return withFiles(files.stream()
                .map(one -> one.ref().equals(file.ref()) ? file : one)
                .toList());
    }

    boolean isScorer(String login) {
        return scorers.stream().anyMatch(one -> one.login().equals(login));
    }

    boolean isGraded() {
        return gradedOn != null;
    }

    /** The unit owes the files that were drawn. */
    @Override
    public boolean open() {
        return status == CaseReviewStatus.SAMPLED;
    }

    @Override
    public List<String> waitingFor() {
        return switch (status) {
            case PLANNED, OBJECTED, GRADED -> List.of(Waiting.supervisor(reviewer));
            case SAMPLED -> List.of(Waiting.unit(agency));
            case COLLECTED ->
                scorers.stream()
                        .map(Scorer::login)
                        .filter(login -> files.stream().anyMatch(file -> !file.isScoredBy(login)))
                        .map(Waiting::person)
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
