package huikan.review.casefile;

import static java.util.Objects.requireNonNull;

import huikan.review.access.Units;
import huikan.review.casefile.CaseFile.Grade;
import huikan.review.casefile.CaseFile.Points;
import huikan.review.casefile.CaseFile.Ruled;
import huikan.review.casefile.CaseFile.Ruling;
import huikan.review.casefile.CaseFile.Score;
import huikan.review.casefile.CaseReview.Objection;
import huikan.review.casefile.CaseReview.Scorer;
import huikan.review.casefile.CaseReview.Totals;
import huikan.review.casefile.CaseReview.Unscored;
import huikan.review.casefile.CaseReviewRequests.ConcludedFile;
import huikan.review.casefile.CaseReviewRequests.DrawRequest;
import huikan.review.casefile.CaseReviewRequests.HandOver;
import huikan.review.casefile.CaseReviewRequests.HandedFile;
import huikan.review.casefile.CaseReviewRequests.ObjectionRequest;
import huikan.review.casefile.CaseReviewRequests.Plan;
import huikan.review.casefile.CaseReviewRequests.Reconsideration;
import huikan.review.casefile.CaseReviewRequests.RulingRequest;
import huikan.review.casefile.CaseReviewRequests.ScoreRequest;
import huikan.review.draw.SuiteDraws;
import huikan.review.draw.SuiteDraws.Commitment;
import huikan.review.finding.Finding.Source;
import huikan.review.finding.FoundProblems;
import huikan.review.workflow.Act;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.CaseParts;
import huikan.review.workflow.CaseProblem;
import huikan.review.workflow.DueDates;
import huikan.review.workflow.Ladder;
import huikan.service.request.Violations;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What each move makes of a case-file review. */
@Component
record CaseReviewSteps(
        DueDates dates,
        CaseReviewSettings settings,
        CaseParts<CaseFile> files,
        CaseParts<Ruled> rulings,
        SuiteDraws draws,
        Units units,
        FoundProblems problems) {

    /** From here on standard, scorers and the seed of the draw are fixed. */
    CaseReview planned(Plan request, Act act) {
        Commitment committed = draws.commit();
        String reviewer = requireNonNull(act.by().agency());
        return CaseReviewBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency(request.agency())
                .status(CaseReviewStatus.PLANNED)
                .title(request.title())
                .reviewer(reviewer)
                .standard(request.standard().standard())
                .from(request.from())
                .to(request.to())
                .count(request.count())
                .scorers(request.scorers().stream()
                        .map(one -> new Scorer(one.login(), one.agency()))
                        .toList())
                .draw(committed.draw())
                .commitment(committed.commitment())
                .saltCommitment(committed.saltCommitment())
                .by(act.by())
                .above(units.above(request.agency()))
                .reviewerAbove(units.above(reviewer))
                .openedAt(act.now())
                .head("")
                .build();
    }

    CaseReview sampled(CaseReview seen, DrawRequest request, Act act) {
        List<String> drawn = draws.draw(
                new Commitment(seen.draw(), seen.commitment(), seen.saltCommitment()),
                seen.title(),
                request.candidates(),
                seen.count(),
                seen.reviewer(),
                seen.reviewerAbove(),
                act.by());
        Map<String, String> titles = new HashMap<>();
        for (ConcludedFile file : request.files()) {
            titles.put(file.ref(), file.title());
        }
        new Violations()
                .addIf(
                        !titles.keySet().containsAll(drawn),
                        "/files",
                        "pool.frozen",
                        "The pool was frozen before with other files: " + seen.draw() + " at /api/draws.")
                .refuse(CaseProblem.INVALID);
        drawn.forEach(ref -> write(seen, CaseFile.drawn(ref, titles.getOrDefault(ref, ref)), act));
        Awaited handOver = dates.within(Awaited.What.HAND_OVER, settings.handOverWithin(), act);
        return seen.with(next -> next.status(CaseReviewStatus.SAMPLED)
                .drawn(drawn)
                .dueOn(handOver.dueOn())
                .ladder(Ladder.armed(handOver.dueOn(), act.today())));
    }

    private void write(CaseReview seen, CaseFile file, Act act) {
        act.writes(files.part(seen.id(), file.ref(), file));
    }

    private CaseFile file(CaseReview seen, String ref) {
        return files.find(seen.id(), ref).orElseThrow();
    }

    CaseReview collected(CaseReview seen, HandOver request, Act act) {
        int there = 0;
        for (HandedFile handed : request.files()) {
            write(
                    seen,
                    file(seen, handed.ref())
                            .with(next -> next.missing(handed.isMissing())
                                    .reason(handed.reason())
                                    .evidence(handed.shown())),
                    act);
            there += handed.isMissing() ? 0 : 1;
        }
        int left = there;
        return scoredWhenComplete(
                seen.with(next -> next.status(CaseReviewStatus.COLLECTED)
                        .unscored(seen.scorers().stream()
                                .map(one -> new Unscored(one.login(), left))
                                .toList())
                        .awaited(null)),
                act);
    }

    /** In the place of what the same person said before. */
    CaseReview scored(CaseReview seen, ScoreRequest request, Act act) {
        CaseFile file = file(seen, request.ref());
        List<Points> points = seen.standard().criteria().stream()
                .map(one -> new Points(one.code(), request.points().getOrDefault(one.code(), 0.0)))
                .toList();
        write(
                seen,
                file.scored(
                        new Score(points, request.hit(), request.wrong(), request.comment(), act.by(), act.today())),
                act);
        boolean first = !file.isScoredBy(act.by().login());
        return scoredWhenComplete(
                seen.withUnscored(seen.unscored().stream()
                        .map(one -> first && one.login().equals(act.by().login())
                                ? new Unscored(one.login(), one.files() - 1)
                                : one)
                        .toList()),
                act);
    }

    private CaseReview scoredWhenComplete(CaseReview next, Act act) {
        return next.unscored().stream().allMatch(one -> one.files() == 0)
                ? next.withStatus(CaseReviewStatus.SCORED)
                        .withObjectUntil(dates.after(act.today(), settings.objectWithin()))
                : next;
    }

    CaseReview objected(CaseReview seen, ObjectionRequest request, Act act) {
        return seen.with(next -> next.status(CaseReviewStatus.OBJECTED)
                .objection(new Objection(List.copyOf(request.files()), request.reason(), act.by(), act.today()))
                .awaited(dates.within(Awaited.What.OBJECTION_RULING, settings.reconsiderWithin(), act)));
    }

    CaseReview reconsidered(CaseReview seen, Reconsideration request, Act act) {
        for (RulingRequest one : request.rulings()) {
            Ruling ruling = new Ruling(one.mark(), one.vetoed(), one.comment(), act.by(), act.today());
            act.writes(rulings.part(seen.id(), one.ref(), new Ruled(one.ref(), ruling)));
        }
        return seen.with(next -> next.status(CaseReviewStatus.SCORED).awaited(null));
    }

    CaseReview graded(CaseReview seen, Act act) {
        CaseReview graded = seen.with(next -> next.status(CaseReviewStatus.GRADED)
                .gradedOn(act.today())
                .excellent(settings.excellent())
                .qualified(settings.qualified()));
        List<CaseFile> all = files(graded);
        return graded.withTotals(new Totals(
                all.size(),
                (int) all.stream().filter(CaseFile::isMissing).count(),
                (int) all.stream().filter(CaseFile::isVetoed).count(),
                count(all, Grade.EXCELLENT),
                count(all, Grade.QUALIFIED),
                count(all, Grade.UNQUALIFIED),
                all.stream()
                        .map(CaseFile::mark)
                        .mapToDouble(mark -> mark == null ? 0 : mark)
                        .sum()));
    }

    private static int count(List<CaseFile> all, Grade grade) {
        return (int) all.stream().filter(file -> file.grade() == grade).count();
    }

    /** The files in the order of the draw; mark and grade follow from what was said of each, once they are graded. */
    List<CaseFile> files(CaseReview one) {
        Map<String, CaseFile> known = new HashMap<>();
        files.of(one.id()).forEach(file -> known.put(file.ref(), file));
        rulings.of(one.id())
                .forEach(ruled -> known.computeIfPresent(ruled.ref(), (ref, file) -> file.withRuling(ruled.ruling())));
        return one.drawn().stream()
                .map(ref -> requireNonNull(known.get(ref)))
                .map(file -> one.gradedOn() == null ? file : file.graded(one.excellent(), one.qualified()))
                .toList();
    }

    /** One finding of each file that is unqualified, or that the scorers found something wrong with. */
    CaseReview settled(CaseReview circulated, Act act) {
        for (CaseFile file : files(circulated)) {
            List<String> wrong = file.problems();
            if (file.grade() == Grade.UNQUALIFIED || !wrong.isEmpty()) {
                problems.register(
                        "case-reviews/" + circulated.id() + "/" + file.ref(),
                        circulated.agency(),
                        new Source(Source.Kind.CASE_REVIEW, circulated.id()),
                        new FoundProblems.Found(
                                file.ref() + "：" + (wrong.isEmpty() ? "案卷不合格" : wrong.getFirst()),
                                String.join("\n", wrong.isEmpty() ? List.of("案卷不合格：" + file.mark()) : wrong),
                                circulated.standard().name(),
                                null,
                                file.isVetoed(),
                                null),
                        circulated.by());
            }
        }
        return circulated.withAwaited(dates.within(Awaited.What.ARCHIVING, settings.archiveAfter(), act));
    }
}
