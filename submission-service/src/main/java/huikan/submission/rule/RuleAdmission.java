package huikan.submission.rule;

import huikan.problem.FieldError;
import huikan.service.request.Violations;
import huikan.submission.rule.CheckRule.Each;
import huikan.submission.rule.CheckRule.Relation;
import huikan.submission.rule.RuleCase.Expect;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a rule that comes over the API must be: bounded, right, without an error on any figure, and true to its cases. */
final class RuleAdmission {

    static final int LARGEST = 32 << 10;
    private static final int MOST_RELATIONS = 20;
    private static final int MOST_NAMES = 20;
    private static final int MOST_CASES = 50;
    private static final int LONGEST_MESSAGE = 200;
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]{0,15}");
    private static final Pattern CLASS = Pattern.compile("[A-Z][A-Z0-9_]{0,31}");
    private static final Set<String> SCOPES = Set.of("own", "consolidated", "byLevel");

    private final CheckRules rules;

    RuleAdmission(CheckRules rules) {
        this.rules = rules;
    }

    /**
     * Tells every error of one kind; the next kind is looked for only where there is none.
     *
     * @throws huikan.service.problem.ProblemException 422
     */
    void refuse(String code, CheckRule rule, LocalDate today) {
        Violations shape = new Violations();
        shape.addIf(
                rule.published() != null && rule.published().isBefore(today),
                "/published",
                "date.past",
                "A changed rule is another version: null for a draft, or a day from " + today + " on.");
        shape.addIf(!CODE.matcher(code).matches(), "/code", "text.malformed", "A code is " + CODE.pattern() + ".");
        shape.addIf(!code.equals(rule.code()), "/code", "rule.code", "The path says " + code + ".");
        shape.addIf(
                !CLASS.matcher(rule.clazz()).matches(),
                "/class",
                "text.malformed",
                "A class is " + CLASS.pattern() + ".");
        shape.addIf(
                rule.until() != null && rule.until().isBefore(rule.from()),
                "/until",
                "date.order",
                "It ends before it begins.");
        int size = JsonMapper.shared().writeValueAsString(rule).getBytes(StandardCharsets.UTF_8).length;
        shape.addIf(size > LARGEST, "", "rule.size", "At most " + LARGEST + " bytes; came " + size + ".");
        shape.line("/message/zh", rule.message().zh(), LONGEST_MESSAGE);
        shape.line("/message/en", rule.message().en(), LONGEST_MESSAGE);
        for (int i = 0; i < rule.scopes().size(); i++) {
            shape.addIf(
                    !SCOPES.contains(rule.scopes().get(i)), "/scopes/" + i, "scope.unknown", "One of " + SCOPES + ".");
        }
        shape.addIf(Set.copyOf(rule.scopes()).size() < rule.scopes().size(), "/scopes", "scope.twice", "Each once.");
        shape.addIf(
                rule.scopes().isEmpty() && rule.each() != Each.DOCUMENT, "/scopes", "field.missing", "Where it looks.");
        expressions(shape, rule);
        cases(shape, rule);
        shape.refuse(RuleProblem.INVALID);
        new Violations().addAll(content(rule)).refuse(RuleProblem.INVALID);
    }

    /** Relations, or one expression for each place. */
    private void expressions(Violations errors, CheckRule rule) {
        List<Relation> relations = rule.allRelations();
        Set<String> defined = rules.definitions().keySet();
        errors.addIf(
                relations.isEmpty() == (rule.expression() == null)
                        || (rule.each() == null) != (rule.expression() == null),
                "/expression",
                "expression.either",
                "Either \"relations\", or \"each\" and \"expression\".");
        unused(errors, "/when", rule.expression(), rule.when());
        unused(errors, "/explainable", rule.expression(), rule.explainable());
        bounded(errors, "/expression", rule.expression());
        bounded(errors, "/when", rule.when());
        bounded(errors, "/explainable", rule.explainable());
        errors.count("/relations", relations.size(), 0, MOST_RELATIONS);
        errors.each("/relations", relations, (at, relation) -> {
            bounded(errors, at + "/expression", relation.expression());
            errors.count(at + "/needs", relation.needs().size(), 1, MOST_NAMES);
            errors.count(at + "/orZero", relation.zeroable().size(), 0, MOST_NAMES);
            errors.count(at + "/anyOf", relation.oneOf().size(), 0, MOST_NAMES);
            // what is known besides is nothing to point at, and is not 0 where nothing is known
            String pointed = relation.needs().isEmpty() ? "" : relation.needs().getFirst();
            errors.each(at + "/needs", relation.needs(), (name, code) -> {
                if (!Reading.isCounted(code) || code.equals(pointed)) {
                    known(errors, name, code, defined);
                } else if (Against.isOne(code)) {
                    known(errors, name, Against.indicator(code), defined);
                }
            });
            errors.each(at + "/orZero", relation.zeroable(), (name, code) -> known(errors, name, code, defined));
            errors.each(at + "/anyOf", relation.oneOf(), (name, code) -> known(errors, name, code, defined));
            List<String> variables = Stream.concat(relation.needs().stream(), relation.zeroable().stream())
                    .toList();
            errors.addIf(Set.copyOf(variables).size() < variables.size(), at, "indicator.twice", "Each once.");
        });
    }

    private static void unused(Violations errors, String pointer, @Nullable String expression, @Nullable String other) {
        errors.addIf(expression == null && other != null, pointer, "expression.either", "Only beside \"expression\".");
    }

    private static void bounded(Violations errors, String pointer, @Nullable String expression) {
        int length = expression == null ? 0 : expression.codePointCount(0, expression.length());
        errors.addIf(
                length > Expression.LONGEST,
                pointer,
                "expression.size",
                "At most " + Expression.LONGEST + " characters; came " + length + ".");
    }

    private static void known(Violations errors, String pointer, String name, Set<String> defined) {
        String code = Reading.indicator(name);
        errors.addIf(!defined.contains(code), pointer, "indicator.unknown", "There is no indicator " + code + ".");
    }

    private static void cases(Violations errors, CheckRule rule) {
        List<RuleCase> cases = Objects.requireNonNullElse(rule.cases(), List.of());
        errors.count("/cases", cases.size(), 3, MOST_CASES);
        Set<Expect> expected = cases.stream().map(RuleCase::expect).collect(Collectors.toSet());
        for (Expect needed : List.of(Expect.PASSES, Expect.FAILS, Expect.DOES_NOT_APPLY)) {
            errors.addIf(!expected.contains(needed), "/cases", "case.missing", "There is none that " + needed + ".");
        }
    }

    private List<FieldError> content(CheckRule rule) {
        CompiledRule compiled;
        try {
            compiled = rules.compile(rule);
        } catch (CompiledRule.Malformed malformed) {
            return List.of(new FieldError(
                    malformed.pointer(), "expression.malformed", Objects.toString(malformed.getMessage(), "")));
        }
        List<FieldError> errors = new ArrayList<>();
        new Probes(compiled).firstError().ifPresent(errors::add);
        List<RuleCase> cases = Objects.requireNonNullElse(rule.cases(), List.of());
        for (int i = 0; errors.isEmpty() && i < cases.size(); i++) {
            String pointer = "/cases/" + i;
            RuleCase one = cases.get(i);
            String name = one.name() == null ? "case " + (i + 1) : one.name();
            one.unmet(rules, compiled)
                    .ifPresent(why -> errors.add(new FieldError(pointer, "case.unmet", name + ": " + why + ".")));
        }
        return errors;
    }
}
