package huikan.submission.cycle;

import huikan.events.AgencyLevel;
import huikan.problem.FieldError;
import huikan.service.page.Page;
import huikan.service.security.Caller;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.agency.AgencyAccess;
import huikan.submission.form.Form;
import huikan.submission.form.Forms;
import huikan.submission.indicator.Indicator;
import huikan.submission.indicator.Indicators;
import huikan.submission.obligation.ObligationLists;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations.Obligation;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    /** One page of the directory. */
    private static final int PAGE = 500;

    private final Cycles cycles;
    private final CycleIssue issue;
    private final ObligationLists obligations;
    private final Agencies agencies;
    private final Forms forms;
    private final AgencyAccess access;
    private final Indicators indicators;

    CycleController(
            Cycles cycles,
            CycleIssue issue,
            ObligationLists obligations,
            Agencies agencies,
            Forms forms,
            AgencyAccess access,
            Indicators indicators) {
        this.indicators = indicators;
        this.cycles = cycles;
        this.issue = issue;
        this.obligations = obligations;
        this.agencies = agencies;
        this.forms = forms;
        this.access = access;
    }

    record Period(LocalDate from, LocalDate to) {}

    /**
     * Who owes a filing: an agency and all below it along the form's line; departments, too, along the territory line.
     *
     * @param levels none for every level
     * @param orgs the last parts of their codes, e.g. gov for governments alone; none for every kind
     */
    record Scope(
            String under,
            @Nullable Set<AgencyLevel> levels,
            @Nullable Set<String> orgs) {
        boolean has(Agency one) {
            return (levels == null || levels.contains(one.level())) && (orgs == null || orgs.contains(one.org()));
        }
    }

    record CycleBody(
            String id,
            String form,
            Period period,
            LocalDate opensOn,
            LocalDate dueOn,
            LocalDate closesOn,
            Scope agencies) {}

    record CycleView(
            String id,
            String form,
            Period period,
            LocalDate opensOn,
            LocalDate dueOn,
            LocalDate closesOn,
            int expected) {
        static CycleView of(Cycle cycle) {
            return new CycleView(
                    cycle.id(),
                    cycle.form().id(),
                    new Period(cycle.from(), cycle.to()),
                    cycle.opensOn(),
                    cycle.dueOn(),
                    cycle.closesOn(),
                    cycle.agencies().size());
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
        return Page.of(found, most, last -> CycleCursor.of(last).text(), CycleView::of);
    }

    @ResponseStatus(HttpStatus.CREATED)
    @PostMapping
    ResponseEntity<CycleView> issue(@RequestBody CycleBody body, Caller caller) {
        if (!caller.isAdmin()) {
            throw CycleProblem.ADMIN_ONLY.because("The login " + caller.login() + " is not the administrator.");
        }
        Form form = forms.find(body.form())
                .orElseThrow(() -> CycleProblem.INVALID.because(
                        "There is no form " + body.form() + ".",
                        List.of(new FieldError("/form", "form.unknown", "no such form"))));
        check(body, form);
        CyclePlan plan = new CyclePlan(
                body.id(),
                form.id(),
                body.period().from(),
                body.period().to(),
                body.opensOn(),
                body.dueOn(),
                body.closesOn(),
                frozen(body.agencies(), form));
        if (!issue.issue(plan)) {
            throw CycleProblem.TAKEN.because("There is a cycle " + plan.id() + " already.");
        }
        return ResponseEntity.created(URI.create("/api/cycles/" + plan.id())).body(CycleView.of(known(plan.id())));
    }

    private void check(CycleBody body, Form form) {
        List<FieldError> errors = new ArrayList<>();
        if (!ID.matcher(body.id()).matches()) {
            errors.add(new FieldError(
                    "/id",
                    "text.malformed",
                    "An id is letters, digits and hyphens, 64 at most, and does not begin with a hyphen."));
        }
        if (body.period().to().isBefore(body.period().from())) {
            errors.add(new FieldError("/period/to", "date.order", "The period ends before it begins."));
        }
        if (body.dueOn().isBefore(body.opensOn())) {
            errors.add(new FieldError("/dueOn", "date.order", "It is due before it opens."));
        }
        if (body.closesOn().isBefore(body.dueOn())) {
            errors.add(new FieldError("/closesOn", "date.order", "It closes before it is due."));
        }
        List<Indicator> chosen = form.chosen(indicators.of(body.period().to()));
        if (form.isOver(body.period().to())
                || (chosen.isEmpty() && form.sections().isEmpty())) {
            errors.add(new FieldError("/form", "form.over", "It asks for nothing in this period."));
        }
        List<String> missing = new ArrayList<>(form.required());
        chosen.forEach(one -> missing.remove(one.code()));
        if (!missing.isEmpty()) {
            errors.add(new FieldError(
                    "/form", "form.required", "It requires " + missing + ", which is not asked for in this period."));
        }
        if (!errors.isEmpty()) {
            throw CycleProblem.INVALID.because("The cycle contradicts itself.", errors);
        }
    }

    private List<String> frozen(Scope scope, Form form) {
        Set<String> unknown = scope.orgs() == null ? new HashSet<>() : new HashSet<>(scope.orgs());
        List<String> codes = new ArrayList<>();
        String after = null;
        List<Agency> page;
        do {
            page = agencies.under(scope.under(), form.line(), null, after, PAGE);
            page.forEach(one -> unknown.remove(one.org()));
            page.stream().filter(scope::has).forEach(one -> codes.add(one.code()));
            after = page.isEmpty() ? null : page.getLast().code();
        } while (page.size() == PAGE);
        if (!unknown.isEmpty()) {
            throw CycleProblem.INVALID.because(
                    "No agency there has a code that ends with " + unknown + ".",
                    List.of(new FieldError("/agencies/orgs", "org.unknown", "no agency of this kind is under there")));
        }
        if (codes.isEmpty()) {
            throw CycleProblem.INVALID.because(
                    "Nobody would owe anything.",
                    List.of(new FieldError("/agencies", "agencies.empty", "no such agency is under there")));
        }
        return codes;
    }

    @GetMapping("/{id}")
    CycleView one(@PathVariable String id) {
        return CycleView.of(known(id));
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

    private Cycle known(String id) {
        return cycles.find(id).orElseThrow(() -> CycleProblem.UNKNOWN.because("There is no cycle " + id + "."));
    }
}
