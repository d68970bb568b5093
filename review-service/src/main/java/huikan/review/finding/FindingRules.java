package huikan.review.finding;

import huikan.review.finding.Finding.Extension;
import huikan.review.finding.Finding.Measure;
import huikan.review.finding.Finding.Rectify;
import huikan.review.matter.Actor;
import huikan.review.matter.Awaited;
import huikan.review.matter.MoveRules;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Who may do what with a finding, and what the table does not say. */
final class FindingRules implements MoveRules<Finding, FindingMove> {

    private final int mostExtensions;

    FindingRules(int mostExtensions) {
        this.mostExtensions = mostExtensions;
    }

    @Override
    public boolean acts(Actor actor, Finding finding, Caller caller) {
        return switch (actor) {
            case UNIT -> caller.actsFor(finding.unit()) && caller.is(Role.REPORTER, Role.SUPERVISOR);
            case SUPERVISOR -> isAbove(finding, caller) && caller.is(Role.SUPERVISOR);
            case VERIFIER -> isAbove(finding, caller) && caller.is(Role.SUPERVISOR, Role.INSPECTOR);
            case SYSTEM -> false;
        };
    }

    /** Nobody stands above the root of a line: its own supervisor does what a superior's would. */
    private static boolean isAbove(Finding finding, Caller caller) {
        if (finding.above().isEmpty()) {
            return caller.actsFor(finding.agency());
        }
        return !caller.actsFor(finding.unit()) && finding.above().stream().anyMatch(caller::actsFor);
    }

    @Override
    public Optional<String> obstacle(FindingMove move, Finding finding, LocalDate today) {
        return Optional.ofNullable(
                switch (move) {
                    case DISPUTE -> dispute(finding, today);
                    case EXTENSION -> extension(finding, today);
                    case EXTENSION_RULING -> pending(finding).isEmpty() ? "No extension was asked for." : null;
                    case CLOSURE_REQUEST -> closureRequest(finding);
                    case REGISTER,
                            MERGE,
                            ASSIGN,
                            CLAIM,
                            DISPUTE_RULING,
                            PLAN,
                            PLAN_APPROVAL,
                            PROGRESS,
                            REFUSAL,
                            CLOSING,
                            REOPENING,
                            SAMPLE,
                            CONFIRM,
                            RELAPSE,
                            FALSE_RECTIFICATION,
                            NOT_RECTIFIED,
                            WAIVE,
                            ESCALATE,
                            URGE -> null;
                });
    }

    private static @Nullable String dispute(Finding finding, LocalDate today) {
        if (finding.dispute() != null) {
            return "It was disputed before, and a finding is disputed once.";
        }
        Awaited claim = finding.awaited();
        return claim != null && claim.dueOn().isBefore(today)
                ? "It could be disputed until " + claim.dueOn() + "."
                : null;
    }

    private @Nullable String extension(Finding finding, LocalDate today) {
        LocalDate due = finding.dueOn();
        if (due == null || due.isBefore(today)) {
            return "An extension is asked for before the due date, which is " + due + ".";
        }
        if (pending(finding).isPresent()) {
            return "The last request was not ruled on yet.";
        }
        long granted = finding.extensions().stream()
                .filter(one -> Boolean.TRUE.equals(one.granted()))
                .count();
        return granted >= mostExtensions ? "It was extended " + granted + " times, which is all there is." : null;
    }

    /** The request that waits for a ruling. */
    static Optional<Extension> pending(Finding finding) {
        return finding.extensions().isEmpty()
                ? Optional.empty()
                : Optional.of(finding.extensions().getLast()).filter(one -> one.granted() == null);
    }

    private static @Nullable String closureRequest(Finding finding) {
        Finding.Plan plan = finding.plan();
        if (plan == null || finding.rectify() == Rectify.SUSTAINED) {
            return null;
        }
        List<Measure> measures = plan.measures();
        List<Integer> unfinished = IntStream.range(0, measures.size())
                .filter(i -> measures.get(i).percent() < 100)
                .boxed()
                .toList();
        return unfinished.isEmpty() ? null : "Measures " + unfinished + " of the plan are not done yet.";
    }
}
