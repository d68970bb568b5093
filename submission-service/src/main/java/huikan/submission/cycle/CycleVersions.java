package huikan.submission.cycle;

import huikan.submission.form.Form;
import huikan.submission.form.Forms;
import huikan.submission.rule.CheckRules;
import java.time.LocalDate;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Which versions of the check rules a cycle's filings are checked by. */
@Component
public class CycleVersions {

    private final Forms forms;
    private final CheckRules rules;

    CycleVersions(Forms forms, CheckRules rules) {
        this.forms = forms;
        this.rules = rules;
    }

    /** Of one that is to be issued: all that are there and apply to its period. */
    Map<String, Integer> inForce(Cycle cycle) {
        return rules.inForce(form(cycle).rules(), cycle.to(), LocalDate.MAX);
    }

    /** Those that were frozen; a cycle from before that was done has what was published when it opened. */
    public Map<String, Integer> of(Cycle cycle) {
        Map<String, Integer> frozen = cycle.rules();
        return frozen == null ? rules.inForce(form(cycle).rules(), cycle.to(), cycle.opensOn()) : frozen;
    }

    private Form form(Cycle cycle) {
        return forms.find(cycle.form()).orElseThrow();
    }
}
