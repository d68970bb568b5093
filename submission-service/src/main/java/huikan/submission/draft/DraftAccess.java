package huikan.submission.draft;

import static huikan.submission.obligation.ObligationStatus.MISSING;

import huikan.service.problem.ProblemException;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.Cycles;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.Obligations;
import huikan.submission.relay.Relay;
import huikan.submission.relay.RelayedObligations;
import huikan.submission.relay.Relays;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** A draft is its agency's own, or that of who came in its place: not even a superior knows of it, unless it relays for it. */
@Component
public class DraftAccess {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");
    private static final int PAGE = 1_000;

    private final Cycles cycles;
    private final Obligations obligations;
    private final Relays relays;
    private final RelayedObligations relayed;
    private final Clock clock;

    DraftAccess(Cycles cycles, Obligations obligations, Relays relays, RelayedObligations relayed, Clock clock) {
        this.cycles = cycles;
        this.obligations = obligations;
        this.relays = relays;
        this.relayed = relayed;
        this.clock = clock;
    }

    /**
     * @throws ProblemException 404 for what is not owed, or by another agency; 403 for who does not file
     */
    public DraftPlace of(String cycle, String agency, Caller caller) {
        boolean own = caller.actsFor(agency);
        if (!caller.is(Role.REPORTER)) {
            throw own
                    ? DraftProblem.NOT_YOURS.because(caller.login() + " does not file for " + agency + ".")
                    : unknown(cycle, agency);
        }
        Cycle issued = cycles.find(cycle).orElseThrow(() -> unknown(cycle, agency));
        Obligation owed = obligations.find(cycle, agency).orElseThrow(() -> unknown(cycle, agency));
        LocalDate today = LocalDate.ofInstant(clock.instant(), PLACE);
        if (!own && !relays.isRelayed(owed, issued.form().id(), caller, today)) {
            throw unknown(cycle, agency);
        }
        return place(issued, owed, today, caller);
    }

    /**
     * Those that have still to file, are an agency or below it, and may be written by the caller: its own, those in whose place it
     * came, and those for which it relays. By agency.
     *
     * @param most at most so many
     * @throws ProblemException 404 when there is none
     */
    public List<DraftPlace> under(String cycle, String agency, Caller caller, int most) {
        Cycle issued = cycles.find(cycle).orElseThrow(() -> unknown(cycle, agency));
        LocalDate today = LocalDate.ofInstant(clock.instant(), PLACE);
        if (caller.agency() == null || !caller.is(Role.REPORTER)) {
            throw unknown(cycle, agency);
        }
        Stream<Obligation> own = caller.agencies().stream()
                .flatMap(one -> obligations.find(cycle, one).stream())
                .filter(one -> one.status() == MISSING);
        List<Relay> granted = relays.of(caller, today);
        List<DraftPlace> found = Stream.concat(own, relayed(issued, agency, granted, today, most))
                .filter(one -> one.seenBy().contains(agency)
                        || (agency.equals(caller.agency()) && caller.actsFor(one.agency())))
                .map(one -> place(issued, one, today, caller))
                .filter(place -> !place.closed())
                .sorted(Comparator.comparing(DraftPlace::agency))
                .limit(most)
                .toList();
        if (found.isEmpty()) {
            throw DraftProblem.UNKNOWN.because("Nothing is still to be filed in " + cycle + " by " + agency
                    + " and those below it that you may write.");
        }
        return found;
    }

    private Stream<Obligation> relayed(Cycle cycle, String under, List<Relay> granted, LocalDate today, int most) {
        List<Obligation> found = new ArrayList<>();
        String after = null;
        List<Obligation> page;
        do {
            page = relayed.list(cycle, granted, List.of(), today, MISSING, after, PAGE);
            page.stream().filter(one -> one.seenBy().contains(under)).forEach(found::add);
            after = page.isEmpty() ? null : page.getLast().agency();
        } while (page.size() == PAGE && found.size() < most);
        return found.stream();
    }

    private static DraftPlace place(Cycle cycle, Obligation owed, LocalDate today, Caller caller) {
        LocalDate closesOn = owed.closesOn(cycle.closesOn());
        return new DraftPlace(cycle, owed, closesOn, today.isAfter(closesOn), caller);
    }

    private static ProblemException unknown(String cycle, String agency) {
        return DraftProblem.UNKNOWN.because("There is no draft of " + agency + " in " + cycle
                + " that you may see: it owes nothing there, or there is no such cycle.");
    }
}
