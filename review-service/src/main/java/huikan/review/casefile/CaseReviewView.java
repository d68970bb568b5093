package huikan.review.casefile;

import huikan.review.casefile.CaseReview.Objection;
import huikan.review.casefile.CaseReview.Scorer;
import huikan.review.matter.Awaited;
import huikan.review.matter.Person;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A case-file review as it is shown.
 *
 * @param agency the unit whose files they are
 * @param overdue the files were not handed over in time
 * @param draw the draw of the files, at {@code /api/draws}, once they are drawn
 * @param commitment the digest of that draw's seed, published before the files were known
 * @param objectUntil until when the unit may object
 * @param head the hash of the last step of its trail
 */
record CaseReviewView(
        String id,
        CaseReviewStatus status,
        String agency,
        boolean overdue,
        @Nullable LocalDate dueOn,
        List<String> moves,
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
        @Nullable LocalDate objectUntil,
        @Nullable LocalDate gradedOn,
        Person by,
        @Nullable Awaited awaited,
        Instant openedAt,
        String head,
        long version) {

    static CaseReviewView of(CaseReview one, LocalDate today, List<String> moves) {
        return new CaseReviewView(
                one.id(),
                one.status(),
                one.agency(),
                one.overdue(today),
                one.dueOn(),
                moves,
                one.title(),
                one.reviewer(),
                one.standard(),
                one.from(),
                one.to(),
                one.count(),
                one.scorers(),
                one.draw(),
                one.commitment(),
                one.saltCommitment(),
                one.files(),
                one.objection(),
                one.objectUntil(),
                one.gradedOn(),
                one.by(),
                one.awaited(),
                one.openedAt(),
                one.head(),
                one.version());
    }
}
