package huikan.submission.form;

import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.service.request.Violations;
import huikan.submission.indicator.Indicators;
import huikan.submission.rule.CheckRule;
import huikan.submission.rule.CheckRules;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a form that comes over the API must be. */
@Component
public class FormAdmission {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9-]{0,63}");
    private static final int LONGEST_TITLE = 100;
    private static final int MOST = 2_000;
    private static final int MOST_SHARES = 50;

    private final Indicators indicators;
    private final CheckRules rules;

    FormAdmission(Indicators indicators, CheckRules rules) {
        this.indicators = indicators;
        this.rules = rules;
    }

    /**
     * @param last the version that it follows; null for a new form
     * @throws huikan.service.problem.ProblemException 422
     */
    public void refuse(String id, Form form, @Nullable Form last) {
        Violations errors = new Violations();
        errors.addIf(!ID.matcher(id).matches(), "/id", "text.malformed", "An id is " + ID.pattern() + ".");
        errors.addIf(!id.equals(form.id()), "/id", "form.id", "The path says " + id + ".");
        errors.line("/title", form.title(), LONGEST_TITLE).line("/titleEn", form.titleEn(), LONGEST_TITLE);
        errors.addIf(
                last != null && last.line() != form.line(),
                "/line",
                "form.line",
                "Its figures are rolled up along another line: another line is another form.");
        Map<String, Definition> defined = indicators.definitions();
        Set<String> known = defined.keySet();
        codes(errors, "/indicators", form.indicators(), known, "indicator.unknown");
        codes(
                errors,
                "/rules",
                form.rules(),
                rules.all().stream().map(CheckRule::code).collect(Collectors.toSet()),
                "rule.unknown");
        errors.addIf(
                form.indicators().isEmpty() && form.sections().isEmpty(),
                "/indicators",
                "field.missing",
                "It asks for figures, for a text, or for both.");
        errors.distinct("/sections", form.sections());
        Set<String> own = form.indicators().contains(Form.ALL) ? known : new HashSet<>(form.indicators());
        part(errors, "/required", form.required(), own);
        groups(errors, form, own);
        levels(errors, Objects.requireNonNullElse(form.levels(), Map.of()), own);
        wholes(errors, form.allWholes(), own, defined);
        if (form.layout() != null) {
            LayoutAdmission.refuse(errors, form.layout(), own);
        }
        errors.distinct("/countersigned", Objects.requireNonNullElse(form.countersigned(), List.of()));
        errors.refuse(FormProblem.INVALID);
    }

    private static void codes(
            Violations errors, String pointer, List<String> codes, Set<String> known, String unknown) {
        errors.count(pointer, codes.size(), 0, MOST).distinct(pointer, codes);
        errors.addIf(codes.contains(Form.ALL) && codes.size() > 1, pointer, "items.count", "\"*\" stands alone.");
        errors.each(
                pointer,
                codes,
                (at, code) -> errors.addIf(
                        !code.equals(Form.ALL) && !known.contains(code), at, unknown, "There is no " + code + "."));
    }

    private static void part(Violations errors, String pointer, List<String> codes, Set<String> own) {
        errors.distinct(pointer, codes);
        errors.each(
                pointer,
                codes,
                (at, code) -> errors.addIf(
                        !own.contains(code), at, "indicator.not-in-form", code + " is not part of the form."));
    }

    private static void groups(Violations errors, Form form, Set<String> own) {
        errors.distinct(
                "/groups",
                form.allGroups().stream()
                        .map(Form.Group::indicators)
                        .flatMap(Collection::stream)
                        .toList());
        errors.distinct(
                "/groups", form.allGroups().stream().map(Form.Group::names).toList());
        errors.each("/groups", form.allGroups(), (at, group) -> {
            errors.line(at + "/names/zh", group.names().zh(), LONGEST_TITLE);
            errors.line(at + "/names/en", group.names().en(), LONGEST_TITLE);
            part(errors, at + "/indicators", group.indicators(), own);
        });
    }

    private static void wholes(
            Violations errors, List<List<String>> wholes, Set<String> own, Map<String, Definition> defined) {
        errors.distinct("/wholes", wholes.stream().flatMap(List::stream).toList());
        errors.each("/wholes", wholes, (at, shares) -> {
            errors.count(at, shares.size(), 2, MOST_SHARES);
            part(errors, at, shares, own);
            errors.each(at, shares, (share, code) -> {
                Definition indicator = defined.get(code);
                errors.addIf(
                        indicator != null && indicator.type() != FigureType.RATE,
                        share,
                        "indicator.not-a-rate",
                        code + " is no rate: shares are stated in percent.");
            });
        });
    }

    private static void levels(Violations errors, Map<String, List<AgencyLevel>> levels, Set<String> own) {
        levels.forEach((code, asked) -> {
            String at = "/levels/" + code;
            errors.addIf(!own.contains(code), at, "indicator.not-in-form", code + " is not part of the form.");
            errors.addIf(asked.isEmpty(), at, "items.count", "Nobody would be asked for it.");
            errors.distinct(at, asked);
        });
    }
}
