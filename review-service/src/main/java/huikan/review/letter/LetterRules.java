package huikan.review.letter;

import huikan.review.matter.Actor;
import huikan.review.matter.MoveRules;
import huikan.service.security.Caller;
import java.time.LocalDate;
import java.util.Optional;

/** Who may do what with a letter, and what the table does not say. */
final class LetterRules implements MoveRules<Letter, LetterMove> {

    @Override
    public boolean acts(Actor actor, Letter letter, Caller caller) {
        return actor.isOf(letter.agency(), String.valueOf(letter.issuer().agency()), caller);
    }

    @Override
    public Optional<String> obstacle(LetterMove move, Letter letter, LocalDate today) {
        if (letter.status() == LetterStatus.ISSUED && letter.number() == null && move != LetterMove.NUMBER) {
            return Optional.of("Its number is being given at this moment.");
        }
        if (move == LetterMove.CLOSE && letter.status() == LetterStatus.RECEIVED && letter.toReply()) {
            return Optional.of("It is to be replied to before it is closed.");
        }
        return Optional.empty();
    }
}
