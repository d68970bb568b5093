package huikan.submission.cycle;

import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.events.Line;
import huikan.submission.form.Form;
import huikan.submission.indicator.Indicator;
import java.time.LocalDate;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form issued for one period. All dates are Asia/Shanghai.
 *
 * @param opensOn the first day on which a filing is taken
 * @param dueOn the last day on which it is on time
 * @param closesOn the last day on which it is taken
 * @param agencies who owes a filing, frozen at the issue
 * @param indicators its indicators by code, as they were defined at the issue (口径); a later definition changes no number of it
 * @param rules the versions of the check rules, by code, that its filings are checked by; null where it was issued before they were frozen
 */
public record Cycle(
        String id,
        String form,
        LocalDate from,
        LocalDate to,
        LocalDate opensOn,
        LocalDate dueOn,
        LocalDate closesOn,
        List<String> agencies,
        Map<String, Definition> indicators,
        @Nullable Map<String, Integer> rules) {

    /** One that is to be issued. */
    public Cycle(
            String id,
            String form,
            LocalDate from,
            LocalDate to,
            LocalDate opensOn,
            LocalDate dueOn,
            LocalDate closesOn,
            List<String> agencies) {
        this(id, form, from, to, opensOn, dueOn, closesOn, agencies, Map.of(), null);
    }

    /** With the definitions and the rules of today. */
    Cycle frozen(Form issued, Collection<Indicator> list, Map<String, Integer> rulesInForce) {
        Map<String, Definition> frozen = new LinkedHashMap<>();
        list.stream().filter(one -> issued.has(one.code())).forEach(one -> frozen.put(one.code(), one.definition()));
        return new Cycle(id, form, from, to, opensOn, dueOn, closesOn, agencies, frozen, rulesInForce);
    }

    /** The same day of the year before; the last of a month stays it. */
    static LocalDate yearBefore(LocalDate day) {
        LocalDate before = day.minusYears(1);
        boolean last = day.getDayOfMonth() == day.lengthOfMonth();
        return last ? before.withDayOfMonth(before.lengthOfMonth()) : before;
    }

    CycleIssued event(Line line) {
        return new CycleIssued(id, form, line, from, to, opensOn, dueOn, closesOn, List.copyOf(indicators.values()));
    }
}
