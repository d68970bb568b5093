package huikan.review.reinspection;

import huikan.review.access.Units;
import huikan.review.finding.Finding;
import huikan.review.finding.Finding.Verification;
import huikan.review.finding.SecondLooks;
import huikan.review.finding.SecondLooks.Closed;
import huikan.review.reinspection.ReinspectionRequests.Assign;
import huikan.review.reinspection.ReinspectionRequests.OutcomeRequest;
import huikan.review.reinspection.ReinspectionRequests.Plan;
import huikan.review.workflow.Act;
import huikan.review.workflow.CaseParts;
import huikan.review.workflow.CaseProblem;
import huikan.review.workflow.Evidence;
import huikan.review.workflow.Move;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the rows of a re-inspection's workflow do not say. */
record ReinspectionRules(
        Units units, SecondLooks looks, CaseParts<Item> items, Evidence evidence, ReinspectionSettings settings) {

    /** Findings that one campaign looks at. */
    static final int MOST_ITEMS = 2_000;

    void plan(Plan request, Act act, Violations violations) {
        LocalDate from = settings.from(request, act);
        LocalDate to = settings.to(request, act);
        double share = settings.share(request);
        units.requireKnown("/under", request.under(), act.caller(), violations);
        violations
                .notBefore("/closedTo", to, from)
                .notAfter("/closedTo", to, act.today())
                .addIf(
                        !(share >= settings.least() && share <= 1),
                        "/share",
                        "number.range",
                        "A share from " + settings.least() + " to 1.");
    }

    /** What may be drawn from: findings of others, of which its own agency stands strictly above every responsible unit. */
    List<Closed> closed(Reinspection planned, Caller by) {
        return looks.closed(by, planned.under(), planned.closedFrom(), planned.closedTo(), settings.most() + 1);
    }

    void sample(Reinspection planned, Move.None nothing, Act act, Violations violations) {
        List<Closed> closed = closed(planned, act.caller());
        violations.addIf(
                closed.isEmpty() || closed.size() > settings.most(),
                "",
                "findings.count",
                "1 to " + settings.most() + " findings of units below " + planned.agency() + " that were closed from "
                        + planned.closedFrom() + " to " + planned.closedTo() + "; there are " + closed.size() + ".");
        Sample sample = new Sample(closed);
        int drawn = sample.certain().size() + sample.count(planned.share());
        violations.addIf(
                drawn > MOST_ITEMS,
                "",
                "findings.count",
                "At most " + MOST_ITEMS + " are looked at in one campaign; these would be " + drawn + ".");
    }

    void assignment(Reinspection drawn, Assign request, Act act, Violations violations) {
        if (open(drawn, request.finding(), violations).isPresent()) {
            requireNotInvolved(request.finding(), request.inspector());
        }
    }

    static @Nullable String otherRole(Reinspection drawn, Act act) {
        return act.caller().is(Role.SUPERVISOR, Role.INSPECTOR)
                ? null
                : "A supervisor or an inspector looks again; " + act.by().login() + " has another role.";
    }

    void outcome(Reinspection drawn, OutcomeRequest request, Act act, Violations violations) {
        Optional<Item> item = open(drawn, request.finding(), violations);
        evidence.check("/evidence", request.evidence(), act, violations);
        if (item.isPresent() && !act.by().login().equals(item.get().inspector())) {
            throw CaseProblem.SEPARATION.because(item.get().inspector() + " looks at it again.");
        }
        looks.find(request.finding())
                .filter(finding -> item.isPresent() && !finding.parties().haveAbove(act.caller()))
                .ifPresent(finding -> {
                    throw CaseProblem.SEPARATION.because(act.by().login()
                            + " does not stand above every unit that is responsible for it; " + finding.superiors()
                            + " do.");
                });
        if (item.isPresent()) {
            requireNotInvolved(request.finding(), act.by().login());
        }
    }

    private Optional<Item> open(Reinspection drawn, String finding, Violations violations) {
        Optional<Item> item = items.find(drawn.id(), finding).filter(one -> !one.isDone());
        violations.addIf(
                item.isEmpty(), "/finding", "finding.unfitting", "A finding that was drawn and has no outcome yet.");
        return item;
    }

    /** Who asked for the closing or closed it does not look at it again. */
    private void requireNotInvolved(String finding, String login) {
        boolean involved = looks.find(finding).stream()
                .flatMap(one -> Stream.concat(
                        one.verifications().stream().map(Verification::by),
                        Stream.ofNullable(one.report()).map(Finding.Report::by)))
                .anyMatch(by -> by.login().equals(login));
        if (involved) {
            throw CaseProblem.SEPARATION.because(
                    login + " asked for the closing or closed it, and does not look at it again.");
        }
    }

    static @Nullable String unfinished(Reinspection drawn, Act act) {
        return drawn.left() == 0
                ? null
                : "It is closed when every finding has its outcome; without are " + drawn.left() + ".";
    }
}
