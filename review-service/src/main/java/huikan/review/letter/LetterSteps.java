package huikan.review.letter;

import static java.util.Objects.requireNonNull;

import huikan.review.access.Units;
import huikan.review.finding.FindingLinks;
import huikan.review.letter.LetterRequests.Draft;
import huikan.review.number.Numbers;
import huikan.review.number.Sequence;
import huikan.review.workflow.Act;
import huikan.review.workflow.Awaited;
import huikan.review.workflow.DueDates;
import huikan.review.workflow.Ladder;
import huikan.review.workflow.Person;
import huikan.review.workflow.Remark;
import huikan.review.workflow.Reply;
import huikan.review.workflow.Requests.Comment;
import huikan.review.workflow.Requests.Reason;
import huikan.review.workflow.Requests.ReplyRequest;
import huikan.service.request.Violations;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What each move makes of a letter, and when it is not made. */
@Component
record LetterSteps(DueDates dates, LetterSettings settings, Numbers numbers, Units units, FindingLinks links) {

    void check(Draft request, Act act, Violations violations) {
        units.requireThere("/agency", request.agency(), act.caller(), violations);
        links.check("/findings", request.linked(), request.agency(), act, violations);
        violations
                .addIf(
                        settings.known(request.kind()).isEmpty(),
                        "/kind",
                        "kind.unknown",
                        "One of " + settings.codes() + ".")
                .notBefore("/dueOn", request.dueOn(), act.today());
    }

    Letter drawnUp(Draft request, Act act) {
        return draft(UUID.randomUUID().toString(), request, units.above(request.agency()), act.by(), act.now());
    }

    Letter draft(String id, Draft request, List<String> above, Person issuer, Instant now) {
        return LetterBuilder.builder()
                .id(id)
                .agency(request.agency())
                .status(LetterStatus.DRAFT)
                .issuer(issuer)
                .kind(request.kind())
                .title(request.title())
                .matter(request.matter())
                .toReply(settings.known(request.kind())
                        .map(LetterKind::isReplied)
                        .orElse(true))
                .findings(request.linked())
                .dueOn(request.dueOn())
                .above(above)
                .openedAt(now)
                .head("")
                .build();
    }

    /** From here on it is sure to get a number. */
    Letter issued(Letter seen, Act act) {
        LocalDate dueOn = seen.dueOn();
        if (dueOn == null && seen.toReply()) {
            int days = settings.known(seen.kind()).map(LetterKind::replyWithin).orElse(1);
            dueOn = dates.after(act.today(), days);
        }
        LocalDate due = dueOn;
        return seen.with(next -> next.status(LetterStatus.ISSUED)
                .issuedOn(act.today())
                .dueOn(due)
                .ladder(due == null ? null : Ladder.armed(due, act.today()))
                .awaited(new Awaited(Awaited.What.NUMBER, act.today(), false)));
    }

    /** The same number, however often it is asked for. */
    Letter numbered(Letter seen, Act act) {
        String word = settings.known(seen.kind()).map(LetterKind::word).orElse(seen.kind());
        Sequence sequence = new Sequence(
                requireNonNull(seen.issuer().agency()),
                word,
                requireNonNull(seen.issuedOn()).getYear());
        String number = numbers.of("letters/" + seen.id(), sequence);
        return seen.with(
                next -> next.number(number).awaited(dates.within(Awaited.What.RECEIPT, settings.receiveWithin(), act)));
    }

    static @Nullable String withoutNumber(Letter letter, Act act) {
        return letter.status() == LetterStatus.ISSUED && letter.number() == null
                ? "Its number is being given at this moment."
                : null;
    }

    static Letter received(Letter seen, Act act) {
        return seen.with(
                next -> next.status(LetterStatus.RECEIVED).receivedBy(act.by()).awaited(null));
    }

    static Letter replied(Letter seen, ReplyRequest request, Act act) {
        return seen.with(next -> next.status(LetterStatus.REPLIED).reply(Reply.of(request, act)));
    }

    static @Nullable String withoutReply(Letter letter, Act act) {
        return letter.status() == LetterStatus.RECEIVED && letter.toReply()
                ? "It is to be replied to before it is closed."
                : null;
    }

    static Letter closed(Letter seen, Comment request, Act act) {
        String comment = request.comment() == null ? "" : request.comment();
        return seen.with(next -> next.status(LetterStatus.CLOSED)
                .closing(Remark.of(comment, act))
                .awaited(null));
    }

    static Letter withdrawn(Letter seen, Reason request, Act act) {
        return seen.with(next -> next.status(LetterStatus.WITHDRAWN)
                .withdrawal(Remark.of(request.reason(), act))
                .awaited(null));
    }
}
