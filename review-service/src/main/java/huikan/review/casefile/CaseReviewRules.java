package huikan.review.casefile;

import huikan.review.access.Directory;
import huikan.review.access.Units;
import huikan.review.casefile.CaseReviewRequests.DrawRequest;
import huikan.review.casefile.CaseReviewRequests.HandOver;
import huikan.review.casefile.CaseReviewRequests.ObjectionRequest;
import huikan.review.casefile.CaseReviewRequests.Plan;
import huikan.review.casefile.CaseReviewRequests.Reconsideration;
import huikan.review.casefile.CaseReviewRequests.RulingRequest;
import huikan.review.casefile.CaseReviewRequests.ScoreRequest;
import huikan.review.casefile.CaseReviewRequests.ScorerRequest;
import huikan.review.draw.SuiteDraws;
import huikan.review.workflow.Act;
import huikan.review.workflow.CaseParts;
import huikan.review.workflow.Evidence;
import huikan.service.request.Violations;
import huikan.service.security.EndedAgencies;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the rows of a case-file review's workflow do not say. */
record CaseReviewRules(
        Units units,
        Directory directory,
        EndedAgencies ended,
        CaseReviewSettings settings,
        CaseParts<CaseFile> files,
        Evidence evidence) {

    void plan(Plan request, Act act, Violations violations) {
        units.requireThere("/agency", request.agency(), act.caller(), violations);
        request.standard().standard().check("/standard", violations);
        scorers(request, violations);
        violations.notBefore("/to", request.to(), request.from());
    }

    /** Cross review (交叉评查): neither is of the unit, and they are of two units. */
    private void scorers(Plan request, Violations violations) {
        List<ScorerRequest> scorers = request.scorers();
        Set<String> known = directory
                .above(scorers.stream().map(ScorerRequest::agency).collect(Collectors.toSet()))
                .keySet();
        Set<String> over = ended.among(known).keySet();
        violations.each(
                "/scorers",
                scorers,
                (at, scorer) -> violations
                        .addIf(
                                !known.contains(scorer.agency()),
                                at + "/agency",
                                "agency.unknown",
                                "There is no agency " + scorer.agency() + ".")
                        .addIf(
                                over.contains(scorer.agency()),
                                at + "/agency",
                                "agency.ended",
                                scorer.agency() + " has ended.")
                        .addIf(
                                scorer.agency().equals(request.agency()),
                                at + "/agency",
                                "scorer.own",
                                "Nobody scores the files of their own unit."));
        violations.addIf(
                scorers.stream().map(ScorerRequest::agency).distinct().count() < scorers.size()
                        || scorers.stream().map(ScorerRequest::login).distinct().count() < scorers.size(),
                "/scorers",
                "scorer.twice",
                "Two people of two units.");
    }

    /** A scorer scores for the unit that they were named with: whatever a plan says of them, not for the one that is scored. */
    static @Nullable String elsewhere(CaseReview review, Act act) {
        return review.scorers().stream()
                        .anyMatch(one -> one.login().equals(act.by().login())
                                && act.caller().actsFor(one.agency()))
                ? null
                : "It is scored by " + review.scorers() + ".";
    }

    void draw(CaseReview planned, DrawRequest request, Act act, Violations violations) {
        violations.count("/files", request.files().size(), planned.count(), settings.most());
        Set<String> refs = new HashSet<>();
        violations.each("/files", request.files(), (at, file) -> {
            violations.addIf(!refs.add(file.ref()), at + "/ref", "file.twice", "It is in the pool before.");
            SuiteDraws.requireWeight(at + "/weight", file.weight(), violations);
        });
        SuiteDraws.check("/files", request.files(), violations);
    }

    void handOver(CaseReview sampled, HandOver request, Act act, Violations violations) {
        Set<String> left = new HashSet<>(sampled.drawn());
        violations.each("/files", request.files(), (at, file) -> {
            boolean drawn = sampled.drawn().contains(file.ref());
            violations
                    .addIf(!drawn, at + "/ref", "file.unknown", "It was not drawn.")
                    .addIf(drawn && !left.remove(file.ref()), at + "/ref", "file.twice", "It is there before.")
                    .addIf(
                            file.shown().isEmpty() != file.isMissing(),
                            at + "/evidence",
                            "field.unfitting",
                            "A file is handed over with its evidence, or is missing.");
            evidence.check(at + "/evidence", file.evidence(), act, violations);
        });
        violations.addIf(!left.isEmpty(), "/files", "files.left", "Not there, and not said to be missing: " + left);
    }

    void score(CaseReview collected, ScoreRequest request, Act act, Violations violations) {
        Optional<CaseFile> file = files.find(collected.id(), request.ref()).filter(one -> !one.isMissing());
        violations.addIf(file.isEmpty(), "/ref", "file.unknown", "A file that was handed over.");
        collected.standard().check(request.points(), request.hit(), violations);
    }

    static @Nullable String objecting(CaseReview review, Act act) {
        if (review.objection() != null) {
            return "It was objected to before, and scores are objected to once.";
        }
        LocalDate until = review.objectUntil();
        return until != null && until.isBefore(act.today()) ? "It could be objected to until " + until + "." : null;
    }

    void objection(CaseReview scored, ObjectionRequest request, Act act, Violations violations) {
        violations.each(
                "/files",
                request.files(),
                (at, file) ->
                        violations.addIf(!scored.drawn().contains(file), at, "file.unknown", "It was not drawn."));
    }

    /** The panel rules; who scored is not of it. */
    static @Nullable String scored(CaseReview review, Act act) {
        return review.isScorer(act.by().login())
                ? act.by().login() + " scored the files, and is not of the panel."
                : null;
    }

    static void reconsideration(CaseReview objected, Reconsideration request, Act act, Violations violations) {
        violations.each("/rulings", request.rulings(), (at, one) -> {
            Double mark = one.mark();
            violations.addIf(mark != null && !(mark >= 0 && mark <= 100), at + "/mark", "number.range", "0 to 100.");
        });
        Set<String> asked = objected.objection() == null
                ? Set.of()
                : Set.copyOf(objected.objection().files());
        Set<String> ruled = request.rulings().stream().map(RulingRequest::ref).collect(Collectors.toSet());
        violations.addIf(
                !ruled.equals(asked) || ruled.size() != request.rulings().size(),
                "/rulings",
                "files.count",
                "One for each file that was objected to: " + asked);
    }

    static @Nullable String mayBeObjected(CaseReview review, Act act) {
        LocalDate until = review.objectUntil();
        return review.objection() == null && until != null && !until.isBefore(act.today())
                ? "The unit may object until " + until + "."
                : null;
    }
}
