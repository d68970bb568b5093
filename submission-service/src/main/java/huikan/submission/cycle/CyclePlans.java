package huikan.submission.cycle;

import huikan.problem.FieldError;
import huikan.submission.agency.Agencies;
import huikan.submission.agency.Agency;
import huikan.submission.cycle.CycleBody.Scope;
import huikan.submission.form.Form;
import huikan.submission.form.Forms;
import huikan.submission.indicator.Indicator;
import huikan.submission.indicator.Indicators;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Looks at what is asked for before it is issued, and finds out who would owe it. */
@Component
public class CyclePlans {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    /** One page of the directory. */
    private static final int PAGE = 500;

    private final Forms forms;
    private final Indicators indicators;
    private final Agencies agencies;

    CyclePlans(Forms forms, Indicators indicators, Agencies agencies) {
        this.forms = forms;
        this.indicators = indicators;
        this.agencies = agencies;
    }

    /** @throws huikan.service.problem.ProblemException 422 */
    public CyclePlan of(CycleBody body) {
        Form form = forms.find(body.form())
                .orElseThrow(() -> CycleProblem.INVALID.because(
                        "There is no form " + body.form() + ".",
                        List.of(new FieldError("/form", "form.unknown", "no such form"))));
        check(body, form);
        return new CyclePlan(
                body.id(),
                form.id(),
                body.period().from(),
                body.period().to(),
                body.opensOn(),
                body.dueOn(),
                body.closesOn(),
                frozen(body, form));
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

    private List<String> frozen(CycleBody body, Form form) {
        Scope scope = body.agencies();
        Set<String> unknown = scope.orgs() == null ? new HashSet<>() : new HashSet<>(scope.orgs());
        List<String> codes = new ArrayList<>();
        String after = null;
        List<Agency> page;
        do {
            page = agencies.under(scope.under(), form.line(), null, after, PAGE);
            List<Agency> there =
                    page.stream().filter(one -> one.isThere(body.opensOn())).toList();
            there.forEach(one -> unknown.remove(one.org()));
            there.stream().filter(scope::has).forEach(one -> codes.add(one.code()));
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
}
