package huikan.review.casefile;

import huikan.draw.Candidate;
import huikan.review.casefile.CaseFile.Points;
import huikan.review.casefile.CaseFile.Ruling;
import huikan.review.casefile.CaseFile.Score;
import huikan.review.casefile.CaseReview.Objection;
import huikan.review.draw.DrawOffice;
import huikan.review.draw.DrawOffice.Commitment;
import huikan.review.matter.Desk;
import huikan.review.matter.Evidence;
import huikan.review.matter.ListOrder;
import huikan.review.matter.MatterProblem;
import huikan.review.matter.Matters;
import huikan.review.matter.Person;
import huikan.review.matter.Selection;
import huikan.review.matter.Wanting;
import huikan.service.page.Page;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
import huikan.trail.Trail;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/case-reviews}: the list, one, and the moves. A new one is planned at {@link CasePlanController}. */
@RestController
@RequestMapping("/api/case-reviews")
final class CaseReviewController {

    private static final String SEEN = "If-Match";
    private static final int MOST_PROBLEMS = 50;

    private final Matters<CaseReviewStatus, CaseReview> reviews;
    private final Desk<CaseReviewStatus, CaseReview, CaseReviewMove> desk;
    private final CaseReviewSteps steps;
    private final CaseFindings findings;
    private final DrawOffice draws;
    private final CaseReviewSettings settings;
    private final Evidence attachments;

    CaseReviewController(
            Matters<CaseReviewStatus, CaseReview> reviews,
            Desk<CaseReviewStatus, CaseReview, CaseReviewMove> desk,
            CaseReviewSteps steps,
            CaseFindings findings,
            DrawOffice draws,
            CaseReviewSettings settings,
            Evidence attachments) {
        this.reviews = reviews;
        this.desk = desk;
        this.steps = steps;
        this.findings = findings;
        this.draws = draws;
        this.settings = settings;
        this.attachments = attachments;
    }

    /**
     * A file that the unit concluded in the period.
     *
     * @param weight how much more likely it is drawn than one of weight 1; by default 1
     * @param stratum the group that it is drawn from, e.g. by kind of procedure; each has its share of the count
     */
    record ConcludedFileBody(
            String ref,
            String title,
            @Nullable Double weight,
            @Nullable String stratum) {
        Candidate candidate() {
            return new Candidate(ref, weight == null ? 1 : weight, stratum);
        }
    }

    /** All files that were concluded in the period. */
    record CaseDrawBody(List<ConcludedFileBody> files) {}

    /**
     * @param evidence content hashes of the file; none when it is missing
     * @param missing by default false
     * @param reason why it is missing
     */
    record HandedFileBody(
            String ref,
            @Nullable List<String> evidence,
            @Nullable Boolean missing,
            @Nullable String reason) {}

    /** Every file that was drawn. */
    record HandOverBody(List<HandedFileBody> files) {}

    /**
     * What one scorer says of one file.
     *
     * @param points of each criterion of the standard, in halves
     * @param vetoes that were hit
     * @param problems that the unit is to rectify
     */
    record ScoreBody(
            String ref,
            Map<String, Double> points,
            @Nullable List<String> vetoes,
            @Nullable List<String> problems,
            @Nullable String comment) {}

    record ObjectionBody(List<String> files, String reason) {}

    /**
     * @param mark 0 to 100 in the place of the scores' mean; none when it stays
     * @param vetoed whether a veto stands
     */
    record CaseRulingBody(
            String ref,
            @Nullable Double mark,
            Boolean vetoed,
            @Nullable String comment) {}

    /** Each file that was objected to. */
    record ReconsiderBody(List<CaseRulingBody> rulings) {}

    @GetMapping
    Page<CaseReviewView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable CaseReviewStatus status,
            @RequestParam(required = false) @Nullable Boolean overdue,
            @RequestParam(defaultValue = "OPENED") ListOrder order,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        Selection selection =
                Selection.of(caller).under(under).agency(agency).status(status).overdue(overdue, desk.date());
        return Page.of(reviews.list(selection, order, cursor, most), most, order::place, one -> view(one, caller));
    }

    @GetMapping("/{id}")
    ResponseEntity<CaseReviewView> one(@PathVariable String id, Caller caller) {
        return answer(desk.visible(id, caller), caller);
    }

    @GetMapping("/{id}/trail")
    Trail trail(@PathVariable String id, Caller caller) {
        return desk.trail(id, caller);
    }

    /** Draws from the files that the unit concluded. The pool is frozen with the first draw, whatever comes after it. */
    @PostMapping("/{id}/draw")
    ResponseEntity<CaseReviewView> draw(
            @PathVariable String id,
            @RequestBody CaseDrawBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, CaseReviewMove.DRAW, seen, caller, planned -> {
            check(planned, body.files());
            List<String> drawn = draws.draw(
                    new Commitment(planned.draw(), planned.commitment(), planned.saltCommitment()),
                    planned.title(),
                    body.files().stream().map(ConcludedFileBody::candidate).toList(),
                    planned.count(),
                    planned.reviewer(),
                    planned.reviewerAbove(),
                    Person.of(caller));
            Map<String, String> titles = new HashMap<>();
            body.files().forEach(file -> titles.put(file.ref(), file.title()));
            new Wanting()
                    .errorIf(
                            !titles.keySet().containsAll(drawn),
                            "/files",
                            "pool.frozen",
                            "The pool was frozen before with other files: " + planned.draw() + " at /api/draws.")
                    .refuse();
            return steps.sampled(
                    planned,
                    drawn.stream()
                            .map(ref -> CaseFile.drawn(ref, titles.getOrDefault(ref, ref)))
                            .toList());
        });
    }

    private void check(CaseReview planned, List<ConcludedFileBody> files) {
        Wanting wanting = new Wanting().count("/files", files, planned.count(), settings.most());
        Set<String> refs = new HashSet<>();
        for (int i = 0; i < Math.min(files.size(), settings.most()); i++) {
            ConcludedFileBody file = files.get(i);
            Double weight = file.weight();
            String at = "/files/" + i;
            wanting.line(at + "/ref", file.ref())
                    .line(at + "/title", file.title())
                    .comment(at + "/stratum", file.stratum())
                    .errorIf(!refs.add(file.ref()), at + "/ref", "file.twice", "It is in the pool before.")
                    .errorIf(
                            weight != null && !(weight > 0 && weight <= DrawOffice.HEAVIEST),
                            at + "/weight",
                            "number.range",
                            "More than 0, at most " + DrawOffice.HEAVIEST + ".");
        }
        wanting.refuse();
    }

    /** The unit hands over what was drawn. A file that is missing is recorded as such, and is unqualified. */
    @PostMapping("/{id}/hand-over")
    ResponseEntity<CaseReviewView> handOver(
            @PathVariable String id,
            @RequestBody HandOverBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, CaseReviewMove.HAND_OVER, seen, caller, sampled -> {
            Wanting wanting = new Wanting();
            Map<String, HandedFileBody> handed = new HashMap<>();
            for (int i = 0; i < body.files().size(); i++) {
                HandedFileBody file = body.files().get(i);
                check("/files/" + i, file, sampled, caller, wanting);
                wanting.errorIf(
                        handed.put(file.ref(), file) != null,
                        "/files/" + i + "/ref",
                        "file.twice",
                        "It is there before.");
            }
            List<String> left = sampled.files().stream()
                    .map(CaseFile::ref)
                    .filter(ref -> !handed.containsKey(ref))
                    .toList();
            wanting.errorIf(!left.isEmpty(), "/files", "files.left", "Not there, and not said to be missing: " + left)
                    .refuse();
            return steps.collected(
                    sampled,
                    sampled.files().stream()
                            .map(file -> handed(file, handed.get(file.ref())))
                            .toList());
        });
    }

    private void check(String at, HandedFileBody file, CaseReview sampled, Caller caller, Wanting wanting) {
        boolean missing = Boolean.TRUE.equals(file.missing());
        List<String> evidence = evidence(file);
        wanting.errorIf(sampled.file(file.ref()).isEmpty(), at + "/ref", "file.unknown", "It was not drawn.")
                .evidence(at + "/evidence", evidence, attachments, caller)
                .comment(at + "/reason", file.reason())
                .errorIf(
                        evidence.isEmpty() != missing,
                        at + "/evidence",
                        "field.unfitting",
                        "A file is handed over with its evidence, or is missing.");
    }

    private static List<String> evidence(HandedFileBody file) {
        return file.evidence() == null ? List.of() : file.evidence();
    }

    private static CaseFile handed(CaseFile file, @Nullable HandedFileBody body) {
        return body == null
                ? file
                : file.with(next -> next.missing(Boolean.TRUE.equals(body.missing()))
                        .reason(body.reason())
                        .evidence(evidence(body)));
    }

    /** What the caller, one of the two scorers, says of a file; in the place of what the caller said before. */
    @PostMapping("/{id}/score")
    ResponseEntity<CaseReviewView> score(
            @PathVariable String id,
            @RequestBody ScoreBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, CaseReviewMove.SCORE, seen, caller, collected -> {
            Optional<CaseFile> file = collected.file(body.ref()).filter(one -> !one.isMissing());
            List<String> vetoes = body.vetoes() == null ? List.of() : body.vetoes();
            List<String> problems = body.problems() == null ? List.of() : body.problems();
            Wanting wanting = new Wanting()
                    .errorIf(file.isEmpty(), "/ref", "file.unknown", "A file that was handed over.")
                    .count("/problems", problems, 0, MOST_PROBLEMS)
                    .comment("/comment", body.comment());
            for (int i = 0; i < Math.min(problems.size(), MOST_PROBLEMS); i++) {
                wanting.line("/problems/" + i, problems.get(i));
            }
            collected.standard().check(body.points(), vetoes, wanting);
            wanting.refuse();
            List<Points> points = collected.standard().criteria().stream()
                    .map(one -> new Points(one.code(), body.points().getOrDefault(one.code(), 0.0)))
                    .toList();
            Score score = new Score(points, vetoes, problems, body.comment(), Person.of(caller), desk.date());
            return steps.scored(collected, file.orElseThrow(), score);
        });
    }

    /** By the unit, once. */
    @PostMapping("/{id}/object")
    ResponseEntity<CaseReviewView> object(
            @PathVariable String id,
            @RequestBody ObjectionBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, CaseReviewMove.OBJECT, seen, caller, scored -> {
            Wanting wanting = new Wanting()
                    .text("/reason", body.reason())
                    .count("/files", body.files(), 1, scored.files().size());
            for (int i = 0; i < body.files().size(); i++) {
                wanting.errorIf(
                        scored.file(body.files().get(i)).isEmpty(), "/files/" + i, "file.unknown", "It was not drawn.");
            }
            wanting.refuse();
            return steps.objected(scored, new Objection(body.files(), body.reason(), Person.of(caller), desk.date()));
        });
    }

    /** The panel rules on each file that was objected to; who scored it is not of the panel. */
    @PostMapping("/{id}/reconsider")
    ResponseEntity<CaseReviewView> reconsider(
            @PathVariable String id,
            @RequestBody ReconsiderBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, CaseReviewMove.RECONSIDER, seen, caller, objected -> {
            requireNoScorer(objected, caller);
            Wanting wanting = new Wanting();
            Map<String, Ruling> rulings = new HashMap<>();
            for (int i = 0; i < body.rulings().size(); i++) {
                CaseRulingBody one = body.rulings().get(i);
                String at = "/rulings/" + i;
                wanting.errorIf(
                                one.mark() != null && !(one.mark() >= 0 && one.mark() <= 100),
                                at + "/mark",
                                "number.range",
                                "0 to 100.")
                        .comment(at + "/comment", one.comment());
                rulings.put(
                        one.ref(), new Ruling(one.mark(), one.vetoed(), one.comment(), Person.of(caller), desk.date()));
            }
            Set<String> asked = objected.objection() == null
                    ? Set.of()
                    : Set.copyOf(objected.objection().files());
            wanting.errorIf(
                            !rulings.keySet().equals(asked)
                                    || rulings.size() != body.rulings().size(),
                            "/rulings",
                            "files.count",
                            "One for each file that was objected to: " + asked)
                    .refuse();
            return steps.reconsidered(objected, rulings);
        });
    }

    /** The grades stand; who scored does not confirm. */
    @PostMapping("/{id}/confirm")
    ResponseEntity<CaseReviewView> confirm(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, CaseReviewMove.CONFIRM, seen, caller, scored -> {
            requireNoScorer(scored, caller);
            return steps.graded(scored);
        });
    }

    private static void requireNoScorer(CaseReview review, Caller caller) {
        if (review.isScorer(caller.login())) {
            throw MatterProblem.SEPARATION.because(caller.login() + " scored the files, and is not of the panel.");
        }
    }

    /** 通报: what is wrong with the files becomes findings. */
    @PostMapping("/{id}/circulate")
    ResponseEntity<CaseReviewView> circulate(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        CaseReview graded = desk.ready(id, CaseReviewMove.CIRCULATE, seen, caller);
        CaseReview settled =
                findings.settle(desk.done(graded, CaseReviewMove.CIRCULATE, steps.circulated(graded), caller));
        return answer(reviews.find(id).orElse(settled), caller);
    }

    private ResponseEntity<CaseReviewView> move(
            String id, CaseReviewMove move, @Nullable String ifMatch, Caller caller, UnaryOperator<CaseReview> step) {
        CaseReview seen = desk.ready(id, move, ifMatch, caller);
        return answer(desk.done(seen, move, step.apply(seen), caller), caller);
    }

    private ResponseEntity<CaseReviewView> answer(CaseReview review, Caller caller) {
        return ResponseEntity.ok().eTag(IfMatch.etag(review.version())).body(view(review, caller));
    }

    private CaseReviewView view(CaseReview review, Caller caller) {
        return CaseReviewView.of(review, desk.date(), desk.moves(review, caller));
    }
}
