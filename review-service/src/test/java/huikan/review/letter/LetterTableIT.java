package huikan.review.letter;

import huikan.review.matter.Actor;
import huikan.review.matter.Change;
import huikan.review.matter.Desk;
import huikan.review.matter.Person;
import huikan.review.testing.TableOverHttp;
import huikan.trail.TrailStep.Made;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class LetterTableIT extends TableOverHttp<LetterStatus, LetterMove> {

    @Autowired
    Letters letters;

    @Autowired
    Desk<LetterStatus, Letter, LetterMove> desk;

    LetterTableIT() {
        super(LetterStatus.class, LetterMove.class, Set.of(LetterStatus.CLOSED, LetterStatus.WITHDRAWN));
    }

    @Override
    protected String in(LetterStatus status, LetterMove move) {
        Letter letter = LetterBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency("210902-gov")
                .status(status)
                .issuer(new Person("210900-gov.supervisor", "210900-gov"))
                .kind("REMINDER")
                .title("x")
                .matter("x")
                .findings(List.of())
                .number("提示函〔2024〕0号")
                .issuedOn(LocalDate.of(2024, 3, 1))
                .above(List.of("210900-gov", "210000-gov"))
                .openedAt(clock.instant())
                .head("")
                .build();
        letters.matters()
                .open(new Change<>(letter, new Made("draw-up", "somebody", null, clock.instant()), null), desk.told())
                .orElseThrow();
        return "/api/letters/" + letter.id();
    }

    @Override
    protected String body(LetterMove move) {
        return switch (move) {
            case REPLY -> "{'reply': '已办理'}";
            case WITHDRAW -> "{'reason': 'x'}";
            case CLOSE -> "{}";
            default -> null;
        };
    }

    @Override
    protected String actor(LetterMove move) {
        return move.by().contains(Actor.UNIT) ? "210902-gov" : "210900-gov.supervisor";
    }
}
