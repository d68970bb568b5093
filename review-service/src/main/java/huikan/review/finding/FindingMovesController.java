package huikan.review.finding;

import static java.util.Objects.requireNonNull;

import huikan.review.finding.Finding.Assignment;
import huikan.review.finding.Finding.Measure;
import huikan.review.finding.Finding.Plan;
import huikan.review.finding.Finding.Progress;
import huikan.review.matter.Desk;
import huikan.review.matter.Evidence;
import huikan.review.matter.MatterProblem;
import huikan.review.matter.Person;
import huikan.review.matter.Units;
import huikan.review.matter.Wanting;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/findings/{id}/<move>}: each move of the table that people make. */
@RestController
@RequestMapping("/api/findings/{id}")
final class FindingMovesController {

    private static final String SEEN = "If-Match";
    private static final int MOST_MEASURES = 100;

    private final Desk<FindingStatus, Finding, FindingMove> desk;
    private final FindingSteps steps;
    private final Units units;
    private final Clock clock;
    private final Evidence attachments;

    FindingMovesController(
            Desk<FindingStatus, Finding, FindingMove> desk,
            FindingSteps steps,
            Units units,
            Clock clock,
            Evidence attachments) {
        this.desk = desk;
        this.steps = steps;
        this.units = units;
        this.clock = clock;
        this.attachments = attachments;
    }

    record MergeBody(String into) {}

    /**
     * @param lead 牵头单位; by default the agency of the finding
     * @param dueOn by default that of the finding
     */
    record AssignBody(
            @Nullable String lead,
            @Nullable List<String> supporting,
            @Nullable LocalDate dueOn) {}

    record ReasonBody(String reason) {}

    record DisputeRulingBody(Boolean upheld, @Nullable String comment) {}

    record MeasureBody(String text, String owner, LocalDate dueOn) {}

    record PlanBody(List<MeasureBody> measures) {}

    record PlanApprovalBody(Boolean approved, @Nullable String comment) {}

    /**
     * @param measure of the plan, from 0
     * @param evidenceOn the evidence's own date
     */
    record ProgressBody(
            @Nullable Integer measure,
            Integer percent,
            @Nullable String text,
            @Nullable List<String> evidence,
            @Nullable LocalDate evidenceOn) {}

    record ExtensionBody(LocalDate to, String reason) {}

    record ExtensionRulingBody(Boolean granted, @Nullable String comment) {}

    record ClosureBody(String report, @Nullable List<String> evidence) {}

    record CommentBody(@Nullable String comment) {}

    /** 去重: it is the same as another finding of the same agency, which is kept. */
    @PostMapping("/merge")
    ResponseEntity<FindingView> merge(
            @PathVariable String id,
            @RequestBody MergeBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, FindingMove.MERGE, seen, caller, finding -> {
            Optional<Finding> kept = body.into().equals(id) ? Optional.empty() : kept(body.into(), caller);
            new Wanting()
                    .errorIf(
                            kept.isEmpty() || !kept.get().agency().equals(finding.agency()),
                            "/into",
                            "finding.unfitting",
                            "Another finding of " + finding.agency() + " that is kept itself.")
                    .refuse();
            return steps.merged(finding, body.into());
        });
    }

    private Optional<Finding> kept(String into, Caller caller) {
        try {
            return Optional.of(desk.visible(into, caller))
                    .filter(one -> one.status() != FindingStatus.MERGED && one.status() != FindingStatus.WAIVED);
        } catch (huikan.service.problem.ProblemException unknown) {
            return Optional.empty();
        }
    }

    /** 交办: to a lead unit, with a due date. */
    @PostMapping("/assign")
    ResponseEntity<FindingView> assign(
            @PathVariable String id,
            @RequestBody AssignBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, FindingMove.ASSIGN, seen, caller, finding -> {
            String lead = body.lead() == null ? finding.agency() : body.lead();
            List<String> supporting = body.supporting() == null ? List.of() : body.supporting();
            LocalDate dueOn = body.dueOn() == null ? finding.dueOn() : body.dueOn();
            Wanting wanting = new Wanting()
                    .errorIf(dueOn == null, "/dueOn", "field.missing", "An assignment says until when.")
                    .notBefore("/dueOn", body.dueOn(), desk.date());
            List<String> above = units.above("/lead", lead, caller, wanting);
            units.supporting("/supporting", supporting, lead, caller, wanting);
            wanting.refuse();
            Assignment assignment = new Assignment(lead, List.copyOf(supporting), Person.of(caller), desk.date());
            return steps.assigned(finding, assignment, above, requireNonNull(dueOn));
        });
    }

    /** 认领. */
    @PostMapping("/claim")
    ResponseEntity<FindingView> claim(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, FindingMove.CLAIM, seen, caller, steps::claimed);
    }

    /** The unit says that it is not so, or not its own; once, while it may still claim it. */
    @PostMapping("/dispute")
    ResponseEntity<FindingView> dispute(
            @PathVariable String id,
            @RequestBody ReasonBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, FindingMove.DISPUTE, seen, caller, finding -> {
            new Wanting().text("/reason", body.reason()).refuse();
            return steps.disputed(finding, body.reason(), Person.of(caller));
        });
    }

    /** Upheld, nothing is to be rectified; else the unit may still claim it. */
    @PostMapping("/dispute-ruling")
    ResponseEntity<FindingView> rule(
            @PathVariable String id,
            @RequestBody DisputeRulingBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, FindingMove.DISPUTE_RULING, seen, caller, finding -> {
            new Wanting().comment("/comment", body.comment()).refuse();
            return steps.ruled(finding, body.upheld(), body.comment());
        });
    }

    /** 整改方案: measures, each with an owner and a due date. */
    @PostMapping("/plan")
    ResponseEntity<FindingView> plan(
            @PathVariable String id,
            @RequestBody PlanBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, FindingMove.PLAN, seen, caller, finding -> {
            List<MeasureBody> measures = body.measures();
            Wanting wanting = new Wanting().count("/measures", measures, 1, MOST_MEASURES);
            for (int i = 0; i < Math.min(measures.size(), MOST_MEASURES); i++) {
                String at = "/measures/" + i;
                MeasureBody one = measures.get(i);
                wanting.text(at + "/text", one.text())
                        .line(at + "/owner", one.owner())
                        .notBefore(at + "/dueOn", one.dueOn(), desk.date());
                if (finding.dueOn() != null) {
                    wanting.notAfter(at + "/dueOn", one.dueOn(), finding.dueOn());
                }
            }
            wanting.refuse();
            return steps.planned(
                    finding,
                    measures.stream()
                            .map(one -> new Measure(one.text(), one.owner(), one.dueOn(), 0))
                            .toList(),
                    Person.of(caller));
        });
    }

    @PostMapping("/plan-approval")
    ResponseEntity<FindingView> approvePlan(
            @PathVariable String id,
            @RequestBody PlanApprovalBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, FindingMove.PLAN_APPROVAL, seen, caller, finding -> {
            new Wanting()
                    .comment("/comment", body.comment())
                    .errorIf(
                            !body.approved()
                                    && (body.comment() == null || body.comment().isBlank()),
                            "/comment",
                            "field.missing",
                            "A plan that goes back is told why.")
                    .refuse();
            return steps.planRuled(finding, body.approved(), body.comment());
        });
    }

    /** A progress report on a measure, with evidence; of a finding closed as SUSTAINED, the quarter's evidence. */
    @PostMapping("/progress")
    ResponseEntity<FindingView> progress(
            @PathVariable String id,
            @RequestBody ProgressBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, FindingMove.PROGRESS, seen, caller, finding -> {
            List<String> evidence = body.evidence() == null ? List.of() : body.evidence();
            Plan plan = finding.plan();
            Integer measure = body.measure();
            boolean onPlan = plan != null && finding.status() == FindingStatus.RECTIFYING;
            Wanting wanting = new Wanting()
                    .within("/percent", body.percent(), 0, 100)
                    .comment("/text", body.text())
                    .evidence("/evidence", evidence, attachments, caller)
                    .notAfter("/evidenceOn", body.evidenceOn(), desk.date())
                    .errorIf(
                            finding.status() == FindingStatus.CLOSED_SUSTAINED && evidence.isEmpty(),
                            "/evidence",
                            "field.missing",
                            "What is kept up is shown by evidence.")
                    .errorIf(onPlan && measure == null, "/measure", "field.missing", "Of which measure of the plan.");
            if (measure != null) {
                wanting.errorIf(
                        plan == null
                                || measure < 0
                                || measure >= plan.measures().size(),
                        "/measure",
                        "measure.unknown",
                        plan == null
                                ? "There is no plan."
                                : "0 to " + (plan.measures().size() - 1) + ".");
            }
            wanting.refuse();
            return steps.progressed(
                    finding,
                    new Progress(
                            measure,
                            body.percent(),
                            body.text(),
                            evidence,
                            body.evidenceOn(),
                            Person.of(caller),
                            clock.instant()));
        });
    }

    /** 延期申请: before the due date, a limited number of times. */
    @PostMapping("/extension")
    ResponseEntity<FindingView> extension(
            @PathVariable String id,
            @RequestBody ExtensionBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, FindingMove.EXTENSION, seen, caller, finding -> {
            LocalDate due = requireNonNull(finding.dueOn());
            new Wanting()
                    .text("/reason", body.reason())
                    .notBefore("/to", body.to(), due.plusDays(1))
                    .refuse();
            return steps.extensionAsked(finding, body.to(), body.reason(), Person.of(caller));
        });
    }

    @PostMapping("/extension-ruling")
    ResponseEntity<FindingView> ruleExtension(
            @PathVariable String id,
            @RequestBody ExtensionRulingBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, FindingMove.EXTENSION_RULING, seen, caller, finding -> {
            new Wanting().comment("/comment", body.comment()).refuse();
            return steps.extensionRuled(finding, body.granted(), body.comment());
        });
    }

    /** 整改报告: the unit asks to be closed. */
    @PostMapping("/closure-request")
    ResponseEntity<FindingView> requestClosure(
            @PathVariable String id,
            @RequestBody ClosureBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, FindingMove.CLOSURE_REQUEST, seen, caller, finding -> {
            List<String> evidence = body.evidence() == null ? List.of() : body.evidence();
            new Wanting()
                    .text("/report", body.report())
                    .evidence("/evidence", evidence, attachments, caller)
                    .refuse();
            return steps.closureAsked(finding, body.report(), evidence, Person.of(caller));
        });
    }

    /** 销号: by a superior who looked; of a key finding, by two people. */
    @PostMapping("/closing")
    ResponseEntity<FindingView> close(
            @PathVariable String id,
            @RequestBody CommentBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, FindingMove.CLOSING, seen, caller, finding -> {
            new Wanting().comment("/comment", body.comment()).refuse();
            requireAnother(finding, caller);
            return steps.verified(finding, Person.of(caller), body.comment());
        });
    }

    private static void requireAnother(Finding finding, Caller caller) {
        boolean reported =
                finding.report() != null && finding.report().by().login().equals(caller.login());
        boolean verified = finding.verifications().stream()
                .anyMatch(one -> one.by().login().equals(caller.login()));
        if (reported || verified) {
            throw MatterProblem.SEPARATION.because(caller.login()
                    + (reported ? " asked for the closing." : " agreed already; a key finding needs two."));
        }
    }

    /** The verifier found it not done. */
    @PostMapping("/refusal")
    ResponseEntity<FindingView> refuse(
            @PathVariable String id,
            @RequestBody ReasonBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, FindingMove.REFUSAL, seen, caller, finding -> {
            new Wanting().text("/reason", body.reason()).refuse();
            return steps.refused(finding, body.reason(), Person.of(caller));
        });
    }

    /** It shows again after it was closed. */
    @PostMapping("/reopening")
    ResponseEntity<FindingView> reopen(
            @PathVariable String id,
            @RequestBody ReasonBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, FindingMove.REOPENING, seen, caller, finding -> {
            new Wanting().text("/reason", body.reason()).refuse();
            return steps.reopened(finding, body.reason(), Person.of(caller));
        });
    }

    private ResponseEntity<FindingView> move(
            String id, FindingMove move, @Nullable String ifMatch, Caller caller, UnaryOperator<Finding> step) {
        Finding seen = desk.ready(id, move, ifMatch, caller);
        Finding after = desk.done(seen, move, step.apply(seen), caller);
        return ResponseEntity.ok()
                .eTag(IfMatch.etag(after.version()))
                .body(FindingView.of(after, desk.date(), desk.moves(after, caller)));
    }
}
