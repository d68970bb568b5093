package huikan.submission.cycle;

import huikan.events.CycleEvent.CycleIssued;
import huikan.submission.form.Form;
import huikan.submission.indicator.Indicator;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/**
 * A form issued for one period. All dates are Asia/Shanghai.
 *
 * @param opensOn the first day on which a filing is taken
 * @param dueOn the last day on which it is on time
 * @param closesOn the last day on which it is taken
 * @param agencies who owes a filing, frozen at the issue
 */
public record Cycle(
        String id,
        String form,
        LocalDate from,
        LocalDate to,
        LocalDate opensOn,
        LocalDate dueOn,
        LocalDate closesOn,
        List<String> agencies) {

    CycleIssued event(Form issued, Collection<Indicator> indicators) {
        return new CycleIssued(
                id,
                form,
                issued.line(),
                from,
                to,
                opensOn,
                dueOn,
                closesOn,
                indicators.stream()
                        .filter(indicator -> issued.has(indicator.code()))
                        .map(Indicator::definition)
                        .toList());
    }
}
