package huikan.review.casefile;

import huikan.review.calendar.Today;
import huikan.review.casefile.CaseReview.Scorer;
import huikan.review.casefile.Standard.Criterion;
import huikan.review.casefile.Standard.Veto;
import huikan.review.directory.Directory;
import huikan.review.draw.DrawOffice;
import huikan.review.draw.DrawOffice.Commitment;
import huikan.review.matter.Desk;
import huikan.review.matter.MatterProblem;
import huikan.review.matter.Person;
import huikan.review.matter.Units;
import huikan.review.matter.Wanting;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/case-reviews}: from here on standard, scorers and the seed of the draw are fixed. */
@RestController
@RequestMapping("/api/case-reviews")
final class CasePlanController {

    private final Desk<CaseReviewStatus, CaseReview, CaseReviewMove> desk;
    private final DrawOffice draws;
    private final Units units;
    private final Directory directory;
    private final CaseReviewSettings settings;
    private final Today today;

    CasePlanController(
            Desk<CaseReviewStatus, CaseReview, CaseReviewMove> desk,
            DrawOffice draws,
            Units units,
            Directory directory,
            CaseReviewSettings settings,
            Today today) {
        this.desk = desk;
        this.draws = draws;
        this.units = units;
        this.directory = directory;
        this.settings = settings;
        this.today = today;
    }

    /**
     * What files are scored by.
     *
     * @param version e.g. the year from which it is in force
     * @param criteria whose points add up to 100
     * @param vetoes of which any hit makes a file unqualified
     */
    record StandardBody(
            String name,
            String version,
            List<CriterionBody> criteria,
            @Nullable List<VetoBody> vetoes) {
        Standard standard() {
            return new Standard(
                    name,
                    version,
                    criteria.stream()
                            .map(one -> new Criterion(one.code(), one.text(), one.points()))
                            .toList(),
                    vetoes == null
                            ? List.of()
                            : vetoes.stream()
                                    .map(one -> new Veto(one.code(), one.text()))
                                    .toList());
        }
    }

    record CriterionBody(String code, String text, Integer points) {}

    record VetoBody(String code, String text) {}

    /**
     * @param agency whose login it is: another unit than the one whose files are scored
     */
    record ScorerBody(String login, String agency) {}

    /**
     * A new case-file review.
     *
     * @param agency the unit whose files are looked at
     * @param from of the period in which the files were concluded
     * @param count files that are drawn
     * @param scorers two people of two other units
     */
    record CaseReviewBody(
            String agency,
            String title,
            StandardBody standard,
            LocalDate from,
            LocalDate to,
            Integer count,
            List<ScorerBody> scorers) {}

    /** By a superior's supervisor. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<CaseReviewView> plan(@RequestBody CaseReviewBody body, Caller caller) {
        String reviewer = caller.agency();
        if (reviewer == null || !caller.is(Role.SUPERVISOR) || caller.actsFor(body.agency())) {
            throw MatterProblem.NOT_YOURS.because("A case-file review is planned by a superior's supervisor.");
        }
        Standard standard = body.standard().standard();
        Wanting wanting = new Wanting();
        List<String> above = units.above("/agency", body.agency(), caller, wanting);
        List<String> reviewerAbove = units.above("/reviewer", reviewer, caller, wanting);
        standard.check("/standard", wanting);
        scorers(body, wanting);
        wanting.line("/title", body.title())
                .date("/from", body.from())
                .notBefore("/to", body.to(), body.from())
                .within("/count", body.count(), 1, settings.most())
                .refuse();
        Commitment committed = draws.commit();
        CaseReview fresh = CaseReviewBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency(body.agency())
                .status(CaseReviewStatus.PLANNED)
                .title(body.title())
                .reviewer(reviewer)
                .standard(standard)
                .from(body.from())
                .to(body.to())
                .count(body.count())
                .scorers(body.scorers().stream()
                        .map(one -> new Scorer(one.login(), one.agency()))
                        .toList())
                .draw(committed.draw())
                .commitment(committed.commitment())
                .saltCommitment(committed.saltCommitment())
                .files(List.of())
                .by(Person.of(caller))
                .above(above)
                .reviewerAbove(reviewerAbove)
                .openedAt(today.now())
                .head("")
                .build();
        CaseReview stored = desk.open(fresh, CaseReviewMove.PLAN, caller);
        return ResponseEntity.created(URI.create("/api/case-reviews/" + stored.id()))
                .eTag(IfMatch.etag(stored.version()))
                .body(CaseReviewView.of(stored, today.date(), desk.moves(stored, caller)));
    }

    /** Cross review (交叉评查): neither is of the unit, and they are of two units. */
    private void scorers(CaseReviewBody body, Wanting wanting) {
        List<ScorerBody> scorers = body.scorers();
        wanting.errorIf(
                scorers.size() != CaseFile.SCORERS,
                "/scorers",
                "items.count",
                "Two people score; came " + scorers.size());
        for (int i = 0; i < Math.min(scorers.size(), CaseFile.SCORERS); i++) {
            ScorerBody one = scorers.get(i);
            String at = "/scorers/" + i;
            wanting.line(at + "/login", one.login())
                    .errorIf(
                            directory.above(one.agency()).isEmpty(),
                            at + "/agency",
                            "agency.unknown",
                            "There is no agency " + one.agency() + ".")
                    .errorIf(
                            one.agency().equals(body.agency()),
                            at + "/agency",
                            "scorer.own",
                            "Nobody scores the files of their own unit.");
        }
        wanting.errorIf(
                scorers.stream().map(ScorerBody::agency).distinct().count() < scorers.size()
                        || scorers.stream().map(ScorerBody::login).distinct().count() < scorers.size(),
                "/scorers",
                "scorer.twice",
                "Two people of two units.");
    }
}
