package huikan.review.workflow;

import huikan.calendar.WorkingDays;
import huikan.review.calendar.Today;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** When a ladder climbs its next rung. */
public final class EscalationRules {

    private EscalationRules() {}

    /**
     * The next rung of a ladder.
     *
     * @param index of the rung; once climbed, {@code climbed} is one more
     */
    public record Next(Rung.Kind kind, int index, Instant at) {
        /** The ladder with this rung behind it. */
        public Ladder climbed(Ladder before) {
            return new Ladder(before.dueOn(), before.armedOn(), index + 1, kind);
        }
    }

    /**
     * @param rungs in the order of their days
     * @param hour when on its day a rung is climbed, Asia/Shanghai
     */
    public static Optional<Next> next(Ladder ladder, List<Rung> rungs, WorkingDays days, LocalTime hour) {
        for (int i = ladder.climbed(); i < rungs.size(); i++) {
            LocalDate day = days.after(ladder.dueOn(), rungs.get(i).days());
            if (!day.isBefore(ladder.armedOn())) {
                return Optional.of(new Next(rungs.get(i).kind(), i, Today.at(day, hour)));
            }
        }
        return Optional.empty();
    }
}
