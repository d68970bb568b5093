package huikan.review.letter;

import huikan.review.matter.Agenda;
import huikan.review.matter.Cause;
import huikan.review.matter.Desk;
import huikan.review.matter.Matter;
import huikan.review.matter.Person;
import huikan.review.matter.Rung;
import huikan.review.matter.RungAction;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The letters that a ladder sends by itself, in the name of the nearest superior. */
@Component
class EscalationLetters implements RungAction {

    private final Letters letters;
    private final Desk<LetterStatus, Letter, LetterMove> desk;
    private final LetterSteps steps;
    private final LetterSettings settings;
    private final Agenda agenda;

    EscalationLetters(
            Letters letters,
            Desk<LetterStatus, Letter, LetterMove> desk,
            LetterSteps steps,
            LetterSettings settings,
            Agenda agenda) {
        this.letters = letters;
        this.desk = desk;
        this.steps = steps;
        this.settings = settings;
        this.agenda = agenda;
    }

    @Override
    public void climbing(String kind, Matter<?> thing, Rung.Kind rung, LocalDate dueOn) {
        letterOf(rung).filter(letter -> !thing.above().isEmpty()).ifPresent(letter -> {
            String id = Cause.id(kind + "/" + thing.id() + "/" + dueOn + "/" + rung);
            Letter draft = letters.matters().find(id).orElseGet(() -> opened(id, kind, thing, letter, dueOn));
            issue(draft);
        });
    }

    private Optional<LetterKind> letterOf(Rung.Kind rung) {
        return switch (rung) {
            case REMINDER_LETTER -> settings.known("REMINDER");
            case SUPERVISION_LETTER -> settings.known("SUPERVISION");
            case DUE_SOON, URGE_NOTICE, ACCOUNTABILITY_INTERVIEW, CIRCULATED_CRITICISM, LISTED_SUPERVISION ->
                Optional.empty();
        };
    }

    private Letter opened(String id, String kind, Matter<?> thing, LetterKind letter, LocalDate dueOn) {
        Letter fresh = LetterBuilder.builder()
                .id(id)
                .agency(thing.unit())
                .status(LetterStatus.DRAFT)
                .issuer(new Person(Person.TIMER.login(), thing.above().getFirst()))
                .kind(letter.code())
                .title(thing.title())
                .matter("应于" + dueOn + "前办结，至今未办结。请抓紧办理。")
                .findings(kind.equals("findings") ? List.of(thing.id()) : List.of())
                .toReply(letter.isReplied())
                .above(thing.above())
                .openedAt(agenda.now())
                .head("")
                .build();
        return desk.openBySystem(fresh, LetterMove.DRAW_UP, Person.TIMER)
                .or(() -> letters.matters().find(id))
                .orElseThrow();
    }

    /** Its number comes with its timer, at once. */
    private void issue(Letter letter) {
        if (letter.status() == LetterStatus.DRAFT) {
            var unused = desk.doneBySystem(letter, LetterMove.ISSUE, steps.issued(letter), Person.TIMER, desk.told());
        }
    }
}
