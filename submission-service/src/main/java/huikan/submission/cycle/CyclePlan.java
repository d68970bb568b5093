package huikan.submission.cycle;

import static java.util.Objects.requireNonNull;

import huikan.submission.form.Form;
import huikan.submission.indicator.Indicator;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A cycle that is to be issued. All dates are Asia/Shanghai.
 *
 * @param form the id of its form
 * @param opensOn the first day on which a filing is taken
 * @param dueOn the last day on which it is on time
 * @param closesOn the last day on which it is taken
 * @param agencies who owes a filing
 */
public record CyclePlan(
        String id,
        String form,
        LocalDate from,
        LocalDate to,
        LocalDate opensOn,
        LocalDate dueOn,
        LocalDate closesOn,
        List<String> agencies) {

    /**
     * With the form, the definitions, the rules and the registers of today.
     *
     * @param asked the indicators of its period
     */
    Cycle frozen(Form today, List<Indicator> asked, Map<String, Integer> rules, Map<String, Integer> registers) {
        List<Indicator> chosen = today.chosen(asked);
        Form issued = today.issued(chosen);
        Map<String, Indicator> byCode = chosen.stream().collect(Collectors.toMap(Indicator::code, Function.identity()));
        return new Cycle(
                id,
                issued,
                from,
                to,
                opensOn,
                dueOn,
                closesOn,
                agencies,
                Cycle.byCode(issued.indicators().stream()
                        .map(code -> requireNonNull(byCode.get(code)).definition())
                        .toList()),
                rules,
                registers);
    }
}
