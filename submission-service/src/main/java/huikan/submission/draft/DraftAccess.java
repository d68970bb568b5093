package huikan.submission.draft;

import huikan.service.problem.ProblemException;
import huikan.service.security.Caller;
import huikan.service.security.Role;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.Cycles;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Obligations.Obligation;
import huikan.submission.relay.Relays;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** A draft is its agency's own: not even a superior knows of it, unless it relays for the agency. */
@Component
public class DraftAccess {

    private static final ZoneId PLACE = ZoneId.of("Asia/Shanghai");

    private final Cycles cycles;
    private final Obligations obligations;
    private final Relays relays;
    private final Clock clock;

    DraftAccess(Cycles cycles, Obligations obligations, Relays relays, Clock clock) {
        this.cycles = cycles;
        this.obligations = obligations;
        this.relays = relays;
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
        LocalDate closesOn = owed.closesOn(issued.closesOn());
        return new DraftPlace(issued, owed, closesOn, today.isAfter(closesOn), caller);
    }

    private static ProblemException unknown(String cycle, String agency) {
        return DraftProblem.UNKNOWN.because("There is no draft of " + agency + " in " + cycle + " that you may see.");
    }
}
