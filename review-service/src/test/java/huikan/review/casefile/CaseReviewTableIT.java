package huikan.review.casefile;

import huikan.review.casefile.CaseReview.Objection;
import huikan.review.casefile.CaseReview.Scorer;
import huikan.review.casefile.Standard.Criterion;
import huikan.review.draw.DrawOffice;
import huikan.review.draw.DrawOffice.Commitment;
import huikan.review.matter.Actor;
import huikan.review.matter.Change;
import huikan.review.matter.Desk;
import huikan.review.matter.Matters;
import huikan.review.matter.Person;
import huikan.review.testing.TableOverHttp;
import huikan.trail.TrailStep.Made;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class CaseReviewTableIT extends TableOverHttp<CaseReviewStatus, CaseReviewMove> {

    private static final LocalDate DAY = LocalDate.of(2024, 2, 1);

    @Autowired
    Matters<CaseReviewStatus, CaseReview> reviews;

    @Autowired
    Desk<CaseReviewStatus, CaseReview, CaseReviewMove> desk;

    @Autowired
    DrawOffice draws;

    CaseReviewTableIT() {
        super(CaseReviewStatus.class, CaseReviewMove.class, Set.of(CaseReviewStatus.ARCHIVED));
    }

    @Override
    protected String in(CaseReviewStatus status, CaseReviewMove move) {
        boolean seen = status != CaseReviewStatus.PLANNED;
        Commitment committed = draws.commit();
        Person unit = new Person("210902-gov", "210902-gov");
        CaseReview review = CaseReviewBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency("210902-gov")
                .status(status)
                .title("x")
                // the unit and the scorers do not see one that is planned
                .reviewer(seen || !move.by().contains(Actor.UNIT) ? "210900-gov" : "210902-gov")
                .standard(new Standard("x", "1", List.of(new Criterion("A", "a", 100)), List.of()))
                .from(DAY)
                .to(DAY)
                .count(1)
                .scorers(List.of(new Scorer("210903-gov.inspector", "210903-gov"), new Scorer("other", "210200-gov")))
                .draw(committed.draw())
                .commitment(committed.commitment())
                .saltCommitment(committed.saltCommitment())
                .files(List.of(CaseFile.drawn("1", "x")))
                .objection(status == CaseReviewStatus.OBJECTED ? new Objection(List.of("1"), "x", unit, DAY) : null)
                // the last day for an objection is the first for nobody else
                .objectUntil(move == CaseReviewMove.OBJECT ? LocalDate.of(2024, 3, 1) : DAY)
                .by(new Person("210900-gov.supervisor", "210900-gov"))
                .above(List.of("210900-gov", "210000-gov"))
                .reviewerAbove(seen ? List.of("210000-gov") : List.of("210000-gov", "210903-gov", "210902-gov"))
                .openedAt(clock.instant())
                .head("")
                .build();
        reviews.open(new Change<>(review, new Made("plan", "somebody", null, clock.instant()), null), desk.told())
                .orElseThrow();
        return "/api/case-reviews/" + review.id();
    }

    @Override
    protected String body(CaseReviewMove move) {
        return switch (move) {
            case DRAW -> "{'files': [{'ref': '1', 'title': 'x'}]}";
            case HAND_OVER -> "{'files': [{'ref': '1', 'missing': true}]}";
            case SCORE -> "{'ref': '1', 'points': {'A': 90.5}}";
            case OBJECT -> "{'files': ['1'], 'reason': 'x'}";
            case RECONSIDER -> "{'rulings': [{'ref': '1', 'mark': 80, 'vetoed': false}]}";
            default -> null;
        };
    }

    @Override
    protected String actor(CaseReviewMove move) {
        if (move.by().contains(Actor.VERIFIER)) {
            return "210903-gov.inspector";
        }
        return move.by().contains(Actor.UNIT) ? "210902-gov" : "210900-gov.supervisor";
    }
}
