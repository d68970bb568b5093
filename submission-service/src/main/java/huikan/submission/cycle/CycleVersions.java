package huikan.submission.cycle;

import huikan.submission.form.Form;
import huikan.submission.rule.CheckRules;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which versions of the check rules a cycle's filings are checked by. */
@Component
public class CycleVersions {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    private final CheckRules rules;
    private final Clock clock;

    CycleVersions(CheckRules rules, Clock clock) {
        this.clock = clock;
        this.rules = rules;
    }

    /** Of one that is to be issued: all that are there and apply to its period. */
    Map<String, Integer> inForce(Form form, LocalDate periodEnd) {
        return rules.atIssue(form.rules(), periodEnd, LocalDate.ofInstant(clock.instant(), PLACE));
    }

    /** Those that were frozen; a cycle from before that was done has what was published when it opened. */
    public Map<String, Integer> of(Cycle cycle) {
        Map<String, Integer> frozen = cycle.rules();
        return frozen == null ? rules.shippedBy(cycle.form().rules(), cycle.to(), cycle.opensOn()) : frozen;
    }
}
