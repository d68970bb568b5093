package huikan.review.casefile;

import static java.util.Objects.requireNonNull;

import huikan.review.casefile.CaseFile.Ruling;
import huikan.review.casefile.CaseFile.Score;
import huikan.review.casefile.CaseReview.Objection;
import huikan.review.matter.Agenda;
import huikan.review.matter.Awaited;
import huikan.review.matter.Ladder;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What each move makes of a case-file review. Whether it may be made was asked before. */
@Component
class CaseReviewSteps {

    private final Agenda agenda;
    private final CaseReviewSettings settings;

    CaseReviewSteps(Agenda agenda, CaseReviewSettings settings) {
        this.agenda = agenda;
        this.settings = settings;
    }

    CaseReview sampled(CaseReview seen, List<CaseFile> files) {
        Awaited handOver = agenda.within(Awaited.What.HAND_OVER, settings.handOverWithin());
        return seen.with(next -> next.status(CaseReviewStatus.SAMPLED)
                .files(files)
                .dueOn(handOver.dueOn())
                .ladder(Ladder.armed(handOver.dueOn(), agenda.date())));
    }

    /** When every file is missing there is nothing to score. */
    CaseReview collected(CaseReview seen, List<CaseFile> files) {
        return scoredWhenComplete(seen.with(
                next -> next.status(CaseReviewStatus.COLLECTED).files(files).awaited(null)));
    }

    CaseReview scored(CaseReview seen, CaseFile file, Score score) {
        return scoredWhenComplete(seen.withFile(file.scored(score)));
    }

    private CaseReview scoredWhenComplete(CaseReview next) {
        return next.files().stream().allMatch(CaseFile::isScored)
                ? next.withStatus(CaseReviewStatus.SCORED)
                        .withObjectUntil(agenda.inWorkingDays(settings.objectWithin()))
                : next;
    }

    CaseReview objected(CaseReview seen, Objection objection) {
        return seen.with(next -> next.status(CaseReviewStatus.OBJECTED)
                .objection(objection)
                .awaited(agenda.within(Awaited.What.OBJECTION_RULING, settings.reconsiderWithin())));
    }

    CaseReview reconsidered(CaseReview seen, Map<String, Ruling> rulings) {
        return seen.with(next -> next.status(CaseReviewStatus.SCORED)
                .files(seen.files().stream()
                        .map(file -> rulings.containsKey(file.ref()) ? file.withRuling(rulings.get(file.ref())) : file)
                        .toList())
                .awaited(null));
    }

    CaseReview graded(CaseReview seen) {
        return seen.with(next -> next.status(CaseReviewStatus.GRADED)
                .gradedOn(agenda.date())
                .files(seen.files().stream()
                        .map(file -> file.graded(settings.excellent(), settings.qualified()))
                        .toList()));
    }

    CaseReview circulated(CaseReview seen) {
        return seen.withStatus(CaseReviewStatus.CIRCULATED).withAwaited(Awaited.settling(agenda.date()));
    }

    CaseReview settled(CaseReview seen) {
        return seen.withAwaited(agenda.within(Awaited.What.ARCHIVING, settings.archiveAfter()));
    }

    CaseReview archived(CaseReview seen) {
        return seen.withStatus(CaseReviewStatus.ARCHIVED).withAwaited(null);
    }

    CaseReview urged(CaseReview seen) {
        return seen.withAwaited(requireNonNull(seen.awaited()).said());
    }
}
