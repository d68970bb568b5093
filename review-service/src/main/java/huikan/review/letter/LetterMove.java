package huikan.review.letter;

import static huikan.review.letter.LetterStatus.CLOSED;
import static huikan.review.letter.LetterStatus.DRAFT;
import static huikan.review.letter.LetterStatus.ISSUED;
import static huikan.review.letter.LetterStatus.RECEIVED;
import static huikan.review.letter.LetterStatus.REPLIED;
import static huikan.review.letter.LetterStatus.WITHDRAWN;
import static huikan.review.matter.Actor.SUPERVISOR;
import static huikan.review.matter.Actor.SYSTEM;
import static huikan.review.matter.Actor.UNIT;

import huikan.review.matter.Actor;
import huikan.review.matter.Move;
import huikan.review.matter.MoveTable;
import java.util.Map;
import java.util.Set;

/** The table of letters: each move with the states that it leads from and to, and who makes it. */
public enum LetterMove implements Move<LetterStatus> {
    DRAW_UP(SUPERVISOR, rows()),
    ISSUE(SUPERVISOR, rows().row(DRAFT, ISSUED)),
    /** The number that an issued letter is sure to get. */
    NUMBER(SYSTEM, rows().row(ISSUED, ISSUED)),
    RECEIVE(UNIT, rows().row(ISSUED, RECEIVED)),
    REPLY(UNIT, rows().row(RECEIVED, REPLIED)),
    /** Of one that is to be replied to, after the reply. */
    CLOSE(SUPERVISOR, rows().row(RECEIVED, CLOSED).row(REPLIED, CLOSED)),
    WITHDRAW(SUPERVISOR, rows().row(DRAFT, WITHDRAWN).row(ISSUED, WITHDRAWN).row(RECEIVED, WITHDRAWN)),
    /** The ladder climbed by a rung. */
    ESCALATE(SYSTEM, rows().unchanged(LetterStatus::isOpen)),
    /** It was not signed for in time. */
    URGE(SYSTEM, rows().unchanged(LetterStatus::isOpen));

    private final Set<Actor> by;
    private final Map<LetterStatus, Set<LetterStatus>> leads;

    LetterMove(Actor by, MoveTable<LetterStatus> rows) {
        this.by = Set.of(by);
        this.leads = rows.leads();
    }

    private static MoveTable<LetterStatus> rows() {
        return new MoveTable<>(LetterStatus.class);
    }

    @Override
    public Map<LetterStatus, Set<LetterStatus>> leads() {
        return leads;
    }

    @Override
    public Set<Actor> by() {
        return by;
    }
}
