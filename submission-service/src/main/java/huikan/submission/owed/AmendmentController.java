package huikan.submission.owed;

import static huikan.submission.obligation.ObligationStatus.EXCUSED;
import static huikan.submission.obligation.ObligationStatus.MISSING;

import huikan.events.Superior;
import huikan.service.request.Filled;
import huikan.service.request.Note;
import huikan.service.request.RequestReader;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.Cycles;
import huikan.submission.obligation.Amendment;
import huikan.submission.obligation.Amendment.Kind;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/cycles/{id}/obligations/{agency}}: what one agency owes, and how its superiors changed that after the issue. The list of
 * the cycle stays as it was frozen; each change has its day and its reason, and whoever may see the agency may read them.
 */
@RestController
@RequestMapping("/api/cycles/{id}/obligations/{agency}")
final class AmendmentController {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    /** More of one obligation are not made by people. */
    private static final int MOST = 50;

    private final Cycles cycles;
    private final Obligations obligations;
    private final Clock clock;

    AmendmentController(Cycles cycles, Obligations obligations, Clock clock) {
        this.cycles = cycles;
        this.obligations = obligations;
        this.clock = clock;
    }

    record Excuse(@Filled @Note String reason) {}

    /**
     * @param dueOn later than now
     */
    record Extension(LocalDate dueOn, @Filled @Note String reason) {}

    @GetMapping
    AmendedView one(@PathVariable("id") String cycle, @PathVariable String agency, Caller caller) {
        return view(seen(cycle, agency, caller));
    }

    /** Nothing is owed any more: for whoever has not filed. */
    @PostMapping("/excuse")
    AmendedView excuse(
            @PathVariable("id") String cycle, @PathVariable String agency, @RequestBody Excuse body, Caller caller) {
        return amended(cycle, agency, MISSING, EXCUSED, Kind.EXCUSED, body, caller);
    }

    /** It is owed after all. */
    @PostMapping("/reinstatement")
    AmendedView reinstate(
            @PathVariable("id") String cycle, @PathVariable String agency, @RequestBody Excuse body, Caller caller) {
        return amended(cycle, agency, EXCUSED, MISSING, Kind.REINSTATED, body, caller);
    }

    /** Whoever has not filed gets more time; a return has a date of its own. */
    @PostMapping("/extension")
    AmendedView extend(
            @PathVariable("id") String cycle, @PathVariable String agency, @RequestBody Extension body, Caller caller) {
        Obligation seen = mayBeAmended(cycle, agency, caller);
        LocalDate today = LocalDate.ofInstant(clock.instant(), PLACE);
        LocalDate earliest = seen.dueOn().isBefore(today) ? today : seen.dueOn().plusDays(1);
        new Violations()
                .addAll(RequestReader.errors(body))
                .notBefore("/dueOn", body.dueOn(), earliest)
                .notAfter("/dueOn", body.dueOn(), earliest.plusYears(1))
                .refuse(AmendmentProblem.INVALID);
        return amended(seen, MISSING, MISSING, Kind.EXTENDED, body.dueOn(), body.reason(), caller);
    }

    private Obligation seen(String cycle, String agency, Caller caller) {
        return obligations
                .find(cycle, agency)
                .filter(one -> caller.maySee(one.seenBy()))
                .orElseThrow(() ->
                        AmendmentProblem.UNKNOWN.because(agency + " owes nothing in " + cycle + " that you may see."));
    }

    private Obligation mayBeAmended(String cycle, String agency, Caller caller) {
        Obligation seen = seen(cycle, agency, caller);
        // whoever came in the place of one below it owes what that did
        List<String> path = seen.path().stream().map(Superior::agency).toList();
        boolean above = caller.actsForAny(path)
                && (!caller.actsFor(agency) || path.stream().allMatch(caller::actsFor));
        if (!above || !caller.is(Role.SUPERVISOR)) {
            throw AmendmentProblem.SUPERIORS_ONLY.because(
                    "The login " + caller.login() + " is no supervisor of an agency above " + agency + ".");
        }
        return seen;
    }

    /** On the day that stands. */
    private AmendedView amended(
            String cycle,
            String agency,
            ObligationStatus from,
            ObligationStatus to,
            Kind kind,
            Excuse body,
            Caller caller) {
        Obligation seen = mayBeAmended(cycle, agency, caller);
        new Violations().addAll(RequestReader.errors(body)).refuse(AmendmentProblem.INVALID);
        return amended(seen, from, to, kind, seen.dueOn(), body.reason(), caller);
    }

    private AmendedView amended(
            Obligation seen,
            ObligationStatus from,
            ObligationStatus to,
            Kind kind,
            LocalDate dueOn,
            String reason,
            Caller caller) {
        if (seen.status() != from) {
            throw AmendmentProblem.IMPOSSIBLE.because(
                    seen.agency() + " is " + seen.status() + " in " + seen.cycle() + ", not " + from + ".");
        }
        if (seen.amendment() >= MOST) {
            throw AmendmentProblem.IMPOSSIBLE.because("It was changed " + MOST + " times.");
        }
        // as it is stored, so that the event and the answer say the same
        Instant now = Instant.ofEpochMilli(clock.millis());
        LocalDate closesOn = closesOn(seen);
        Amendment amendment = new Amendment(
                kind, dueOn, dueOn.isAfter(closesOn) ? dueOn : closesOn, reason.strip(), caller.login(), now, null);
        if (!obligations.amend(seen, to, amendment)) {
            throw AmendmentProblem.IMPOSSIBLE.because("Somebody else changed it, or it was filed, at this moment.");
        }
        return view(obligations.find(seen.cycle(), seen.agency()).orElseThrow());
    }

    private LocalDate closesOn(Obligation one) {
        return one.closesOn(cycles.find(one.cycle()).map(Cycle::closesOn).orElseThrow());
    }

    private AmendedView view(Obligation one) {
        return AmendedView.of(one, closesOn(one), obligations.amendments(one.cycle(), one.agency()));
    }
}
