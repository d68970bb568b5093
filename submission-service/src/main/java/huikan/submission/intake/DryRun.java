package huikan.submission.intake;

import huikan.events.Topics;
import huikan.filing.Filing;
import huikan.problem.FieldError;
import huikan.service.security.Caller;
import huikan.submission.intake.Assessment.Verdict;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.Obligations;
import huikan.submission.rule.Check;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.submission.Submissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

    /** Of one that comes from no draft, so that nobody signed it off. */
    CheckView direct(Filing filing) {
        return of(List.of(filing), assessment::unsigned).getFirst();
    }

    /**
     * Of each, in their order; what they need is looked up together.
     *
     * @param objections beside those of the checks
     */
    private List<CheckView> of(List<Filing> filings, Function<Filing, List<FieldError>> objections) {
        Map<String, Obligation> owed =
                obligations.findAll(filings.stream().map(DryRun::key).toList());
        List<Verdict> verdicts = assessment.of(filings, clock.instant(), owed);
        List<CheckView> views = new ArrayList<>();
        Predecessors corrected = Predecessors.of(filings, submissions);
        for (int i = 0; i < filings.size(); i++) {
            Filing filing = filings.get(i);
            views.add(view(
                    verdicts.get(i),
                    Stream.concat(
                                    objections.apply(filing).stream(),
                                    corrected.objections(filing, owed.get(key(filing))).stream())
                            .toList()));
        }
        return views;
    }

    /**
     * Of drafts, in their order; whether they are signed off is not looked at.
     *
     * @param caller who may file some of them for others, and not see all that these filed before
     */
    public List<CheckView> of(List<Filing> filings, Caller caller) {
        List<Filing> relayed =
                filings.stream().filter(one -> !caller.actsFor(one.agency())).toList();
        Set<String> unseen =
                relayed.isEmpty() ? Set.of() : assessment.unseen(relayed, before -> caller.maySee(before.seenBy()));
        List<CheckView> views = of(filings, signed -> List.of());
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

    private static CheckView view(Verdict verdict, List<FieldError> objections) {
        List<Check> checks = new ArrayList<>();
        if (verdict instanceof Verdict.Failed failed) {
            failed.errors().stream()
                    .filter(error -> failed.checks().stream()
                            .noneMatch(check -> check.rule().equals(error.code())))
                    .forEach(error -> checks.add(Check.refusal(error)));
        }
        checks.addAll(verdict.checks());
        objections.forEach(one -> checks.add(Check.refusal(one)));
        boolean passed = verdict instanceof Verdict.Passed && objections.isEmpty();
        return new CheckView(passed ? SubmissionStatus.ACCEPTED : SubmissionStatus.REJECTED, checks);
    }
}
