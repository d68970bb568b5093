package huikan.review.letter;

import static java.util.Objects.requireNonNull;

import huikan.review.letter.Letter.Reply;
import huikan.review.matter.Agenda;
import huikan.review.matter.Awaited;
import huikan.review.matter.Ladder;
import huikan.review.matter.Person;
import huikan.review.matter.Remark;
import huikan.review.number.Numbers;
import huikan.review.number.Sequence;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each move makes of a letter. Whether it may be made was asked before. */
@Component
class LetterSteps {

    private final Agenda agenda;
    private final LetterSettings settings;
    private final Numbers numbers;

    LetterSteps(Agenda agenda, LetterSettings settings, Numbers numbers) {
        this.agenda = agenda;
        this.settings = settings;
        this.numbers = numbers;
    }

    /** From here on it is sure to get a number. */
    Letter issued(Letter seen) {
        LocalDate dueOn = seen.dueOn();
        if (dueOn == null && seen.toReply()) {
            dueOn = agenda.inWorkingDays(replyWithin(seen));
        }
        LocalDate due = dueOn;
        return seen.with(next -> next.status(LetterStatus.ISSUED)
                .issuedOn(agenda.date())
                .dueOn(due)
                .ladder(due == null ? null : Ladder.armed(due, agenda.date()))
                .awaited(new Awaited(Awaited.What.NUMBER, agenda.date(), false)));
    }

    private int replyWithin(Letter letter) {
        return settings.known(letter.kind()).map(LetterKind::replyWithin).orElse(1);
    }

    /** The same number, however often it is asked for. */
    Letter numbered(Letter seen) {
        String word = settings.known(seen.kind()).map(LetterKind::word).orElse(seen.kind());
        Sequence sequence = new Sequence(
                requireNonNull(seen.issuer().agency()),
                word,
                requireNonNull(seen.issuedOn()).getYear());
        String number = numbers.of("letters/" + seen.id(), sequence);
        return seen.with(
                next -> next.number(number).awaited(agenda.within(Awaited.What.RECEIPT, settings.receiveWithin())));
    }

    Letter received(Letter seen, Person by) {
        return seen.with(
                next -> next.status(LetterStatus.RECEIVED).receivedBy(by).awaited(null));
    }

    Letter replied(Letter seen, String text, List<String> evidence, Person by) {
        return seen.with(next -> next.status(LetterStatus.REPLIED).reply(new Reply(text, evidence, by, agenda.now())));
    }

    Letter closed(Letter seen, @Nullable String comment, Person by) {
        return seen.with(next -> next.status(LetterStatus.CLOSED)
                .closing(new Remark(comment == null ? "" : comment, by, agenda.date()))
                .awaited(null));
    }

    Letter withdrawn(Letter seen, String reason, Person by) {
        return seen.with(next -> next.status(LetterStatus.WITHDRAWN)
                .withdrawal(new Remark(reason, by, agenda.date()))
                .awaited(null));
    }

    Letter urged(Letter seen) {
        return seen.withAwaited(requireNonNull(seen.awaited()).said());
    }
}
