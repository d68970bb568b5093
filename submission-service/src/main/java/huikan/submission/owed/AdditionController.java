package huikan.submission.owed;

import huikan.events.Superior;
import huikan.service.request.Filled;
import huikan.service.request.Note;
import huikan.service.request.RequestReader;
import huikan.service.request.Violations;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.Cycles;
import huikan.submission.obligation.Amendment;
import huikan.submission.obligation.Amendment.Kind;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Owed;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/cycles/{id}/obligations/{agency}/addition}: an agency that was founded or forgotten comes onto the list of a cycle that is
 * issued. It owes what the others owe, from this moment on.
 */
@RestController
final class AdditionController {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    private final Cycles cycles;
    private final Agencies agencies;
    private final Obligations obligations;
    private final Clock clock;

    AdditionController(Cycles cycles, Agencies agencies, Obligations obligations, Clock clock) {
        this.cycles = cycles;
        this.agencies = agencies;
        this.obligations = obligations;
        this.clock = clock;
    }

    /**
     * @param dueOn left out for the day of the others; needed when that is over
     */
    record Addition(@Nullable LocalDate dueOn, @Filled @Note String reason) {}

    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping("/api/cycles/{id}/obligations/{agency}/addition")
    ResponseEntity<AmendedView> add(
            @PathVariable("id") String cycle, @PathVariable String agency, @RequestBody Addition body, Caller caller) {
        Cycle issued = cycles.find(cycle)
                .orElseThrow(() -> AmendmentProblem.CYCLE_UNKNOWN.because("There is no cycle " + cycle + "."));
        Agency one = agencies.find(agency)
                .filter(found -> caller.maySee(found.seenBy()))
                .orElseThrow(() ->
                        AmendmentProblem.AGENCY_UNKNOWN.because("There is no agency " + agency + " that you may see."));
        mayAdd(issued, one, caller);
        LocalDate today = LocalDate.ofInstant(clock.instant(), PLACE);
        isNotListed(issued, one);
        fits(issued, one, today);
        Owed owed = owed(issued, one, body, today);
        // as it is stored, so that the event and the answer say the same
        Instant now = Instant.ofEpochMilli(clock.millis());
        Amendment addition = new Amendment(
                Kind.ADDED, owed.dueOn(), owed.closesOn(), body.reason().strip(), caller.login(), now, null);
        if (!obligations.add(owed, addition)) {
            throw AmendmentProblem.LISTED.because("Somebody else added " + agency + " at this moment.");
        }
        Obligation added = obligations.find(cycle, agency).orElseThrow();
        return ResponseEntity.created(URI.create("/api/cycles/" + cycle + "/obligations/" + agency))
                .body(AmendedView.of(added, added.closesOn(issued.closesOn()), obligations.amendments(cycle, agency)));
    }

    /** Whoever issues cycles, or a supervisor above it of whose agencies others are on the list. */
    private void mayAdd(Cycle issued, Agency one, Caller caller) {
        if (caller.isAdmin()) {
            return;
        }
        List<String> above =
                one.path(issued.form().line()).stream().map(Superior::agency).toList();
        if (!caller.is(Role.SUPERVISOR) || above.stream().noneMatch(caller::actsFor)) {
            throw AmendmentProblem.SUPERIORS_ONLY.because("The login " + caller.login()
                    + " is no supervisor of an agency above " + one.code() + " along the line of the form.");
        }
        if (caller.agencies().stream().noneMatch(own -> obligations.lists(issued.id(), own, null))) {
            throw AmendmentProblem.SUPERIORS_ONLY.because("The cycle " + issued.id() + " asks nobody below "
                    + caller.agency() + ": whoever is above it, or the administrator, adds " + one.code() + ".");
        }
    }

    private void isNotListed(Cycle issued, Agency one) {
        obligations.find(issued.id(), one.code()).ifPresent(listed -> {
            throw AmendmentProblem.LISTED.because(one.code() + " is on the list of " + issued.id() + " and is "
                    + listed.status()
                    + (listed.status() == ObligationStatus.EXCUSED ? ": reinstate it." : "."));
        });
    }

    private void fits(Cycle issued, Agency one, LocalDate today) {
        if (issued.closesOn().isBefore(today)) {
            throw AmendmentProblem.NOT_ADDED.because(
                    "The cycle " + issued.id() + " closed on " + issued.closesOn() + ".");
        }
        LocalDate first = issued.opensOn().isAfter(issued.from()) ? issued.opensOn() : issued.from();
        if (one.ended() != null && !one.isThere(first)) {
            throw AmendmentProblem.NOT_ADDED.because(one.code() + " ended on "
                    + one.ended().on() + ", and the cycle " + issued.id() + " opened on " + issued.opensOn() + ".");
        }
        if (!issued.asks(one.level()) || !obligations.lists(issued.id(), null, one.level())) {
            throw AmendmentProblem.NOT_ADDED.because(
                    "The cycle " + issued.id() + " asks no agency of the level " + one.level() + ".");
        }
    }

    /** Nobody has less time than the others, or is late when added. */
    private static Owed owed(Cycle issued, Agency one, Addition body, LocalDate today) {
        LocalDate dueOn = body.dueOn() == null ? issued.dueOn() : body.dueOn();
        LocalDate earliest = issued.dueOn().isBefore(today) ? today : issued.dueOn();
        new Violations()
                .addAll(RequestReader.errors(body))
                .addIf(
                        body.dueOn() == null && dueOn.isBefore(earliest),
                        "/dueOn",
                        "date.past",
                        dueOn + " is over; today is " + today + ".")
                .notBefore("/dueOn", body.dueOn(), earliest)
                .notAfter("/dueOn", dueOn, earliest.plusYears(1))
                .refuse(AmendmentProblem.INVALID);
        return issued.owed(one).until(dueOn, dueOn.isAfter(issued.closesOn()) ? dueOn : issued.closesOn());
    }
}
