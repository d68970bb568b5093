package huikan.analytics.supervision;

import huikan.analytics.share.Share;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Orders, or letters, that were issued in a period to an agency and those below it, as they stood at an instant. Drafts are their issuer's
 * alone.
 *
 * @param issued all of them
 * @param cancelled those that were cancelled or withdrawn afterwards
 * @param dueReplies to be answered until a day, and answered or overdue: {@code answered} and {@code overdue} together
 * @param answered with a reply that stood: one that was refused did not
 * @param answeredInTime whose reply that stood came on or before the due date, Asia/Shanghai; working days were counted when it was
 *     set
 * @param inTimeRate answeredInTime of dueReplies
 * @param overdue ISSUED, RECEIVED or HANDLING, and due on a day before that of the instant
 */
public record ReplyCounts(
        long issued,
        long cancelled,
        long dueReplies,
        long answered,
        long answeredInTime,
        Share inTimeRate,
        long overdue) {

    private static final String ISSUED = "ISSUED";
    private static final String REPLIED = "REPLIED";
    private static final List<String> CANCELLED = List.of("CANCELLED", "WITHDRAWN");
    private static final List<String> OPEN = List.of(ISSUED, "RECEIVED", "HANDLING");
    private static final List<String> ANSWERED = List.of(REPLIED, "VERIFYING", "COMPLETED", "ARCHIVED", "CLOSED");

    /** Counts one after the other. */
    static final class Counting {
        private final Period period;
        private final LocalDate today;
        private long issued;
        private long cancelled;
        private long answered;
        private long inTime;
        private long overdue;

        Counting(Period period, LocalDate today) {
            this.period = period;
            this.today = today;
        }

        void add(Course one) {
            if (!period.has(one.first(ISSUED))) {
                return;
            }
            issued++;
            cancelled += one.isOneOf(CANCELLED) ? 1 : 0;
            overdue += one.isOneOf(OPEN) && one.isPast(today) ? 1 : 0;
            Stage reply = one.isOneOf(ANSWERED) ? reply(one) : null;
            LocalDate due = reply == null ? null : reply.dueOn();
            if (reply != null && due != null) {
                answered++;
                inTime += Course.day(reply.at()).isAfter(due) ? 0 : 1;
            }
        }

        private static @Nullable Stage reply(Course one) {
            return one.stages().reversed().stream()
                    .filter(stage -> stage.status().equals(REPLIED))
                    .findFirst()
                    .orElse(null);
        }

        ReplyCounts counts() {
            long dueReplies = answered + overdue;
            return new ReplyCounts(
                    issued, cancelled, dueReplies, answered, inTime, Share.of(inTime, dueReplies), overdue);
        }
    }
}
