package huikan.review.letter;

import huikan.review.testing.TableOverHttp;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Person;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Autowired;

class LetterTableIT extends TableOverHttp {

    @Autowired
    Cases<Letter, LetterStatus> letters;

    LetterTableIT() {
        super("letters", Set.of("CLOSED", "WITHDRAWN"));
    }

    @Override
    protected String in(String state, String move) {
        Letter letter = LetterBuilder.builder()
                .id(UUID.randomUUID().toString())
                .agency("210902-gov")
                .status(LetterStatus.valueOf(state))
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
        letters.openBySuite(letter, "fixture", Person.TIMER).orElseThrow();
        return "/api/letters/" + letter.id();
    }

    @Override
    protected String body(String move) {
        return switch (move) {
            case "reply" -> "{'reply': '已办理'}";
            case "withdraw" -> "{'reason': 'x'}";
            case "close" -> "{}";
            default -> null;
        };
    }
}
