package huikan.review.letter;

import huikan.review.finding.FindingLinks;
import huikan.review.matter.Desk;
import huikan.review.matter.Evidence;
import huikan.review.matter.ListOrder;
import huikan.review.matter.MatterProblem;
import huikan.review.matter.Person;
import huikan.review.matter.Selection;
import huikan.review.matter.Units;
import huikan.review.matter.Wanting;
import huikan.service.page.Page;
import huikan.service.problem.IfMatch;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.trail.Trail;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
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

/** {@code /api/letters}. */
@RestController
@RequestMapping("/api/letters")
final class LetterController {

    private static final String SEEN = "If-Match";

    private final Letters letters;
    private final Desk<LetterStatus, Letter, LetterMove> desk;
    private final LetterSteps steps;
    private final Units units;
    private final FindingLinks links;
    private final LetterSettings settings;
    private final Clock clock;
    private final Evidence attachments;

    LetterController(
            Letters letters,
            Desk<LetterStatus, Letter, LetterMove> desk,
            LetterSteps steps,
            Units units,
            FindingLinks links,
            LetterSettings settings,
            Clock clock,
            Evidence attachments) {
        this.letters = letters;
        this.desk = desk;
        this.steps = steps;
        this.units = units;
        this.links = links;
        this.settings = settings;
        this.clock = clock;
        this.attachments = attachments;
    }

    /**
     * A new letter.
     *
     * @param agency the unit
     * @param kind as configured, e.g. REMINDER, SUPERVISION, OPINION, DECISION
     * @param matter what it says
     * @param findings that it is about
     * @param dueOn until when a reply is due; by default counted from the issue, by kind
     */
    record LetterBody(
            String agency,
            String kind,
            String title,
            String matter,
            @Nullable List<String> findings,
            @Nullable LocalDate dueOn) {
        List<String> linked() {
            return findings == null ? List.of() : findings;
        }
    }

    record LetterReplyBody(String reply, @Nullable List<String> evidence) {}

    record LetterReasonBody(String reason) {}

    record LetterCommentBody(@Nullable String comment) {}

    /** Those that the caller may see; drafts are seen by the issuer only. */
    @GetMapping
    Page<LetterView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable LetterStatus status,
            @RequestParam(required = false) @Nullable Boolean overdue,
            @RequestParam(defaultValue = "OPENED") ListOrder order,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        Selection selection =
                Selection.of(caller).under(under).agency(agency).status(status).overdue(overdue, desk.date());
        return Page.of(
                letters.matters().list(selection, order, cursor, most), most, order::place, one -> view(one, caller));
    }

    @GetMapping("/{id}")
    ResponseEntity<LetterView> one(@PathVariable String id, Caller caller) {
        return answer(desk.visible(id, caller), caller);
    }

    @GetMapping("/{id}/trail")
    Trail trail(@PathVariable String id, Caller caller) {
        return desk.trail(id, caller);
    }

    /** A draft, by a superior's supervisor. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<LetterView> drawUp(@RequestBody LetterBody body, Caller caller) {
        if (!caller.is(Role.SUPERVISOR) || caller.actsFor(body.agency())) {
            throw MatterProblem.NOT_YOURS.because("A letter is drawn up by a superior's supervisor.");
        }
        Wanting wanting = new Wanting();
        List<String> above = units.above("/agency", body.agency(), caller, wanting);
        links.check("/findings", body.linked(), body.agency(), caller, wanting);
        wanting.errorIf(
                settings.known(body.kind()).isEmpty(), "/kind", "kind.unknown", "One of " + settings.codes() + ".");
        wanting.line("/title", body.title())
                .text("/matter", body.matter())
                .notBefore("/dueOn", body.dueOn(), desk.date())
                .refuse();
        Letter stored = desk.open(fresh(body, above, caller), LetterMove.DRAW_UP, caller);
        return ResponseEntity.created(URI.create("/api/letters/" + stored.id()))
                .eTag(IfMatch.etag(stored.version()))
                .body(view(stored, caller));
    }

    private Letter fresh(LetterBody body, List<String> above, Caller caller) {
        return LetterBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency(body.agency())
                .status(LetterStatus.DRAFT)
                .issuer(Person.of(caller))
                .title(body.title())
                .matter(body.matter())
                .kind(body.kind())
                .toReply(settings.known(body.kind()).map(LetterKind::isReplied).orElse(true))
                .findings(body.linked())
                .dueOn(body.dueOn())
                .above(above)
                .openedAt(clock.instant())
                .head("")
                .build();
    }

    /** 印发: it gets the next number of its issuer, kind and year. */
    @PostMapping("/{id}/issue")
    ResponseEntity<LetterView> issue(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        Letter draft = desk.ready(id, LetterMove.ISSUE, seen, caller);
        new Wanting().notBefore("/dueOn", draft.dueOn(), desk.date()).refuse();
        Letter issued = desk.done(draft, LetterMove.ISSUE, steps.issued(draft), caller);
        // cut short here, the timer gives the same number
        Letter numbered = desk.doneBySystem(
                        issued, LetterMove.NUMBER, steps.numbered(issued), Person.of(caller), desk.told())
                .orElseGet(() -> desk.visible(id, caller));
        return answer(numbered, caller);
    }

    /** 签收: the unit signs for it. */
    @PostMapping("/{id}/receive")
    ResponseEntity<LetterView> receive(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, LetterMove.RECEIVE, seen, caller, letter -> steps.received(letter, Person.of(caller)));
    }

    @PostMapping("/{id}/reply")
    ResponseEntity<LetterView> reply(
            @PathVariable String id,
            @RequestBody LetterReplyBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, LetterMove.REPLY, seen, caller, letter -> {
            List<String> evidence = body.evidence() == null ? List.of() : body.evidence();
            new Wanting()
                    .text("/reply", body.reply())
                    .evidence("/evidence", evidence, attachments, caller)
                    .refuse();
            return steps.replied(letter, body.reply(), evidence, Person.of(caller));
        });
    }

    /** Nothing is left to be said about it. */
    @PostMapping("/{id}/close")
    ResponseEntity<LetterView> close(
            @PathVariable String id,
            @RequestBody LetterCommentBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, LetterMove.CLOSE, seen, caller, letter -> {
            new Wanting().comment("/comment", body.comment()).refuse();
            return steps.closed(letter, body.comment(), Person.of(caller));
        });
    }

    /** An issued one keeps its number. */
    @PostMapping("/{id}/withdraw")
    ResponseEntity<LetterView> withdraw(
            @PathVariable String id,
            @RequestBody LetterReasonBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, LetterMove.WITHDRAW, seen, caller, letter -> {
            new Wanting().text("/reason", body.reason()).refuse();
            return steps.withdrawn(letter, body.reason(), Person.of(caller));
        });
    }

    private ResponseEntity<LetterView> move(
            String id, LetterMove move, @Nullable String ifMatch, Caller caller, UnaryOperator<Letter> step) {
        Letter seen = desk.ready(id, move, ifMatch, caller);
        return answer(desk.done(seen, move, step.apply(seen), caller), caller);
    }

    private ResponseEntity<LetterView> answer(Letter letter, Caller caller) {
        return ResponseEntity.ok().eTag(IfMatch.etag(letter.version())).body(view(letter, caller));
    }

    private LetterView view(Letter letter, Caller caller) {
        return LetterView.of(letter, desk.date(), desk.moves(letter, caller));
    }
}
