package huikan.review.order;

import static java.util.Objects.requireNonNull;

import huikan.review.matter.Agenda;
import huikan.review.matter.Awaited;
import huikan.review.matter.Ladder;
import huikan.review.matter.Person;
import huikan.review.matter.Remark;
import huikan.review.number.Numbers;
import huikan.review.number.Sequence;
import huikan.review.order.Order.Reply;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** What each move makes of an order. Whether it may be made was asked before. */
@Component
class OrderSteps {

    private final Agenda agenda;
    private final OrderSettings settings;
    private final Numbers numbers;

    OrderSteps(Agenda agenda, OrderSettings settings, Numbers numbers) {
        this.agenda = agenda;
        this.settings = settings;
        this.numbers = numbers;
    }

    /** From here on it is sure to get a number: nothing leads from it but the issue. */
    Order registered(Order seen) {
        return seen.with(next -> next.status(OrderStatus.REGISTERED)
                .registeredOn(agenda.date())
                .awaited(new Awaited(Awaited.What.NUMBER, agenda.date(), false)));
    }

    /** The same number, however often it is asked for. */
    Order numbered(Order seen) {
        Sequence sequence = new Sequence(
                requireNonNull(seen.issuer().agency()),
                settings.word(),
                requireNonNull(seen.registeredOn()).getYear());
        String number = numbers.of("orders/" + seen.id(), sequence);
        return seen.with(next -> next.number(number).awaited(null));
    }

    Order issued(Order seen) {
        LocalDate dueOn = seen.dueOn() == null ? agenda.inWorkingDays(settings.days(seen.urgency())) : seen.dueOn();
        return seen.with(next -> next.status(OrderStatus.ISSUED)
                .issuedOn(agenda.date())
                .dueOn(dueOn)
                .ladder(Ladder.armed(dueOn, agenda.date()))
                .awaited(agenda.within(Awaited.What.RECEIPT, settings.receiveWithin())));
    }

    Order received(Order seen, Person by) {
        return seen.with(
                next -> next.status(OrderStatus.RECEIVED).receivedBy(by).awaited(null));
    }

    Order handling(Order seen) {
        return seen.withStatus(OrderStatus.HANDLING);
    }

    Order replied(Order seen, String text, List<String> evidence, Person by) {
        return seen.with(next -> next.status(OrderStatus.REPLIED).reply(new Reply(text, evidence, by, agenda.now())));
    }

    Order replyRefused(Order seen, String reason, Person by) {
        List<Remark> refusals = new ArrayList<>(seen.refusals());
        refusals.add(new Remark(reason, by, agenda.date()));
        return seen.with(next -> next.status(OrderStatus.HANDLING).refusals(List.copyOf(refusals)));
    }

    Order replyAccepted(Order seen) {
        return seen.withStatus(OrderStatus.VERIFYING);
    }

    Order completed(Order seen) {
        return seen.with(next -> next.status(OrderStatus.COMPLETED)
                .completedOn(agenda.date())
                .awaited(agenda.within(Awaited.What.ARCHIVING, settings.archiveAfter())));
    }

    Order archived(Order seen) {
        return seen.with(next -> next.status(OrderStatus.ARCHIVED).awaited(null));
    }

    Order cancelled(Order seen, String reason, Person by) {
        return seen.with(next -> next.status(OrderStatus.CANCELLED)
                .cancellation(new Remark(reason, by, agenda.date()))
                .awaited(null));
    }

    Order urged(Order seen) {
        return seen.withAwaited(requireNonNull(seen.awaited()).said());
    }
}
