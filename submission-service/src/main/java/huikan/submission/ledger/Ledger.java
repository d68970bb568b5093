package huikan.submission.ledger;

import huikan.submission.intake.ReceivedCounts;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import huikan.submission.submission.SubmissionLists;
import huikan.submission.submission.SubmissionStatus;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The books of a cycle, counted anew at each look from two sides that are written apart: what is owed, and what came
 * in. They balance when nothing is on its way and nothing was lost.
 */
@Component
final class Ledger {

    private final Obligations obligations;
    private final SubmissionLists submissions;
    private final ReceivedCounts counts;

    Ledger(Obligations obligations, SubmissionLists submissions, ReceivedCounts counts) {
        this.obligations = obligations;
        this.submissions = submissions;
        this.counts = counts;
    }

    /**
     * @param expected agencies that owe a filing
     * @param filed of them, those whose slot is held
     * @param received submissions taken in, also those still on their way: of the whole cycle by the count of the topic that
     *     brought them, of a subtree by what was written down
     * @param accepted submissions that passed their checks, whatever became of them later
     * @param balanced expected = filed + missing + excused, received = accepted + rejected, and the slots that are held
     *     are as many as the submissions that stand
     */
    record Balance(
            long expected,
            long filed,
            long missing,
            long excused,
            long late,
            long received,
            long accepted,
            long rejected,
            long returned,
            long approved,
            long withdrawn,
            boolean balanced) {}

    /** Slots that are held, less filings that stand; 0 while nothing is on its way and nothing is wrong. */
    long difference(String cycle) {
        return obligations.countFiled(cycle, null) - submissions.count(cycle, null, SubmissionStatus.STANDING);
    }

    /** Filings that the topic brought, less those that were settled; 0 while nothing is on its way and nothing is wrong. */
    long unsettled(String cycle) {
        return counts.of(cycle) - submissions.count(cycle, null, SubmissionStatus.SETTLED);
    }

    /**
     * @param under an agency with all below it, or null for the whole cycle
     */
    Balance of(String cycle, @Nullable String under) {
        long expected = obligations.count(cycle, under);
        long filed = obligations.countFiled(cycle, under);
        long missing = obligations.count(cycle, under, ObligationStatus.MISSING);
        long excused = obligations.count(cycle, under, ObligationStatus.EXCUSED);
        long received = under == null ? counts.of(cycle) : submissions.count(cycle, under, SubmissionStatus.SETTLED);
        long accepted = submissions.count(cycle, under, SubmissionStatus.ONCE_ACCEPTED);
        long rejected = submissions.count(cycle, under, EnumSet.of(SubmissionStatus.REJECTED));
        long standing = submissions.count(cycle, under, SubmissionStatus.STANDING);
        return new Balance(
                expected,
                filed,
                missing,
                excused,
                obligations.countLate(cycle, under),
                received,
                accepted,
                rejected,
                obligations.count(cycle, under, ObligationStatus.RETURNED),
                obligations.count(cycle, under, ObligationStatus.APPROVED),
                submissions.count(cycle, under, EnumSet.of(SubmissionStatus.WITHDRAWN)),
                expected == filed + missing + excused && received == accepted + rejected && filed == standing);
    }
}
