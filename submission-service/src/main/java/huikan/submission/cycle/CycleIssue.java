package huikan.submission.cycle;

import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.form.Form;
import huikan.submission.form.Forms;
import huikan.submission.indicator.Indicators;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Owed;
import huikan.submission.register.RegisterKinds;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Issues a cycle: its list, its form with the definitions, and its rules are frozen first, then every obligation is opened, then it is told.
 * Cut short, it goes on at the next start.
 */
@Component
public class CycleIssue {

    private final Cycles cycles;
    private final Obligations obligations;
    private final Agencies agencies;
    private final Forms forms;
    private final Indicators indicators;
    private final CycleVersions rules;
    private final RegisterKinds registers;

    CycleIssue(
            Cycles cycles,
            Obligations obligations,
            Agencies agencies,
            Forms forms,
            Indicators indicators,
            CycleVersions rules,
            RegisterKinds registers) {
        this.registers = registers;
        this.rules = rules;
        this.cycles = cycles;
        this.obligations = obligations;
        this.agencies = agencies;
        this.forms = forms;
        this.indicators = indicators;
    }

    /** False when there is a cycle with this id. */
    public boolean issue(CyclePlan plan) {
        Cycle frozen = frozen(plan);
        if (!cycles.begin(frozen)) {
            return false;
        }
        complete(frozen);
        return true;
    }

    Cycle frozen(CyclePlan plan) {
        Form form = forms.find(plan.form())
                .orElseThrow(() -> new IllegalStateException("cycle " + plan.id() + " has no form " + plan.form()));
        return plan.frozen(form, indicators.of(plan.to()), rules.inForce(form, plan.to()), registers.atIssue());
    }

    @EventListener(ApplicationReadyEvent.class)
    void completeBegun() {
        cycles.begun().forEach(this::complete);
    }

    private void complete(Cycle cycle) {
        Map<String, Agency> known = agencies.findAll(cycle.agencies());
        List<Owed> owed = cycle.agencies().stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .map(cycle::owed)
                .toList();
        obligations.open(owed);
        cycles.issue(cycle.event());
    }
}
