package huikan.review.reminder;

import java.time.LocalDate;
import java.util.List;

/**
 * A filing that is owed, and whether it came.
 *
 * @param id as {@link huikan.events.Topics#obligationKey}
 * @param above the superiors on the form's line, nearest first
 * @param openedOn what its ladder would have said before that day is not said, Asia/Shanghai
 * @param filed the highest revision that was accepted; 0 for none
 * @param withdrawn the highest revision that was withdrawn; 0 for none
 */
record Obligation(
        String id,
        String cycle,
        String agency,
        List<String> above,
        LocalDate dueOn,
        LocalDate openedOn,
        long filed,
        long withdrawn) {

    boolean isFiled() {
        return filed > withdrawn;
    }
}
