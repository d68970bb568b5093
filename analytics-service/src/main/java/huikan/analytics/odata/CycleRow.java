package huikan.analytics.odata;

import huikan.events.CycleEvent.CycleIssued;
import huikan.events.Line;
import java.time.LocalDate;

/** A form that was issued for a period. */
record CycleRow(
        String id,
        String form,
        Line line,
        LocalDate from,
        LocalDate to,
        LocalDate opensOn,
        LocalDate dueOn,
        LocalDate closesOn) {

    static CycleRow of(CycleIssued cycle) {
        return new CycleRow(
                cycle.id(),
                cycle.form(),
                cycle.line(),
                cycle.from(),
                cycle.to(),
                cycle.opensOn(),
                cycle.dueOn(),
                cycle.closesOn());
    }
}
