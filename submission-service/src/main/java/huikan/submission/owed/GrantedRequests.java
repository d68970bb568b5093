package huikan.submission.owed;

import huikan.events.SupervisionEvent.RequestMoved;
import huikan.submission.cycle.Cycle;
import huikan.submission.cycle.Cycles;
import huikan.submission.obligation.Amendment;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Does what superiors granted: once, however often it is told, and nothing to what was filed meanwhile. */
@Component
record GrantedRequests(Cycles cycles, Obligations obligations) {

    void granted(RequestMoved request) {
        Optional<Obligation> seen = obligations.find(request.cycle(), request.agency());
        while (seen.filter(one -> isStillToBeDone(one, request)).isPresent() && !done(seen.get(), request)) {
            seen = obligations.find(request.cycle(), request.agency());
        }
    }

    private boolean isStillToBeDone(Obligation owed, RequestMoved request) {
        LocalDate to = request.to();
        return owed.status() == ObligationStatus.MISSING
                && (to == null || to.isAfter(owed.dueOn()))
                && obligations.amendments(owed.cycle(), owed.agency()).stream()
                        .noneMatch(one -> request.step().hash().equals(one.request()));
    }

    private boolean done(Obligation owed, RequestMoved request) {
        @Nullable LocalDate to = request.to();
        LocalDate dueOn = to == null ? owed.dueOn() : to;
        LocalDate closesOn =
                owed.closesOn(cycles.find(owed.cycle()).map(Cycle::closesOn).orElseThrow());
        return obligations.amend(
                owed,
                to == null ? ObligationStatus.EXCUSED : ObligationStatus.MISSING,
                new Amendment(
                        to == null ? Amendment.Kind.EXCUSED : Amendment.Kind.EXTENDED,
                        dueOn,
                        dueOn.isAfter(closesOn) ? dueOn : closesOn,
                        request.reason(),
                        request.step().by(),
                        request.step().at(),
                        request.step().hash()));
    }
}
