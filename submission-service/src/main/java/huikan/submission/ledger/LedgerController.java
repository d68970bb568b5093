package huikan.submission.ledger;

import huikan.service.problem.HttpProblem;
import huikan.service.security.Caller;
import huikan.submission.agency.AgencyAccess;
import huikan.submission.cycle.Cycles;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/cycles/{id}/ledger}. */
@RestController
final class LedgerController {

    private final Ledger ledger;
    private final Cycles cycles;
    private final AgencyAccess access;

    LedgerController(Ledger ledger, Cycles cycles, AgencyAccess access) {
        this.ledger = ledger;
        this.cycles = cycles;
        this.access = access;
    }

    @GetMapping("/api/cycles/{id}/ledger")
    Ledger.Balance balance(
            @PathVariable String id, Caller caller, @RequestParam(required = false) @Nullable String under) {
        if (cycles.find(id).isEmpty()) {
            throw HttpProblem.NOT_FOUND.because("There is no cycle " + id + ".");
        }
        return ledger.of(id, access.subtree(caller, under));
    }
}
