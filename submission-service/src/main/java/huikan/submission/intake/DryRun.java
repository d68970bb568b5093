package huikan.submission.intake;

import huikan.events.Topics;
import huikan.filing.Filing;
import huikan.service.security.Caller;
import huikan.submission.intake.Assessment.Verdict;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Obligations.Obligation;
import huikan.submission.rule.Check;
import huikan.submission.rule.CheckRule.Severity;
import huikan.submission.submission.Submission.Rejection;
import huikan.submission.submission.SubmissionProblem;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.submission.Submissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** What would become of a filing if it came now; nothing is stored. */
@Component
public final class DryRun {

    private final Obligations obligations;
    private final Submissions submissions;
    private final Assessment assessment;
    private final Clock clock;

    DryRun(Obligations obligations, Submissions submissions, Assessment assessment, Clock clock) {
        this.obligations = obligations;
        this.submissions = submissions;
        this.assessment = assessment;
        this.clock = clock;
    }

    /** The answer of a dry run. */
    public record CheckView(SubmissionStatus outcome, List<Check> checks) {}

    /**
     * What its checks look at beside it.
     *
     * @param visible whether the caller may see what was filed there
     */
    public Beside beside(Filing filing, Predicate<Obligation> visible) {
        return assessment.beside(filing, clock.instant(), visible);
    }

    public CheckView of(Filing filing) {
        return of(List.of(filing)).getFirst();
    }

    /** Of each, in their order; what they need is looked up together. */
    public List<CheckView> of(List<Filing> filings) {
        Map<String, Obligation> owed =
                obligations.findAll(filings.stream().map(DryRun::key).toList());
        List<Verdict> verdicts = assessment.of(filings, clock.instant(), owed);
        List<CheckView> views = new ArrayList<>();
        Predecessors corrected = Predecessors.of(filings, submissions);
        for (int i = 0; i < filings.size(); i++) {
            Filing filing = filings.get(i);
            views.add(view(
                    filing,
                    verdicts.get(i),
                    Optional.ofNullable(owed.get(key(filing))),
                    corrected.contradiction(filing)));
        }
        return views;
    }

    /** The same, told to somebody who files some of them for others, and may not see all that these filed before. */
    public List<CheckView> of(List<Filing> filings, Caller caller) {
        List<Filing> relayed =
                filings.stream().filter(one -> !caller.actsFor(one.agency())).toList();
        Set<String> unseen =
                relayed.isEmpty() ? Set.of() : assessment.unseen(relayed, before -> caller.maySee(before.seenBy()));
        List<CheckView> views = of(filings);
        return IntStream.range(0, views.size())
                .mapToObj(i -> unseen.contains(YearBefore.key(filings.get(i)))
                        ? new CheckView(
                                views.get(i).outcome(),
                                assessment.discreet(filings.get(i), views.get(i).checks()))
                        : views.get(i))
                .toList();
    }

    private static String key(Filing filing) {
        return Topics.obligationKey(filing.cycle(), filing.agency());
    }

    private static CheckView view(
            Filing filing, Verdict verdict, Optional<Obligation> owed, Optional<Rejection> contradiction) {
        List<Check> checks = new ArrayList<>();
        if (verdict instanceof Verdict.Failed failed) {
            failed.errors().stream()
                    .filter(error -> failed.checks().stream()
                            .noneMatch(check -> check.rule().equals(error.code())))
                    .forEach(error -> checks.add(
                            new Check(error.code(), Severity.HARD, false, error.pointer(), error.message(), false)));
        }
        checks.addAll(verdict.checks());
        Optional<Obligation> inTheWay = owed.filter(slot -> !slot.isFreeFor(filing.replaces()));
        inTheWay.filter(slot -> contradiction.isEmpty())
                .ifPresent(slot -> checks.add(new Check(
                        SubmissionProblem.SLOT_HELD.kind().code(),
                        Severity.HARD,
                        false,
                        "/replaces",
                        Slots.heldBy(slot, filing.replaces()),
                        false)));
        contradiction.map(Rejection::errors).stream()
                .flatMap(List::stream)
                .forEach(error -> checks.add(
                        new Check(error.code(), Severity.HARD, false, error.pointer(), error.message(), false)));
        boolean passed = verdict instanceof Verdict.Passed && inTheWay.isEmpty() && contradiction.isEmpty();
        return new CheckView(passed ? SubmissionStatus.ACCEPTED : SubmissionStatus.REJECTED, checks);
    }
}
