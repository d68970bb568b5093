package huikan.submission.cycle;

import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.submission.agency.AgencyAccess;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationLists;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/cycles}: what is owed, by whom, and how the books stand. */
@RestController
@RequestMapping("/api/cycles")
final class CycleController {

    private final Cycles cycles;
    private final CycleIssue issue;
    private final ObligationLists obligations;
    private final Obligations opened;
    private final AgencyAccess access;
    private final CyclePlans plans;

    CycleController(
            Cycles cycles,
            CycleIssue issue,
            ObligationLists obligations,
            Obligations opened,
            AgencyAccess access,
            CyclePlans plans) {
        this.opened = opened;
        this.plans = plans;
        this.cycles = cycles;
        this.issue = issue;
        this.obligations = obligations;
        this.access = access;
    }

    /**
     * A cycle as it is shown.
     *
     * @param expected who was on its list at the issue, and who was added since
     */
    record CycleView(
            String id,
            String form,
            CycleBody.Period period,
            LocalDate opensOn,
            LocalDate dueOn,
            LocalDate closesOn,
            int expected) {
        static CycleView of(Cycle cycle, Map<String, Integer> added) {
            return new CycleView(
                    cycle.id(),
                    cycle.form().id(),
                    new CycleBody.Period(cycle.from(), cycle.to()),
                    cycle.opensOn(),
                    cycle.dueOn(),
                    cycle.closesOn(),
                    cycle.agencies().size() + added.getOrDefault(cycle.id(), 0));
        }
    }

    record ObligationView(
            String agency,
            ObligationStatus state,
            @Nullable String submission,
            LocalDate dueOn,
            @Nullable Instant filedAt,
            boolean late,
            long revision) {
        static ObligationView of(Obligation one) {
            return new ObligationView(
                    one.agency(), one.status(), one.current(), one.dueOn(), one.filedAt(), one.late(), one.revision());
        }
    }

    /** The cycles that were issued, what is due last first. */
    @GetMapping
    Page<CycleView> list(
            @RequestParam(defaultValue = "50") int limit, @RequestParam(required = false) @Nullable String cursor) {
        int most = Page.limit(limit);
        List<Cycle> found = cycles.list(cursor == null ? null : CycleCursor.read(cursor), most);
        Map<String, Integer> added = opened.added(found.stream().map(Cycle::id).toList());
        return Page.of(found, most, last -> CycleCursor.of(last).text(), one -> CycleView.of(one, added));
    }

    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping
    ResponseEntity<CycleView> issue(@RequestBody CycleBody body, Caller caller) {
        if (!caller.isAdmin()) {
            throw CycleProblem.ADMIN_ONLY.because("The login " + caller.login() + " is not the administrator.");
        }
        CyclePlan plan = plans.of(body);
        if (!issue.issue(plan)) {
            throw CycleProblem.TAKEN.because("There is a cycle " + plan.id() + " already.");
        }
        return ResponseEntity.created(URI.create("/api/cycles/" + plan.id())).body(view(plan.id()));
    }

    @GetMapping("/{id}")
    CycleView one(@PathVariable String id) {
        return view(id);
    }

    @GetMapping("/{id}/obligations")
    Page<ObligationView> obligations(
            @PathVariable String id,
            Caller caller,
            @RequestParam(required = false) @Nullable ObligationStatus state,
            @RequestParam(required = false) @Nullable String under,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        known(id);
        int most = Page.limit(limit);
        return Page.of(
                obligations.list(id, access.subtree(caller, under), state, cursor, most),
                most,
                Obligation::agency,
                ObligationView::of);
    }

    private CycleView view(String id) {
        return CycleView.of(known(id), opened.added(List.of(id)));
    }

    private Cycle known(String id) {
        return cycles.find(id).orElseThrow(() -> CycleProblem.UNKNOWN.because("There is no cycle " + id + "."));
    }
}
