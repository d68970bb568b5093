package huikan.review.casefile;

import huikan.review.casefile.CaseFile.Grade;
import huikan.review.finding.Finding.Source;
import huikan.review.finding.FindingsAtOnce;
import huikan.review.matter.Desk;
import huikan.review.matter.Person;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Makes findings of what is wrong with the files. The circulation is written first, with a timer that is due at once; this
 * comes after it, as often as it takes.
 */
@Component
class CaseFindings {

    private final FindingsAtOnce findings;
    private final CaseReviewSteps steps;
    private final Desk<CaseReviewStatus, CaseReview, CaseReviewMove> desk;

    CaseFindings(
            FindingsAtOnce findings, CaseReviewSteps steps, Desk<CaseReviewStatus, CaseReview, CaseReviewMove> desk) {
        this.findings = findings;
        this.steps = steps;
        this.desk = desk;
    }

    /** One finding of each file that is unqualified, or that the scorers found something wrong with. */
    CaseReview settle(CaseReview circulated) {
        if (circulated.awaited() == null || !circulated.awaited().isSettling()) {
            return circulated;
        }
        for (CaseFile file : circulated.files()) {
            List<String> problems = file.problems();
            if (file.grade() == Grade.UNQUALIFIED || !problems.isEmpty()) {
                findings.register(
                        "case-reviews/" + circulated.id() + "/" + file.ref(),
                        circulated.agency(),
                        new Source(Source.Kind.CASE_REVIEW, circulated.id()),
                        new FindingsAtOnce.Found(
                                file.ref() + "：" + (problems.isEmpty() ? "案卷不合格" : problems.getFirst()),
                                String.join("\n", problems.isEmpty() ? List.of("案卷不合格：" + file.mark()) : problems),
                                circulated.standard().name(),
                                null,
                                file.isVetoed(),
                                null),
                        circulated.by());
            }
        }
        return desk.doneBySystem(
                        circulated, CaseReviewMove.SETTLE, steps.settled(circulated), Person.TIMER, desk.told())
                .orElse(steps.settled(circulated));
    }
}
