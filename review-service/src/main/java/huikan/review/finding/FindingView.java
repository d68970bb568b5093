package huikan.review.finding;

import huikan.review.finding.Finding.Assignment;
import huikan.review.finding.Finding.Dispute;
import huikan.review.finding.Finding.Extension;
import huikan.review.finding.Finding.Look;
import huikan.review.finding.Finding.Plan;
import huikan.review.finding.Finding.Progress;
import huikan.review.finding.Finding.Rectify;
import huikan.review.finding.Finding.Report;
import huikan.review.finding.Finding.Source;
import huikan.review.finding.Finding.Verification;
import huikan.review.matter.Awaited;
import huikan.review.matter.Person;
import huikan.review.matter.Remark;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finding as it is shown.
 *
 * @param overdue it is still to be rectified, and its day is over
 * @param moves those that the caller may make now
 * @param percent how much of the plan is done
 * @param head the hash of the last step of its trail
 */
record FindingView(
        String id,
        FindingStatus status,
        String agency,
        boolean overdue,
        @Nullable LocalDate dueOn,
        List<String> moves,
        Source source,
        String title,
        String description,
        String category,
        Rectify rectify,
        boolean key,
        Person registeredBy,
        @Nullable Assignment assignment,
        @Nullable Dispute dispute,
        @Nullable Plan plan,
        int percent,
        List<Progress> progress,
        List<Extension> extensions,
        @Nullable Report report,
        List<Remark> refusals,
        List<Verification> verifications,
        @Nullable LocalDate closedOn,
        @Nullable String mergedInto,
        @Nullable Remark waiver,
        List<Remark> reopenings,
        List<Look> looks,
        int relapses,
        @Nullable Awaited awaited,
        Instant openedAt,
        String head,
        long version) {

    static FindingView of(Finding finding, LocalDate today, List<String> moves) {
        return new FindingView(
                finding.id(),
                finding.status(),
                finding.agency(),
                finding.overdue(today),
                finding.dueOn(),
                moves,
                finding.source(),
                finding.title(),
                finding.description(),
                finding.category(),
                finding.rectify(),
                finding.key(),
                finding.registeredBy(),
                finding.assignment(),
                finding.dispute(),
                finding.plan(),
                finding.percent(),
                finding.progress(),
                finding.extensions(),
                finding.report(),
                finding.refusals(),
                finding.verifications(),
                finding.closedOn(),
                finding.mergedInto(),
                finding.waiver(),
                finding.reopenings(),
                finding.looks(),
                finding.relapses(),
                finding.awaited(),
                finding.openedAt(),
                finding.head(),
                finding.version());
    }
}
