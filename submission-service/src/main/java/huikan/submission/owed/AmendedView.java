package huikan.submission.owed;

import huikan.submission.obligation.Amendment;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationStatus;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one agency owes. Dates are Asia/Shanghai.
 *
 * @param submission the filing that holds the slot; null while there is none
 * @param closesOn the last day on which a filing is taken
 * @param amendments what superiors changed, the oldest first
 */
record AmendedView(
        String cycle,
        String agency,
        ObligationStatus state,
        @Nullable String submission,
        LocalDate dueOn,
        LocalDate closesOn,
        List<Amendment> amendments) {

    static AmendedView of(Obligation one, LocalDate closesOn, List<Amendment> amendments) {
        return new AmendedView(
                one.cycle(), one.agency(), one.status(), one.current(), one.dueOn(), closesOn, amendments);
    }
}
