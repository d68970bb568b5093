package huikan.submission.burden;

import huikan.problem.FieldError;
import huikan.service.problem.HttpProblem;
import huikan.service.security.Caller;
import huikan.submission.agency.AgencyAccess;
import huikan.submission.burden.Burdens.Burden;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.Cycles;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationLists;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/agencies/{code}/burden}: what an agency is asked for in a year. */
@RestController
final class BurdenController {

    private static final int FIRST_YEAR = 1949;
    private static final int LAST_YEAR = 2999;
    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    private final AgencyAccess access;
    private final ObligationLists obligations;
    private final Cycles cycles;
    private final Burdens burdens;
    private final Clock clock;

    BurdenController(AgencyAccess access, ObligationLists obligations, Cycles cycles, Burdens burdens, Clock clock) {
        this.access = access;
        this.obligations = obligations;
        this.cycles = cycles;
        this.burdens = burdens;
        this.clock = clock;
    }

    /** @param filings that are due in the year, the excused left out */
    record FormBurden(String form, String title, int filings, Burden burden) {
        FormBurden plus(Burden one) {
            return new FormBurden(form, title, filings + 1, burden.plus(one));
        }
    }

    /** @param forms what costs most first */
    record BurdenView(String agency, int year, Burden burden, List<FormBurden> forms) {}

    private static int within(int year) {
        if (year < FIRST_YEAR || year > LAST_YEAR) {
            throw HttpProblem.INVALID.because(
                    "A year from " + FIRST_YEAR + " to " + LAST_YEAR + ".",
                    List.of(new FieldError("/year", "number.range", "no such year")));
        }
        return year;
    }

    /**
     * What is due in a year, with an estimate of the work.
     *
     * @param year by default this one
     */
    @GetMapping("/api/agencies/{code}/burden")
    BurdenView of(@PathVariable String code, @RequestParam(required = false) @Nullable Integer year, Caller caller) {
        String agency = access.one(caller, code);
        int asked = year == null ? LocalDate.ofInstant(clock.instant(), PLACE).getYear() : within(year);
        List<Obligation> due = obligations.dueWithin(agency, LocalDate.of(asked, 1, 1), LocalDate.of(asked, 12, 31));
        Map<String, Cycle> issued =
                cycles.findAll(due.stream().map(Obligation::cycle).toList());
        Map<String, FormBurden> forms = new TreeMap<>();
        for (Obligation one : due) {
            Cycle cycle = issued.get(one.cycle());
            // one that is only being issued is not there yet
            if (cycle != null) {
                Burden burden = burdens.of(cycle.form(), one.level());
                forms.merge(
                        cycle.form().id(),
                        new FormBurden(cycle.form().id(), cycle.form().title(), 1, burden),
                        (known, another) -> known.plus(burden));
            }
        }
        return new BurdenView(
                agency,
                asked,
                forms.values().stream().map(FormBurden::burden).reduce(Burden.NONE, Burden::plus),
                forms.values().stream()
                        .sorted(Comparator.comparingLong(
                                        (FormBurden one) -> one.burden().minutes())
                                .reversed())
                        .toList());
    }
}
