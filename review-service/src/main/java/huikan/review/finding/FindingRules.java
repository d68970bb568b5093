package huikan.review.finding;

import static java.util.Objects.requireNonNull;

import huikan.review.access.Superiors;
import huikan.review.access.Units;
import huikan.review.finding.Finding.Extension;
import huikan.review.finding.Finding.Measure;
import huikan.review.finding.Finding.Plan;
import huikan.review.finding.Finding.Source;
import huikan.review.finding.FindingRequests.Assign;
import huikan.review.finding.FindingRequests.ClosureRequest;
import huikan.review.finding.FindingRequests.ExtensionRequest;
import huikan.review.finding.FindingRequests.Merge;
import huikan.review.finding.FindingRequests.PlanApproval;
import huikan.review.finding.FindingRequests.PlanRequest;
import huikan.review.finding.FindingRequests.ProgressReport;
import huikan.review.finding.FindingRequests.Registration;
import huikan.review.workflow.Act;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Evidence;
import huikan.review.workflow.Person;
import huikan.review.workflow.Requests.Reason;
import huikan.review.workflow.SupervisionSettings;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the rows of a finding's workflow do not say: why a move is not made now, and what is wrong with a request. */
record FindingRules(
        Units units,
        Evidence evidence,
        Supplier<Cases<Finding, FindingStatus>> findings,
        SupervisionSettings settings) {

    private static final Set<Role> FINDERS = Set.of(Role.SUPERVISOR, Role.INSPECTOR, Role.REVIEWER);
    private static final Set<Role> OF_THE_UNIT = Set.of(Role.SUPERVISOR, Role.REPORTER);

    @Nullable
    String registrar(Registration request, Act act) {
        Caller caller = act.caller();
        boolean selfCheck = request.source().kind() == Source.Kind.SELF_CHECK;
        boolean own = caller.actsFor(request.agency());
        Set<Role> roles = selfCheck && own ? OF_THE_UNIT : FINDERS;
        return roles.contains(caller.role()) && own == selfCheck
                ? null
                : "A unit registers its own SELF_CHECK findings; all others are registered by a superior's "
                        + "supervisor, inspector or reviewer.";
    }

    void registration(Registration request, Act act, Violations violations) {
        units.requireThere("/agency", request.agency(), act.caller(), violations);
        violations.notBefore("/dueOn", request.dueOn(), act.today());
    }

    void merge(Finding finding, Merge request, Act act, Violations violations) {
        Optional<Finding> into = findings.get()
                .store()
                .find(request.into())
                .filter(one -> !one.id().equals(finding.id())
                        && act.caller().maySee(one.seenBy())
                        && one.agency().equals(finding.agency())
                        && one.status() != FindingStatus.MERGED
                        && one.status() != FindingStatus.WAIVED);
        violations.addIf(
                into.isEmpty(),
                "/into",
                "finding.unfitting",
                "Another finding of " + finding.agency() + " that is kept itself.");
    }

    void assignment(Finding finding, Assign request, Act act, Violations violations) {
        String lead = request.lead() == null ? finding.agency() : request.lead();
        violations
                .addIf(
                        request.dueOn() == null && finding.dueOn() == null,
                        "/dueOn",
                        "field.missing",
                        "An assignment says until when.")
                .notBefore("/dueOn", request.dueOn(), act.today());
        List<String> team = new ArrayList<>(request.helping());
        team.add(lead);
        Units.Known known = units.known(team, act.caller());
        known.requireTeam("", lead, request.helping(), violations);
        Map<String, List<String>> responsible = new HashMap<>(known.above());
        responsible.put(finding.agency(), units.above(finding.agency()));
        violations.addIf(
                Superiors.of(responsible).isEmpty(),
                "/lead",
                "superior.none",
                "Nobody stands above all of " + responsible.keySet() + ", so nobody could rule on it.");
    }

    static @Nullable String disputing(Finding finding, Act act) {
        if (finding.dispute() != null) {
            return "It was disputed before, and a finding is disputed once.";
        }
        Awaited claim = finding.awaited();
        return claim != null && claim.dueOn().isBefore(act.today())
                ? "It could be disputed until " + claim.dueOn() + "."
                : null;
    }

    static void plan(Finding finding, PlanRequest request, Act act, Violations violations) {
        violations.each("/measures", request.measures(), (at, measure) -> {
            violations.notBefore(at + "/dueOn", measure.dueOn(), act.today());
            if (finding.dueOn() != null) {
                violations.notAfter(at + "/dueOn", measure.dueOn(), finding.dueOn());
            }
        });
    }

    static void planApproval(Finding finding, PlanApproval request, Act act, Violations violations) {
        if (!request.approved()) {
            violations.present("/comment", request.comment(), "A plan that goes back is sent with a reason.");
        }
    }

    void progress(Finding finding, ProgressReport request, Act act, Violations violations) {
        Plan plan = finding.plan();
        Integer measure = request.measure();
        boolean onPlan = plan != null && finding.status() == FindingStatus.RECTIFYING;
        violations
                .notAfter("/evidenceOn", request.evidenceOn(), act.today())
                .addIf(
                        finding.status() == FindingStatus.CLOSED_SUSTAINED
                                && request.shown().isEmpty(),
                        "/evidence",
                        "field.missing",
                        "What is kept up is shown by evidence.")
                .addIf(onPlan && measure == null, "/measure", "field.missing", "Of which measure of the plan.");
        if (measure != null) {
            int measures = plan == null ? 0 : plan.measures().size();
            violations.addIf(
                    measure < 0 || measure >= measures,
                    "/measure",
                    "measure.unknown",
                    measures == 0 ? "There is no plan." : "0 to " + (measures - 1) + ".");
        }
        evidence.check("/evidence", request.evidence(), act, violations);
    }

    @Nullable
    String extending(Finding finding, Act act) {
        LocalDate due = finding.dueOn();
        if (due == null || due.isBefore(act.today())) {
            return "An extension is asked for before the due date, which is " + due + ".";
        }
        if (pending(finding).isPresent()) {
            return "The last request was not ruled on yet.";
        }
        return finding.extended() >= settings.extensions()
                ? "It was extended " + finding.extended() + " times, which is all there is."
                : null;
    }

    static void extension(Finding finding, ExtensionRequest request, Act act, Violations violations) {
        violations.notBefore(
                "/to", request.to(), requireNonNull(finding.dueOn()).plusDays(1));
    }

    static @Nullable String nothingPending(Finding finding, Act act) {
        return pending(finding).isEmpty() ? "No extension was asked for." : null;
    }

    /** The request that waits for a ruling. */
    static Optional<Extension> pending(Finding finding) {
        return finding.extensions().isEmpty()
                ? Optional.empty()
                : Optional.of(finding.extensions().getLast()).filter(one -> one.granted() == null);
    }

    /**
     * Who rules: the agency that registered it, where that is a superior; else the nearest. Whoever came in the place of the unit
     * does not rule on what it asks for, as long as others stand above.
     *
     * @param asked who asked for it
     */
    static String ruling(Finding finding, @Nullable Person asked) {
        List<String> others = finding.superiors().stream()
                .filter(one -> asked == null || !one.equals(asked.agency()))
                .toList();
        String registrar = finding.registeredBy().agency();
        if (registrar != null && others.contains(registrar)) {
            return registrar;
        }
        return others.isEmpty() ? finding.superiors().getFirst() : others.getFirst();
    }

    static @Nullable String unfinished(Finding finding, Act act) {
        Plan plan = finding.plan();
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

    void closure(Finding finding, ClosureRequest request, Act act, Violations violations) {
        evidence.check("/evidence", request.evidence(), act, violations);
    }

    /** Who asked for the closing does not close, and a person agrees once. */
    static @Nullable String reportedOrVerified(Finding finding, Act act) {
        if (finding.report() != null && act.isBy(finding.report().by())) {
            return act.by().login() + " asked for the closing.";
        }
        boolean verified = finding.verifications().stream().anyMatch(one -> act.isBy(one.by()));
        return verified ? act.by().login() + " agreed already; a key finding needs two." : null;
    }

    /** Whatever was not merged or waived. */
    static boolean transferable(FindingStatus status) {
        return status != FindingStatus.MERGED && status != FindingStatus.WAIVED;
    }

    static Reason noEvidence(Finding finding) {
        return new Reason(
                "No evidence came by " + requireNonNull(finding.awaited()).dueOn() + ".");
    }
}
