package huikan.review.reminder;

import huikan.review.workflow.Ladder;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A filing that is owed, and whether it came. Dates are Asia/Shanghai.
 *
 * @param id as {@link huikan.events.Topics#obligationKey}
 * @param above the superiors on the form's line, nearest first
 * @param armedOn what its ladder would have said before that day is not said
 * @param closesOn the last day on which it is taken; null where that was not told
 * @param withdrawnOn the day of the last withdrawal; null for none
 * @param filed the highest revision that was accepted; 0 for none
 * @param withdrawn the highest revision that was withdrawn; 0 for none
 * @param amendment how often a superior changed what is owed
 * @param excused none is owed any more
 */
record Obligation(
        String id,
        String cycle,
        String agency,
        List<String> above,
        LocalDate dueOn,
        LocalDate armedOn,
        @Nullable LocalDate closesOn,
        @Nullable LocalDate withdrawnOn,
        long filed,
        long withdrawn,
        long amendment,
        boolean excused) {

    boolean isFiled() {
        return filed > withdrawn;
    }

    boolean isClosed(LocalDate today) {
        return closesOn != null && today.isAfter(closesOn);
    }

    /** Whoever takes a filing back when its day is over has the days after that day anew. */
    Ladder ladder() {
        LocalDate from = withdrawnOn == null ? dueOn : later(dueOn, withdrawnOn);
        return Ladder.armed(from, withdrawnOn == null ? armedOn : later(armedOn, withdrawnOn));
    }

    static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }
}
