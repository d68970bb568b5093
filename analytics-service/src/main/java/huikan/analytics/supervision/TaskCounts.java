package huikan.analytics.supervision;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * Tasks that were issued in a period, as they stood at an instant. Of one that was adjusted only the last edition counts, with the
 * day on which that was issued.
 *
 * @param overdue ISSUED, ACCEPTED or IN_PROGRESS, and due on a day before that of the instant
 */
public record TaskCounts(long issued, long done, long overdue) {

    private static final List<String> OPEN = List.of("ISSUED", "ACCEPTED", "IN_PROGRESS");

    static TaskCounts of(Collection<Course> all, Period period, LocalDate today) {
        List<Course> issued = all.stream()
                .filter(one -> !one.status().equals("ADJUSTED") && period.has(one.opened()))
                .toList();
        return new TaskCounts(
                issued.size(),
                issued.stream().filter(one -> one.status().equals("DONE")).count(),
                issued.stream()
                        .filter(one -> one.isOneOf(OPEN) && one.isPast(today))
                        .count());
    }
}
