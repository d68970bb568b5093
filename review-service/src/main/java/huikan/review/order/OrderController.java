package huikan.review.order;

import huikan.review.finding.FindingLinks;
import huikan.review.matter.Desk;
import huikan.review.matter.Evidence;
import huikan.review.matter.ListOrder;
import huikan.review.matter.MatterProblem;
import huikan.review.matter.Person;
import huikan.review.matter.Selection;
import huikan.review.matter.Units;
import huikan.review.matter.Wanting;
import huikan.review.order.Order.Urgency;
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

/** {@code /api/orders}. */
@RestController
@RequestMapping("/api/orders")
final class OrderController {

    private static final String SEEN = "If-Match";

    private final Orders orders;
    private final Desk<OrderStatus, Order, OrderMove> desk;
    private final OrderSteps steps;
    private final Units units;
    private final FindingLinks links;
    private final Clock clock;
    private final Evidence attachments;

    OrderController(
            Orders orders,
            Desk<OrderStatus, Order, OrderMove> desk,
            OrderSteps steps,
            Units units,
            FindingLinks links,
            Clock clock,
            Evidence attachments) {
        this.orders = orders;
        this.desk = desk;
        this.steps = steps;
        this.units = units;
        this.links = links;
        this.clock = clock;
        this.attachments = attachments;
    }

    /**
     * A new order.
     *
     * @param agency the unit that is to reply
     * @param matter what is to be done
     * @param findings that it is about
     * @param dueOn until when a reply is due; by default counted from the issue, by urgency
     */
    record OrderBody(
            String agency,
            String title,
            String matter,
            Urgency urgency,
            @Nullable List<String> findings,
            @Nullable LocalDate dueOn) {
        List<String> linked() {
            return findings == null ? List.of() : findings;
        }
    }

    record OrderReplyBody(String reply, @Nullable List<String> evidence) {}

    record OrderReasonBody(String reason) {}

    /** Those that the caller may see; drafts are seen by the issuer only. */
    @GetMapping
    Page<OrderView> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(required = false) @Nullable String agency,
            @RequestParam(required = false) @Nullable OrderStatus status,
            @RequestParam(required = false) @Nullable Boolean overdue,
            @RequestParam(defaultValue = "OPENED") ListOrder order,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        Selection selection =
                Selection.of(caller).under(under).agency(agency).status(status).overdue(overdue, desk.date());
        return Page.of(
                orders.matters().list(selection, order, cursor, most), most, order::place, one -> view(one, caller));
    }

    @GetMapping("/{id}")
    ResponseEntity<OrderView> one(@PathVariable String id, Caller caller) {
        return answer(desk.visible(id, caller), caller);
    }

    @GetMapping("/{id}/trail")
    Trail trail(@PathVariable String id, Caller caller) {
        return desk.trail(id, caller);
    }

    /** A draft, by a superior's supervisor. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<OrderView> drawUp(@RequestBody OrderBody body, Caller caller) {
        if (!caller.is(Role.SUPERVISOR) || caller.actsFor(body.agency())) {
            throw MatterProblem.NOT_YOURS.because("An order is drawn up by a superior's supervisor.");
        }
        Wanting wanting = new Wanting();
        List<String> above = units.above("/agency", body.agency(), caller, wanting);
        links.check("/findings", body.linked(), body.agency(), caller, wanting);
        wanting.line("/title", body.title())
                .text("/matter", body.matter())
                .notBefore("/dueOn", body.dueOn(), desk.date())
                .refuse();
        Order stored = desk.open(fresh(body, above, caller), OrderMove.DRAW_UP, caller);
        return ResponseEntity.created(URI.create("/api/orders/" + stored.id()))
                .eTag(IfMatch.etag(stored.version()))
                .body(view(stored, caller));
    }

    private Order fresh(OrderBody body, List<String> above, Caller caller) {
        return OrderBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency(body.agency())
                .status(OrderStatus.DRAFT)
                .issuer(Person.of(caller))
                .title(body.title())
                .matter(body.matter())
                .urgency(body.urgency())
                .findings(body.linked())
                .dueOn(body.dueOn())
                .refusals(List.of())
                .above(above)
                .openedAt(clock.instant())
                .head("")
                .build();
    }

    /** 立项: it gets the next number of its issuer and year. */
    @PostMapping("/{id}/register")
    ResponseEntity<OrderView> register(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        Order draft = desk.ready(id, OrderMove.REGISTER, seen, caller);
        Order registered = desk.done(draft, OrderMove.REGISTER, steps.registered(draft), caller);
        // cut short here, the timer gives the same number
        Order numbered = desk.doneBySystem(
                        registered, OrderMove.NUMBER, steps.numbered(registered), Person.of(caller), desk.told())
                .orElseGet(() -> desk.visible(id, caller));
        return answer(numbered, caller);
    }

    @PostMapping("/{id}/issue")
    ResponseEntity<OrderView> issue(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, OrderMove.ISSUE, seen, caller, order -> {
            new Wanting().notBefore("/dueOn", order.dueOn(), desk.date()).refuse();
            return steps.issued(order);
        });
    }

    /** 签收: the unit signs for it. */
    @PostMapping("/{id}/receive")
    ResponseEntity<OrderView> receive(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, OrderMove.RECEIVE, seen, caller, order -> steps.received(order, Person.of(caller)));
    }

    @PostMapping("/{id}/handle")
    ResponseEntity<OrderView> handle(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, OrderMove.HANDLE, seen, caller, steps::handling);
    }

    @PostMapping("/{id}/reply")
    ResponseEntity<OrderView> reply(
            @PathVariable String id,
            @RequestBody OrderReplyBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, OrderMove.REPLY, seen, caller, order -> {
            List<String> evidence = body.evidence() == null ? List.of() : body.evidence();
            new Wanting()
                    .text("/reply", body.reply())
                    .evidence("/evidence", evidence, attachments, caller)
                    .refuse();
            return steps.replied(order, body.reply(), evidence, Person.of(caller));
        });
    }

    @PostMapping("/{id}/reply-refusal")
    ResponseEntity<OrderView> refuseReply(
            @PathVariable String id,
            @RequestBody OrderReasonBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, OrderMove.REPLY_REFUSAL, seen, caller, order -> {
            new Wanting().text("/reason", body.reason()).refuse();
            return steps.replyRefused(order, body.reason(), Person.of(caller));
        });
    }

    @PostMapping("/{id}/reply-acceptance")
    ResponseEntity<OrderView> acceptReply(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, OrderMove.REPLY_ACCEPTANCE, seen, caller, steps::replyAccepted);
    }

    /** 办结: when all its findings are closed or waived. */
    @PostMapping("/{id}/complete")
    ResponseEntity<OrderView> complete(
            @PathVariable String id,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, OrderMove.COMPLETE, seen, caller, steps::completed);
    }

    /** It keeps its number. */
    @PostMapping("/{id}/cancel")
    ResponseEntity<OrderView> cancel(
            @PathVariable String id,
            @RequestBody OrderReasonBody body,
            @RequestHeader(name = SEEN, required = false) @Nullable String seen,
            Caller caller) {
        return move(id, OrderMove.CANCEL, seen, caller, order -> {
            new Wanting().text("/reason", body.reason()).refuse();
            return steps.cancelled(order, body.reason(), Person.of(caller));
        });
    }

    private ResponseEntity<OrderView> move(
            String id, OrderMove move, @Nullable String ifMatch, Caller caller, UnaryOperator<Order> step) {
        Order seen = desk.ready(id, move, ifMatch, caller);
        return answer(desk.done(seen, move, step.apply(seen), caller), caller);
    }

    private ResponseEntity<OrderView> answer(Order order, Caller caller) {
        return ResponseEntity.ok().eTag(IfMatch.etag(order.version())).body(view(order, caller));
    }

    private OrderView view(Order order, Caller caller) {
        return OrderView.of(order, desk.date(), desk.moves(order, caller));
    }
}
