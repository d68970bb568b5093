package huikan.review.letter;

import huikan.review.matter.Actor;
import huikan.review.matter.MoveRules;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import java.time.LocalDate;
import java.util.Optional;

/** Who may do what with a letter, and what the table does not say. */
final class LetterRules implements MoveRules<Letter, LetterMove> {

    /** The supervisor of a letter is the one of the agency that issues it. */
    @Override
    public boolean acts(Actor actor, Letter letter, Caller caller) {
        return switch (actor) {
            case UNIT -> caller.actsFor(letter.agency()) && caller.is(Role.REPORTER, Role.SUPERVISOR);
            case SUPERVISOR, VERIFIER ->
                caller.actsFor(String.valueOf(letter.issuer().agency())) && caller.is(Role.SUPERVISOR);
            case SYSTEM -> false;
        };
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
