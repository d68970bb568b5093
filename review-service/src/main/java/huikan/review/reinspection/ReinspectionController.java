package huikan.review.reinspection;

import huikan.review.calendar.Today;
import huikan.review.draw.DrawOffice;
import huikan.review.draw.DrawOffice.Commitment;
import huikan.review.finding.Finding;
import huikan.review.finding.Finding.Look.Outcome;
import huikan.review.finding.Finding.Verification;
import huikan.review.finding.Findings;
import huikan.review.finding.SecondLooks;
import huikan.review.matter.Awaited;
import huikan.review.matter.Desk;
import huikan.review.matter.Evidence;
import huikan.review.matter.ListOrder;
import huikan.review.matter.MatterProblem;
import huikan.review.matter.Matters;
import huikan.review.matter.Person;
import huikan.review.matter.Selection;
import huikan.review.matter.Units;
import huikan.review.matter.Wanting;
import huikan.review.reinspection.Reinspection.Item;
import huikan.service.page.Page;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.trail.Trail;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/reinspections}. */
@RestController
@RequestMapping("/api/reinspections")
final class ReinspectionController {

    private static final String SEEN = "If-Match";

    private final Matters<ReinspectionStatus, Reinspection> reinspections;
    private final Desk<ReinspectionStatus, Reinspection, ReinspectionMove> desk;
    private final Settlement settlement;
    private final SecondLooks looks;
    private final Findings findings;
    private final DrawOffice draws;
    private final Units units;
    private final ReinspectionSettings settings;
    private final Today today;
    private final Evidence attachments;

    ReinspectionController(
            Matters<ReinspectionStatus, Reinspection> reinspections,
            Desk<ReinspectionStatus, Reinspection, ReinspectionMove> desk,
            Settlement settlement,
            SecondLooks looks,
            Findings findings,
            DrawOffice draws,
            Units units,
            ReinspectionSettings settings,
            Today today,
            Evidence attachments) {
        this.reinspections = reinspections;
        this.desk = desk;
        this.settlement = settlement;
        this.looks = looks;
        this.findings = findings;
        this.draws = draws;
        this.units = units;
        this.settings = settings;
        this.today = today;
        this.attachments = attachments;
    }

    /**
     * A new re-inspection.
     *
     * @param under whose findings, with those below
     * @param closedFrom by default six months ago
     * @param closedTo by default a month ago
     * @param share of the closed findings that is drawn, 0 to 1, beside all key ones; by default the least that is allowed
     */
    record ReinspectionBody(
            String title,
            String under,
            @Nullable LocalDate closedFrom,
            @Nullable LocalDate closedTo,
            @Nullable Double share) {}

    /**
     * @param inspector the login that looks again: not one that found the rectification done
     */
    record ReinspectionAssignBody(String finding, String inspector) {}

    record OutcomeBody(
            String finding,
            Outcome outcome,
            @Nullable String comment,
            @Nullable List<String> evidence) {}

    /**
     * A re-inspection as it is shown.
     *
     * @param draw the draw of its items, at {@code /api/draws}, once it is drawn
     * @param commitment the digest of that draw's seed, published before the findings were chosen
     * @param head the hash of the last step of its trail
     */
    record ReinspectionView(
            String id,
            ReinspectionStatus status,
            String agency,
            boolean overdue,
            @Nullable LocalDate dueOn,
            List<String> moves,
            String title,
            String under,
            LocalDate closedFrom,
            LocalDate closedTo,
            double share,
            String draw,
            String commitment,
            String saltCommitment,
            List<Item> items,
            Person by,
            Instant openedAt,
            String head,
            long version) {
        static ReinspectionView of(Reinspection one, List<String> moves) {
            return new ReinspectionView(
                    one.id(),
                    one.status(),
                    one.agency(),
                    false,
                    null,
                    moves,
                    one.title(),
                    one.under(),
                    one.closedFrom(),
                    one.closedTo(),
                    one.share(),
                    one.draw(),
                    one.commitment(),
                    one.saltCommitment(),
                    one.items(),
                    one.by(),
                    one.openedAt(),
                    one.head(),
                    one.version());
        }
    }

    @GetMapping
    Page<ReinspectionView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable ReinspectionStatus status,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        return Page.of(
                reinspections.list(Selection.of(caller).status(status), ListOrder.OPENED, cursor, most),
                most,
                ListOrder.OPENED::place,
                one -> view(one, caller));
    }

    @GetMapping("/{id}")
    ResponseEntity<ReinspectionView> one(@PathVariable String id, Caller caller) {
        return answer(desk.visible(id, caller), caller);
    }

    @GetMapping("/{id}/trail")
    Trail trail(@PathVariable String id, Caller caller) {
        return desk.trail(id, caller);
    }

    /** Plans it: from here on the seed of its draw is fixed. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ReinspectionView> plan(@RequestBody ReinspectionBody body, Caller caller) {
        String agency = caller.agency();
        if (agency == null || !caller.is(Role.SUPERVISOR)) {
            throw MatterProblem.NOT_YOURS.because("A supervisor plans a re-inspection.");
        }
        LocalDate from = body.closedFrom() == null ? today.date().minusMonths(settings.latest()) : body.closedFrom();
        LocalDate to = body.closedTo() == null ? today.date().minusMonths(settings.earliest()) : body.closedTo();
        double least = settings.smallestShare() / 100.0;
        double share = body.share() == null ? least : body.share();
        Wanting wanting = new Wanting();
        units.above("/under", body.under(), caller, wanting);
        List<String> above = units.above("/agency", agency, caller, wanting);
        wanting.line("/title", body.title())
                .date("/closedFrom", from)
                .notBefore("/closedTo", to, from)
                .notAfter("/closedTo", to, today.date())
                .errorIf(!(share >= least && share <= 1), "/share", "number.range", "A share from " + least + " to 1.")
                .refuse();
        Commitment committed = draws.commit();
        Reinspection fresh = ReinspectionBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency(agency)
                .status(ReinspectionStatus.PLANNED)
                .title(body.title())
                .under(body.under())
                .closedFrom(from)
                .closedTo(to)
                .share(share)
                .draw(committed.draw())
                .commitment(committed.commitment())
                .saltCommitment(committed.saltCommitment())
                .items(List.of())
                .by(Person.of(caller))
                .above(above)
                .openedAt(today.now())
                .head("")
                .build();
        Reinspection stored = desk.open(fresh, ReinspectionMove.PLAN, caller);
        return ResponseEntity.created(URI.create("/api/reinspections/" + stored.id()))
                .eTag(IfMatch.etag(stored.version()))
                .body(view(stored, caller));
    }

    /** Draws the findings: all key ones, and of the others a share. */
    @PostMapping("/{id}/draw")
    ResponseEntity<ReinspectionView> draw(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, ReinspectionMove.DRAW, seen, caller, planned -> {
            List<Finding> closed = looks.closed(planned.under(), planned.closedFrom(), planned.closedTo());
            new Wanting()
                    .errorIf(
                            closed.isEmpty() || closed.size() > settings.most(),
                            "",
                            "findings.count",
                            "1 to " + settings.most() + " findings that were closed from " + planned.closedFrom()
                                    + " to " + planned.closedTo() + "; there are " + closed.size() + ".")
                    .refuse();
            return planned.with(next -> next.status(ReinspectionStatus.DRAWN)
                    .items(items(planned, closed))
                    .awaited(Awaited.settling(today.date())));
        });
    }

    private List<Item> items(Reinspection planned, List<Finding> closed) {
        Sample sample = new Sample(closed);
        List<String> chosen =
                new ArrayList<>(sample.certain().stream().map(Finding::id).toList());
        if (sample.count(planned.share()) > 0) {
            chosen.addAll(draws.draw(
                    new Commitment(planned.draw(), planned.commitment(), planned.saltCommitment()),
                    planned.title(),
                    sample.pool(),
                    sample.count(planned.share()),
                    planned.agency(),
                    planned.above(),
                    planned.by()));
        }
        List<Item> items = new ArrayList<>();
        for (Finding finding : closed) {
            if (chosen.contains(finding.id())) {
                items.add(Item.drawn(finding.id(), finding.agency(), finding.key(), sample.recurrences(finding)));
            }
        }
        return List.copyOf(items);
    }

    /** Who looks at a finding again; not who found it done. */
    @PostMapping("/{id}/assign")
    ResponseEntity<ReinspectionView> assign(
            @PathVariable String id,
            @RequestBody ReinspectionAssignBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, ReinspectionMove.ASSIGN, seen, caller, drawn -> {
            Item item = open(drawn, body.finding());
            new Wanting().line("/inspector", body.inspector()).refuse();
            requireNotVerifier(item, body.inspector());
            return drawn.withItem(item.assigned(body.inspector()));
        });
    }

    /** What the look found. One that did not hold is opened again, and an order is issued at once. */
    @PostMapping("/{id}/outcome")
    ResponseEntity<ReinspectionView> outcome(
            @PathVariable String id,
            @RequestBody OutcomeBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, ReinspectionMove.OUTCOME, seen, caller, drawn -> {
            Item item = open(drawn, body.finding());
            List<String> evidence = body.evidence() == null ? List.of() : body.evidence();
            new Wanting()
                    .comment("/comment", body.comment())
                    .evidence("/evidence", evidence, attachments, caller)
                    .refuse();
            if (!caller.login().equals(item.inspector())) {
                throw MatterProblem.SEPARATION.because(
                        item.inspector() == null
                                ? "It is not assigned to anybody yet."
                                : item.inspector() + " looks at it, not " + caller.login() + ".");
            }
            requireNotVerifier(item, caller.login());
            return drawn.withItem(item.found(body.outcome(), Person.of(caller), today.date(), body.comment(), evidence))
                    .withAwaited(Awaited.settling(today.date()));
        });
    }

    /** An item that waits for its outcome. */
    private static Item open(Reinspection drawn, String finding) {
        Optional<Item> item = drawn.item(finding).filter(one -> !one.isDone());
        new Wanting()
                .errorIf(
                        item.isEmpty(),
                        "/finding",
                        "finding.unfitting",
                        "A finding that was drawn and has no outcome yet.")
                .refuse();
        return item.orElseThrow();
    }

    private void requireNotVerifier(Item item, String login) {
        boolean closedIt = findings.find(item.finding()).stream()
                .flatMap(finding -> finding.verifications().stream())
                .map(Verification::by)
                .anyMatch(by -> by.login().equals(login));
        if (closedIt) {
            throw MatterProblem.SEPARATION.because(login + " closed the finding, and does not look at it again.");
        }
    }

    @PostMapping("/{id}/close")
    ResponseEntity<ReinspectionView> close(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, ReinspectionMove.CLOSE, seen, caller, drawn -> drawn.withStatus(ReinspectionStatus.CLOSED));
    }

    private ResponseEntity<ReinspectionView> move(
            String id,
            ReinspectionMove move,
            @Nullable String ifMatch,
            Caller caller,
            UnaryOperator<Reinspection> step) {
        Reinspection seen = desk.ready(id, move, ifMatch, caller);
        Reinspection decided = desk.done(seen, move, step.apply(seen), caller);
        Reinspection settled = settlement.settle(decided);
        return answer(reinspections.find(settled.id()).orElse(settled), caller);
    }

    private ResponseEntity<ReinspectionView> answer(Reinspection one, Caller caller) {
        return ResponseEntity.ok().eTag(IfMatch.etag(one.version())).body(view(one, caller));
    }

    private ReinspectionView view(Reinspection one, Caller caller) {
        return ReinspectionView.of(one, desk.moves(one, caller));
    }
}
