package huikan.submission.cycle;

import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.submission.agency.Agency;
import huikan.submission.form.Form;
import huikan.submission.obligation.Owed;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A form issued for one period. All dates are Asia/Shanghai.
 *
 * @param form as it was at the issue, with the codes of its indicators in their groups; a later version changes nothing of it
 * @param opensOn the first day on which a filing is taken
 * @param dueOn the last day on which it is on time
 * @param closesOn the last day on which it is taken
 * @param agencies who owes a filing, as of the issue; who was added since is not among them
 * @param indicators its indicators by code, as they were defined at the issue (口径); a later definition changes no number of it
 * @param rules the versions of the check rules, by code, that its filings are checked by; null where it was issued before they were frozen
 * @param registers the versions of the kinds of registers, by id, that its figures are compared with; null where it was issued before
 *     there were any
 */
public record Cycle(
        String id,
        Form form,
        LocalDate from,
        LocalDate to,
        LocalDate opensOn,
        LocalDate dueOn,
        LocalDate closesOn,
        List<String> agencies,
        Map<String, Definition> indicators,
        @Nullable Map<String, Integer> rules,
        @Nullable Map<String, Integer> registers) {

    static Map<String, Definition> byCode(List<Definition> definitions) {
        Map<String, Definition> byCode = new LinkedHashMap<>();
        definitions.forEach(one -> byCode.put(one.code(), one));
        return byCode;
    }

    /** The same day of the year before; the last of a month stays it. */
    static LocalDate yearBefore(LocalDate day) {
        LocalDate before = day.minusYears(1);
        boolean last = day.getDayOfMonth() == day.lengthOfMonth();
        return last ? before.withDayOfMonth(before.lengthOfMonth()) : before;
    }

    /** Whether an agency of this level is asked for anything. */
    public boolean asks(AgencyLevel level) {
        return !form.sections().isEmpty() || indicators.keySet().stream().anyMatch(code -> form.asks(code, level));
    }

    /** What an agency owes of it, with the superiors that it has today. */
    public Owed owed(Agency agency) {
        return new Owed(
                id, agency.code(), agency.level(), agency.path(form.line()), agency.seenBy(), opensOn, dueOn, closesOn);
    }

    CycleIssued event() {
        return new CycleIssued(
                id, form.id(), form.line(), from, to, opensOn, dueOn, closesOn, List.copyOf(indicators.values()));
    }
}
