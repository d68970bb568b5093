package huikan.review.draw;

import static huikan.review.draw.DrawStatus.FROZEN;
import static huikan.review.draw.DrawStatus.REVEALED;

import huikan.review.matter.Actor;
import huikan.review.matter.Move;
import huikan.review.matter.MoveTable;
import java.util.Map;
import java.util.Set;

/** The table of draws. */
public enum DrawMove implements Move<DrawStatus> {
    FREEZE(new MoveTable<>(DrawStatus.class)),
    REVEAL(new MoveTable<>(DrawStatus.class).row(FROZEN, REVEALED));

    private final Map<DrawStatus, Set<DrawStatus>> leads;

    DrawMove(MoveTable<DrawStatus> rows) {
        this.leads = rows.leads();
    }

    @Override
    public Map<DrawStatus, Set<DrawStatus>> leads() {
        return leads;
    }

    @Override
    public Set<Actor> by() {
        return Set.of(Actor.SUPERVISOR);
    }
}
