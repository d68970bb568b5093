package huikan.review.order;

import static java.util.Objects.requireNonNull;

import huikan.review.access.Units;
import huikan.review.number.Numbers;
import huikan.review.number.Sequence;
import huikan.review.order.OrderRequests.Draft;
import huikan.review.order.OrderRequests.Handle;
import huikan.review.workflow.Act;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.DueDates;
import huikan.review.workflow.Ladder;
import huikan.review.workflow.Person;
import huikan.review.workflow.Remark;
import huikan.review.workflow.Reply;
import huikan.review.workflow.Requests.Reason;
import huikan.review.workflow.Requests.ReplyRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What each move makes of an order. */
@Component
record OrderSteps(DueDates dates, OrderSettings settings, Numbers numbers, Units units) {

    Order drawnUp(Draft request, Act act) {
        return draft(UUID.randomUUID().toString(), request, units.above(request.agency()), act.by(), act.now());
    }

    static Order draft(String id, Draft request, List<String> above, Person issuer, Instant now) {
        return OrderBuilder.builder()
                .id(id)
                .agency(request.agency())
                .status(OrderStatus.DRAFT)
                .issuer(issuer)
                .title(request.title())
                .matter(request.matter())
                .basis(request.basis())
                .urgency(request.urgency())
                .findings(request.linked())
                .dueOn(request.dueOn())
                .above(above)
                .openedAt(now)
                .head("")
                .build();
    }

    /** From here on it is sure to get a number: nothing leads from it but the issue. */
    Order registered(Order seen, Act act) {
        return seen.with(next -> next.status(OrderStatus.REGISTERED)
                .registeredBy(act.by())
                .registeredOn(act.today())
                .awaited(new Awaited(Awaited.What.NUMBER, act.today(), false)));
    }

    /** The same number, however often it is asked for. */
    Order numbered(Order seen, Act act) {
        Sequence sequence = new Sequence(
                requireNonNull(seen.issuer().agency()),
                settings.word(),
                requireNonNull(seen.registeredOn()).getYear());
        String number = numbers.of("orders/" + seen.id(), sequence);
        return seen.with(next -> next.number(number).awaited(null));
    }

    Order issued(Order seen, Act act) {
        LocalDate dueOn = seen.dueOn() == null ? dates.after(act.today(), settings.days(seen.urgency())) : seen.dueOn();
        return seen.with(next -> next.status(OrderStatus.ISSUED)
                .signedBy(act.by())
                .issuedOn(act.today())
                .dueOn(dueOn)
                .ladder(Ladder.armed(dueOn, act.today()))
                .awaited(dates.within(Awaited.What.RECEIPT, settings.receiveWithin(), act)));
    }

    Order received(Order seen, Act act) {
        return seen.with(
                next -> next.status(OrderStatus.RECEIVED).receivedBy(act.by()).awaited(null));
    }

    Order handling(Order seen, Handle request, Act act) {
        return seen.with(next -> next.status(OrderStatus.HANDLING)
                .responsible(request.responsible())
                .supporting(request.helping()));
    }

    Order replied(Order seen, ReplyRequest request, Act act) {
        return seen.with(next -> next.status(OrderStatus.REPLIED).reply(Reply.of(request, act)));
    }

    Order replyRefused(Order seen, Reason request, Act act) {
        return seen.with(next -> next.status(OrderStatus.HANDLING)
                .refusals(Remark.latest(seen.refusals(), Remark.of(request.reason(), act))));
    }

    Order completed(Order seen, Act act) {
        return seen.with(next -> next.status(OrderStatus.COMPLETED)
                .completedOn(act.today())
                .awaited(dates.within(Awaited.What.ARCHIVING, settings.archiveAfter(), act)));
    }

    Order cancelled(Order seen, Reason request, Act act) {
        return seen.with(next -> next.status(OrderStatus.CANCELLED)
                .cancellation(Remark.of(request.reason(), act))
                .awaited(null));
    }
}
