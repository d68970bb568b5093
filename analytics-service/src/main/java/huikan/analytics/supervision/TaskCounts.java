package huikan.analytics.supervision;

import huikan.analytics.share.Share;
import java.time.LocalDate;
import java.util.List;

/**
 * Tasks that were issued in a period, as they stood at an instant. Of one that was adjusted only the last edition counts, with the
 * day on which that was issued.
 *
 * @param done accepted as done by whom issued them
 * @param overdue ISSUED, ACCEPTED or IN_PROGRESS, and due on a day before that of the instant
 * @param doneRate done of issued
 */
public record TaskCounts(long issued, long done, long overdue, Share doneRate) {

    private static final List<String> OPEN = List.of("ISSUED", "ACCEPTED", "IN_PROGRESS");

    /** Counts one after the other. */
    static final class Counting {
        private final Period period;
        private final LocalDate today;
        private long issued;
        private long done;
        private long overdue;

        Counting(Period period, LocalDate today) {
            this.period = period;
            this.today = today;
        }

        void add(Course one) {
            if (!one.status().equals("ADJUSTED") && period.has(one.opened())) {
                issued++;
                done += one.status().equals("DONE") ? 1 : 0;
                overdue += one.isOneOf(OPEN) && one.isPast(today) ? 1 : 0;
            }
        }

        TaskCounts counts() {
            return new TaskCounts(issued, done, overdue, Share.of(done, issued));
        }
    }
}
