package huikan.submission.cycle;

import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.form.Form;
import huikan.submission.form.Forms;
import huikan.submission.indicator.Indicators;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Obligations.Owed;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Issues a cycle: its list, its definitions and its rules are frozen first, then every obligation is opened, then it is told.
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

    CycleIssue(
            Cycles cycles,
            Obligations obligations,
            Agencies agencies,
            Forms forms,
            Indicators indicators,
            CycleVersions rules) {
        this.rules = rules;
        this.cycles = cycles;
        this.obligations = obligations;
        this.agencies = agencies;
        this.forms = forms;
        this.indicators = indicators;
    }

    /** False when there is a cycle with this id. */
    public boolean issue(Cycle cycle) {
        Cycle frozen = cycle.frozen(form(cycle), indicators.all(), rules.inForce(cycle));
        if (!cycles.begin(frozen)) {
            return false;
        }
        complete(frozen);
        return true;
    }

    @EventListener(ApplicationReadyEvent.class)
    void completeBegun() {
        cycles.begun().forEach(this::complete);
    }

    private void complete(Cycle cycle) {
        Form form = form(cycle);
        Map<String, Agency> known = agencies.findAll(cycle.agencies());
        List<Owed> owed = cycle.agencies().stream()
                .map(known::get)
                .filter(Objects::nonNull)
                .map(agency -> owed(cycle, form, agency))
                .toList();
        obligations.open(owed);
        cycles.issue(cycle.event(form.line()));
    }

    private Form form(Cycle cycle) {
        return forms.find(cycle.form())
                .orElseThrow(() -> new IllegalStateException("cycle " + cycle.id() + " has no form " + cycle.form()));
    }

    private static Owed owed(Cycle cycle, Form form, Agency agency) {
        return new Owed(
                cycle.id(),
                agency.code(),
                agency.level(),
                agency.path(form.line()),
                agency.seenBy(),
                cycle.opensOn(),
                cycle.dueOn(),
                cycle.closesOn());
    }
}
