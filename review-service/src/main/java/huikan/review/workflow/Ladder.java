package huikan.review.workflow;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How far the escalation of one deadline has come.
 *
 * @param dueOn the deadline, Asia/Shanghai
 * @param armedOn since when it counts: what the ladder would have said before that day is not said any more
 * @param climbed how many rungs are behind it
 * @param last the one that was climbed last, whatever the setting says today; null at the foot
 */
public record Ladder(LocalDate dueOn, LocalDate armedOn, int climbed, Rung.@Nullable Kind last) {

    /** A deadline that was set, or moved: the ladder begins at its foot. */
    public static Ladder armed(LocalDate dueOn, LocalDate today) {
        return new Ladder(dueOn, today, 0, null);
    }
}
