package huikan.submission.owed;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.calendar.WorkingDays;
import huikan.events.ReviewEvent.Item;
import huikan.submission.cycle.Cycle;
import huikan.submission.obligation.Amendment;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationLists.Listed;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Returned;
import huikan.submission.relay.Relay;
import huikan.submission.submission.SubmissionStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An obligation as it is shown. Dates are Asia/Shanghai.
 *
 * @param formName null where the form has none
 * @param opensOn the first day on which a filing is taken
 * @param dueOn a return moves it, or a superior
 * @param closesOn the last day on which a filing is taken
 * @param overdue it is still to be filed, and its day is over
 * @param daysLeft working days until it is due, 0 on that day and negative once it is over; null where nothing is to be filed
 * @param current the filing that holds the slot; null while there is none
 * @param returned what is to be mended; null where nothing is
 * @param relayedBy agencies that may file it on behalf of this one today; left out where there are none
 * @param amendment what a superior changed last of what this agency owes; null where nothing was
 */
record OwedView(
        String cycle,
        String form,
        @Nullable String formName,
        OwedPeriod period,
        String agency,
        LocalDate opensOn,
        LocalDate dueOn,
        LocalDate closesOn,
        ObligationStatus state,
        boolean overdue,
        @Nullable Integer daysLeft,
        @Nullable CurrentFiling current,
        @Nullable ReturnedView returned,
        @Nullable Amendment amendment,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
        List<String> relayedBy) {

    record OwedPeriod(LocalDate from, LocalDate to) {}

    /**
     * The filing that holds the slot.
     *
     * @param revision how many filings have held it, this one included
     * @param late it came after its day
     */
    record CurrentFiling(String id, SubmissionStatus state, long revision, Instant receivedAt, boolean late) {

        static @Nullable CurrentFiling of(Obligation one) {
            return one.current() == null || one.filedAt() == null
                    ? null
                    : new CurrentFiling(one.current(), state(one.status()), one.revision(), one.filedAt(), one.late());
        }

        /** As the obligation follows it. */
        private static SubmissionStatus state(ObligationStatus status) {
            return switch (status) {
                case RETURNED -> SubmissionStatus.RETURNED;
                case APPROVED -> SubmissionStatus.APPROVED;
                case FILED, MISSING, EXCUSED -> SubmissionStatus.ACCEPTED;
            };
        }
    }

    /**
     * What a reviewer sent it back for.
     *
     * @param by the reviewer's login
     */
    record ReturnedView(
            List<Item> items,
            LocalDate dueOn,
            String by,
            @Nullable String comment) {

        static @Nullable ReturnedView of(@Nullable Returned one) {
            return one == null ? null : new ReturnedView(one.items(), one.dueOn(), one.by(), one.comment());
        }
    }

    /**
     * @param relays in force today
     */
    static OwedView of(Listed owed, Cycle cycle, LocalDate today, WorkingDays days, List<Relay> relays) {
        Obligation one = owed.obligation();
        boolean open = ObligationStatus.OWED.contains(one.status());
        return new OwedView(
                one.cycle(),
                cycle.form().id(),
                cycle.form().title(),
                new OwedPeriod(cycle.from(), cycle.to()),
                one.agency(),
                cycle.opensOn(),
                one.dueOn(),
                one.closesOn(cycle.closesOn()),
                one.status(),
                open && one.dueOn().isBefore(today),
                open ? days.left(today, one.dueOn()) : null,
                CurrentFiling.of(one),
                ReturnedView.of(owed.returned()),
                owed.amendment(),
                relays.stream()
                        .filter(relay -> relay.form().equals(cycle.form().id()))
                        .filter(relay -> relay.covers(one.agency(), one.seenBy()))
                        .map(Relay::agency)
                        .distinct()
                        .toList());
    }
}
