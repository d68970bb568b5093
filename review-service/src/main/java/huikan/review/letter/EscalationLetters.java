package huikan.review.letter;

import huikan.review.letter.LetterRequests.Draft;
import huikan.review.order.IssuedOrders;
import huikan.review.workflow.Act;
import huikan.review.workflow.Case;
import huikan.review.workflow.Cases;
import huikan.review.workflow.DerivedId;
import huikan.review.workflow.Ladder;
import huikan.review.workflow.Person;
import huikan.review.workflow.Requests.Comment;
import huikan.review.workflow.Rung;
import huikan.review.workflow.RungAction;
import huikan.service.security.EndedAgencies;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The letters, and orders, that the suite issues by itself in the name of a superior: for a rung of a ladder, for one return too
 * many.
 */
@Component
public class EscalationLetters implements RungAction {

    private static final String LETTERS = LetterWorkflow.KIND;

    /** What is done is all that their letters ask for. */
    private static final List<Rung.Kind> REMINDING = List.of(Rung.Kind.REMINDER_LETTER, Rung.Kind.FILING_REMINDER);

    private final Cases<Letter, LetterStatus> letters;
    private final LetterSteps steps;
    private final LetterSettings settings;
    private final IssuedOrders orders;
    private final EndedAgencies ended;
    private final Clock clock;

    EscalationLetters(
            Cases<Letter, LetterStatus> letters,
            LetterSteps steps,
            LetterSettings settings,
            IssuedOrders orders,
            EndedAgencies ended,
            Clock clock) {
        this.letters = letters;
        this.steps = steps;
        this.settings = settings;
        this.orders = orders;
        this.ended = ended;
        this.clock = clock;
    }

    @Override
    public void climbed(String kind, Case<?> one, Rung.Kind rung, LocalDate dueOn) {
        if (kind.equals(LETTERS)) {
            // what is about a letter would have no end
            return;
        }
        String cause = cause(kind, one, rung, dueOn);
        String letter = rung.letter();
        if (letter != null) {
            List<String> findings = kind.equals("findings") ? List.of(one.id()) : List.of();
            Draft draft = new Draft(one.unit(), letter, one.title(), rung.matter(dueOn), findings, null);
            issue(cause, draft, one.overseers(), issuer(one.unit(), one.overseers()));
        } else if (rung == Rung.Kind.SUPERVISION_ORDER && !kind.equals(IssuedOrders.KIND)) {
            Person issuer = issuer(one.unit(), one.overseers());
            orders.issue(DerivedId.of(cause), one, one.title(), rung.matter(dueOn), issuer);
        }
    }

    private static String cause(String kind, Case<?> one, Rung.Kind rung, LocalDate dueOn) {
        return kind + "/" + one.id() + "/" + dueOn + "/" + rung;
    }

    /** What a case was reminded of has come: the letters that ask for that and need no reply are closed; twice is as once. */
    public void answered(String kind, Case<?> one, String comment) {
        Ladder ladder = one.ladder();
        if (ladder != null) {
            REMINDING.forEach(rung -> letters.store()
                    .find(DerivedId.of(cause(kind, one, rung, ladder.dueOn())))
                    .filter(letter -> !letter.toReply())
                    .map(letters::settled)
                    .ifPresent(letter -> {
                        var unused = letters.moveBySuite(
                                letter.id(), "fulfil", new Comment(comment), Person.TIMER, Letter::open);
                    }));
        }
    }

    /**
     * 通报: what happened too often is circulated; once for one cause.
     *
     * @param above everybody above the agency, who see it
     * @param issuer one of them
     */
    public void criticize(String cause, String agency, String title, String matter, List<String> above, String issuer) {
        Person by =
                issuer(agency, Stream.concat(Stream.of(issuer), above.stream()).toList());
        issue(cause, new Draft(agency, "CRITICISM", title, matter, List.of(), null), above, by);
    }

    /** In whose name: of those above the first that is there, and did not come in the place of who is late; else the first. */
    private Person issuer(String late, List<String> above) {
        Set<String> answering = ended.withSuccessors(List.of(late));
        String issuer = above.stream()
                .map(ended::inPlaceOf)
                .filter(one -> !answering.contains(one))
                .filter(one -> ended.among(List.of(one)).isEmpty())
                .findFirst()
                .orElse(above.getFirst());
        return new Person(Person.TIMER.login(), issuer);
    }

    /**
     * Issues a letter with its first write, once for one cause: cut short anywhere, there is no draft of it that would be left,
     * and the sweep gives it its number. A kind that is not configured is not issued.
     *
     * @param above everybody above the unit, who see it
     * @param issuer for one of them
     */
    private void issue(String cause, Draft draft, List<String> above, Person issuer) {
        if (settings.known(draft.kind()).isEmpty()) {
            return;
        }
        Act act = Act.of(Person.TIMER, clock.instant());
        Letter drawnUp = steps.draft(DerivedId.of(cause), draft, above, issuer, act.now());
        letters.openBySuite(steps.issued(drawnUp, act), "issue", Person.TIMER).ifPresent(issued -> {
            var unused = letters.settled(issued);
        });
    }
}
