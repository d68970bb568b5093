package huikan.review.casefile;

import huikan.review.casefile.CaseReview.Objection;
import huikan.review.casefile.CaseReview.Scorer;
import huikan.review.casefile.CaseReview.Unscored;
import huikan.review.casefile.Standard.Criterion;
import huikan.review.draw.SuiteDraws;
import huikan.review.draw.SuiteDraws.Commitment;
import huikan.review.testing.TableOverHttp;
import huikan.review.workflow.CaseParts;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Person;
import huikan.review.workflow.PutParts;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class CaseReviewTableIT extends TableOverHttp {

    private static final LocalDate DAY = LocalDate.of(2024, 2, 1);

    @Autowired
    Cases<CaseReview, CaseReviewStatus> reviews;

    @Autowired
    SuiteDraws draws;

    @Autowired
    CaseParts<CaseFile> files;

    @Autowired
    PutParts parts;

    CaseReviewTableIT() {
        super("case-reviews", Set.of("ARCHIVED"));
    }

    @Override
    protected String in(String state, String move) {
        boolean seen = !state.equals("PLANNED");
        Commitment committed = draws.commit();
        Person unit = new Person("210902-gov", "210902-gov");
        CaseReview review = CaseReviewBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency("210902-gov")
                .status(CaseReviewStatus.valueOf(state))
                .title("x")
                // the unit and the scorers do not see one that is planned
                .reviewer(seen || !isOfTheUnit(move) ? "210900-gov" : "210902-gov")
                .standard(new Standard("x", "1", List.of(new Criterion("A", "a", 100)), List.of()))
                .from(DAY)
                .to(DAY)
                .count(1)
                .scorers(List.of(new Scorer("210903-gov.inspector", "210903-gov"), new Scorer("other", "210200-gov")))
                .draw(committed.draw())
                .commitment(committed.commitment())
                .saltCommitment(committed.saltCommitment())
                .drawn(List.of("1"))
                .unscored(List.of(new Unscored("210903-gov.inspector", 1), new Unscored("other", 1)))
                .gradedOn(null)
                .objection(state.equals("OBJECTED") ? new Objection(List.of("1"), "x", unit, DAY) : null)
                // the last day for an objection is the first for nobody else
                .objectUntil(move.equals("object") ? LocalDate.of(2024, 3, 1) : DAY)
                .by(new Person("210900-gov.supervisor", "210900-gov"))
                .above(List.of("210900-gov", "210000-gov"))
                .reviewerAbove(seen ? List.of("210000-gov") : List.of("210000-gov", "210903-gov", "210902-gov"))
                .openedAt(clock.instant())
                .head("")
                .build();
        reviews.openBySuite(review, "fixture", Person.TIMER).orElseThrow();
        parts.put(files.part(review.id(), "1", CaseFile.drawn("1", "x")));
        return "/api/case-reviews/" + review.id();
    }

    @Override
    protected String body(String move) {
        return switch (move) {
            case "draw" -> "{'files': [{'ref': '1', 'title': 'x'}]}";
            case "hand-over" -> "{'files': [{'ref': '1', 'missing': true}]}";
            case "score" -> "{'ref': '1', 'points': {'A': 90.5}}";
            case "object" -> "{'files': ['1'], 'reason': 'x'}";
            case "reconsider" -> "{'rulings': [{'ref': '1', 'mark': 80, 'vetoed': false}]}";
            default -> null;
        };
    }

    @Override
    protected String actor(String move) {
        if (move.equals("score")) {
            return "210903-gov.inspector";
        }
        return isOfTheUnit(move) ? "210902-gov" : "210900-gov.supervisor";
    }
}
