package huikan.review.inspection;

import huikan.review.finding.Finding.Rectify;
import huikan.review.finding.FindingStatus;
import huikan.review.finding.Findings;
import huikan.review.finding.FindingsAtOnce.Found;
import huikan.review.inspection.InspectedUnit.Feedback;
import huikan.review.inspection.InspectedUnit.Paper;
import huikan.review.inspection.Inspection.Batch;
import huikan.review.inspection.Inspection.Group;
import huikan.review.inspection.Inspection.Summary;
import huikan.review.matter.Desk;
import huikan.review.matter.MatterProblem;
import huikan.review.matter.Matters;
import huikan.review.matter.Person;
import huikan.review.matter.Wanting;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** {@code /api/inspections/{id}}: the visits, and what follows from them. */
@RestController
@RequestMapping("/api/inspections/{id}")
final class VisitController {

    private static final String SEEN = "If-Match";
    private static final int MOST = 100;
    private static final int SIGNATURES = 2;

    private final Matters<InspectionStatus, Inspection> inspections;
    private final Desk<InspectionStatus, Inspection, InspectionMove> desk;
    private final InspectionSteps steps;
    private final InspectionFindings settlement;
    private final Findings findings;

    VisitController(
            Matters<InspectionStatus, Inspection> inspections,
            Desk<InspectionStatus, Inspection, InspectionMove> desk,
            InspectionSteps steps,
            InspectionFindings settlement,
            Findings findings) {
        this.inspections = inspections;
        this.desk = desk;
        this.steps = steps;
        this.settlement = settlement;
        this.findings = findings;
    }

    /**
     * What was found; it is registered as a finding when the unit is told.
     *
     * @param description by default the title
     * @param category by default the inspection's title
     * @param rectify by default BY_DEADLINE
     */
    record FoundBody(
            String title,
            @Nullable String description,
            @Nullable String category,
            @Nullable Rectify rectify,
            @Nullable Boolean key,
            @Nullable LocalDate dueOn) {
        Found found(Inspection inspection) {
            return new Found(
                    title,
                    description == null ? title : description,
                    category == null ? inspection.title() : category,
                    rectify,
                    key,
                    dueOn);
        }
    }

    /**
     * A working paper.
     *
     * @param agency that was visited
     * @param signedBy two people of the group, one of them the caller
     */
    record VisitBody(
            String agency,
            String record,
            List<String> signedBy,
            @Nullable List<String> recommendations,
            @Nullable List<FoundBody> findings) {
        List<String> recommended() {
            return recommendations == null ? List.of() : recommendations;
        }

        List<FoundBody> found() {
            return findings == null ? List.of() : findings;
        }
    }

    /** Why a unit of the batch is not visited. */
    record ExcuseBody(String agency, String reason) {}

    /**
     * @param batch its number, from 1
     * @param report of the group
     */
    record BatchClosingBody(
            Integer batch, String report, @Nullable List<ExcuseBody> excused) {}

    /**
     * @param agency that is told; by default every one that was visited and not told yet
     */
    record FeedbackBody(@Nullable String agency, @Nullable String opinion) {}

    record ReviewRequestBody(String reason) {}

    /**
     * @param agency that asked for the review
     * @param upheld nothing of what was found at this unit is to be rectified
     */
    record ReviewRulingBody(
            String agency, Boolean upheld, @Nullable String comment) {}

    record SummaryBody(String summary) {}

    /** Somebody of the group was there. */
    @PostMapping("/visit")
    ResponseEntity<InspectionView> visit(
            @PathVariable String id,
            @RequestBody VisitBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, InspectionMove.VISIT, seen, caller, running -> {
            Optional<InspectedUnit> unit = running.unit(body.agency()).filter(one -> isVisited(running, one));
            Wanting wanting = new Wanting()
                    .errorIf(unit.isEmpty(), "/agency", "agency.unfitting", "A unit of a batch that is open.");
            unit.flatMap(one -> running.group(one.group()))
                    .ifPresent(group -> signatures(group, body, caller, wanting));
            List<Found> found =
                    body.found().stream().map(one -> one.found(running)).toList();
            wanting.text("/record", body.record())
                    .count("/recommendations", body.recommended(), 0, MOST)
                    .count("/findings", found, 0, MOST);
            for (int i = 0; i < Math.min(body.recommended().size(), MOST); i++) {
                wanting.text("/recommendations/" + i, body.recommended().get(i));
            }
            for (int i = 0; i < Math.min(found.size(), MOST); i++) {
                found.get(i).check("/findings/" + i, desk.date(), wanting);
            }
            wanting.refuse();
            Paper paper = new Paper(
                    body.record(), body.signedBy(), body.recommended(), found, Person.of(caller), desk.date());
            return steps.visited(running, unit.orElseThrow(), paper);
        });
    }

    private static boolean isVisited(Inspection running, InspectedUnit unit) {
        return running.batch(unit.batch())
                .filter(batch -> batch.closedOn() == null)
                .isPresent();
    }

    private static void signatures(Group group, VisitBody body, Caller caller, Wanting wanting) {
        List<String> people = group.people().toList();
        wanting.errorIf(
                        body.signedBy().size() != SIGNATURES
                                || body.signedBy().stream().distinct().count() < SIGNATURES
                                || !people.containsAll(body.signedBy())
                                || !body.signedBy().contains(caller.login()),
                        "/signedBy",
                        "signatures.unfitting",
                        "Two people of the group, one of them you: " + people)
                .errorIf(
                        caller.actsFor(body.agency()),
                        "/agency",
                        "person.recused",
                        "Nobody inspects their own agency.");
    }

    /** By the leader of the group, when every unit of the batch was visited or is excused. */
    @PostMapping("/batch-closing")
    ResponseEntity<InspectionView> closeBatch(
            @PathVariable String id,
            @RequestBody BatchClosingBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, InspectionMove.BATCH_CLOSING, seen, caller, running -> {
            Optional<Batch> batch = running.batch(body.batch()).filter(one -> one.closedOn() == null);
            Wanting wanting = new Wanting()
                    .errorIf(batch.isEmpty(), "/batch", "batch.unfitting", "A batch that is open.")
                    .text("/report", body.report());
            wanting.refuse();
            Batch open = batch.orElseThrow();
            requireLeader(running, open, caller);
            Map<String, String> excused = excused(running, open, body, wanting);
            List<String> left = running.unitsOf(open).stream()
                    .filter(unit -> !unit.isDone() && !excused.containsKey(unit.agency()))
                    .map(InspectedUnit::agency)
                    .toList();
            wanting.errorIf(!left.isEmpty(), "/excused", "units.left", "Not visited and not excused: " + left)
                    .refuse();
            return steps.batchClosed(running, open, excused, body.report(), Person.of(caller));
        });
    }

    private static void requireLeader(Inspection running, Batch batch, Caller caller) {
        String leader = running.group(batch.group()).map(Group::leader).orElse("");
        if (!leader.equals(caller.login())) {
            throw MatterProblem.NOT_YOURS.because(leader + " leads the group and closes its batches.");
        }
    }

    private static Map<String, String> excused(Inspection running, Batch open, BatchClosingBody body, Wanting wanting) {
        Map<String, String> excused = new HashMap<>();
        List<ExcuseBody> all = body.excused() == null ? List.of() : body.excused();
        for (int i = 0; i < all.size(); i++) {
            ExcuseBody one = all.get(i);
            boolean fits = running.unitsOf(open).stream()
                    .anyMatch(unit -> unit.agency().equals(one.agency()) && !unit.isDone());
            wanting.errorIf(
                            !fits,
                            "/excused/" + i + "/agency",
                            "agency.unfitting",
                            "A unit of the batch that was not visited.")
                    .line("/excused/" + i + "/reason", one.reason());
            excused.put(one.agency(), one.reason());
        }
        return excused;
    }

    @PostMapping("/conclude")
    ResponseEntity<InspectionView> conclude(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, InspectionMove.CONCLUDE, seen, caller, steps::concluded);
    }

    /** 反馈: the units are told what was found, and it is registered as findings. */
    @PostMapping("/feedback")
    ResponseEntity<InspectionView> feedback(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable FeedbackBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        FeedbackBody told = body == null ? new FeedbackBody(null, null) : body;
        return move(id, InspectionMove.FEEDBACK, seen, caller, concluding -> {
            List<String> untold = InspectionSteps.untold(concluding.units());
            new Wanting()
                    .comment("/opinion", told.opinion())
                    .errorIf(
                            told.agency() != null && !untold.contains(told.agency()),
                            "/agency",
                            "agency.unfitting",
                            "One that was visited and not told yet: " + untold)
                    .refuse();
            List<String> agencies = told.agency() == null ? untold : List.of(told.agency());
            return steps.fedBack(concluding, agencies, told.opinion(), Person.of(caller));
        });
    }

    /** 申请复核: by a unit, once, after it was told. */
    @PostMapping("/objection")
    ResponseEntity<InspectionView> object(
            @PathVariable String id,
            @RequestBody ReviewRequestBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, InspectionMove.OBJECTION, seen, caller, told -> {
            new Wanting().text("/reason", body.reason()).refuse();
            InspectedUnit unit = told.unit(String.valueOf(caller.agency())).orElseThrow();
            return steps.objected(told, unit, body.reason(), Person.of(caller));
        });
    }

    @PostMapping("/objection-ruling")
    ResponseEntity<InspectionView> rule(
            @PathVariable String id,
            @RequestBody ReviewRulingBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, InspectionMove.OBJECTION_RULING, seen, caller, told -> {
            Optional<InspectedUnit> unit = told.unit(body.agency()).filter(InspectedUnit::isObjecting);
            new Wanting()
                    .comment("/comment", body.comment())
                    .errorIf(
                            unit.isEmpty(),
                            "/agency",
                            "agency.unfitting",
                            "One that asked for a review: " + InspectionRules.pending(told))
                    .refuse();
            return steps.ruled(told, unit.orElseThrow(), body.upheld(), body.comment(), Person.of(caller));
        });
    }

    /** 回头看: what was found is looked at again, in re-inspections of their own. */
    @PostMapping("/look-back")
    ResponseEntity<InspectionView> lookBack(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, InspectionMove.LOOK_BACK, seen, caller, steps::lookingBack);
    }

    /** The figures of the summary are those of this day, and stay. */
    @PostMapping("/close")
    ResponseEntity<InspectionView> close(
            @PathVariable String id,
            @RequestBody SummaryBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, InspectionMove.CLOSE, seen, caller, looking -> {
            new Wanting().text("/summary", body.summary()).refuse();
            return steps.closed(looking, summary(looking, body.summary(), Person.of(caller)));
        });
    }

    private Summary summary(Inspection one, String text, Person by) {
        List<InspectedUnit> units = one.units();
        List<Paper> papers =
                units.stream().flatMap(unit -> unit.papers().stream()).toList();
        List<String> found = units.stream()
                .map(InspectedUnit::feedback)
                .flatMap(java.util.stream.Stream::ofNullable)
                .map(Feedback::findings)
                .flatMap(List::stream)
                .toList();
        long settled = found.stream()
                .flatMap(id -> findings.find(id).stream())
                .map(finding -> finding.status())
                .filter(FindingStatus::isSettled)
                .count();
        return new Summary(
                text,
                units.size(),
                (int) units.stream().filter(unit -> !unit.papers().isEmpty()).count(),
                (int) units.stream().filter(unit -> unit.excused() != null).count(),
                papers.size(),
                papers.stream()
                        .mapToInt(paper -> paper.recommendations().size())
                        .sum(),
                found.size(),
                (int) settled,
                (int) units.stream().filter(unit -> unit.objection() != null).count(),
                (int) units.stream().filter(InspectedUnit::isOverruled).count(),
                by,
                desk.date());
    }

    private ResponseEntity<InspectionView> move(
            String id, InspectionMove move, @Nullable String ifMatch, Caller caller, UnaryOperator<Inspection> step) {
        Inspection seen = desk.ready(id, move, ifMatch, caller);
        Inspection decided = desk.done(seen, move, step.apply(seen), caller);
        Inspection settled = inspections.find(settlement.settle(decided).id()).orElse(decided);
        return ResponseEntity.ok()
                .eTag(IfMatch.etag(settled.version()))
                .body(InspectionView.of(settled, caller, desk.moves(settled, caller)));
    }
}
