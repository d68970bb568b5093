package huikan.submission.rule;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.FigureType;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.submission.indicator.Indicator;
import huikan.submission.indicator.Indicators;
import huikan.submission.rule.CheckRule.Each;
import huikan.submission.rule.CheckRule.Relation;
import huikan.submission.rule.FiledCells.Scope;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The shipped rules, {@code directory/rules.json}, compiled once, and what they say of a filing. */
public final class CheckRules {

    private final Map<String, Compiled> byCode = new LinkedHashMap<>();
    private final Indicators indicators;

    /** What the rules must know beside the filing. */
    public record Context(AgencyLevel level, LocalDate periodEnd, List<String> required) {}

    public CheckRules(Indicators indicators) {
        this.indicators = indicators;
        for (CheckRule rule : shipped()) {
            byCode.put(rule.code(), new Compiled(rule));
        }
    }

    public Optional<CheckRule> find(String code) {
        return Optional.ofNullable(byCode.get(code)).map(compiled -> compiled.rule);
    }

    public List<CheckRule> all() {
        return byCode.values().stream().map(compiled -> compiled.rule).toList();
    }

    /**
     * Every check that applies, in the order of the rules; each rule only where its parts are there.
     *
     * @param codes the form's rules; {@code *} for all
     */
    public List<Check> check(Filing filing, Collection<String> codes, Context context) {
        FiledCells cells = new FiledCells(filing);
        return compiled(codes, context.periodEnd())
                .flatMap(compiled -> compiled.apply(cells, context))
                .toList();
    }

    /** Those of a form that apply to a period that ends on this day. */
    public List<CheckRule> of(Collection<String> codes, LocalDate periodEnd) {
        return compiled(codes, periodEnd).map(compiled -> compiled.rule).toList();
    }

    private Stream<Compiled> compiled(Collection<String> codes, LocalDate periodEnd) {
        return byCode.values().stream()
                .filter(compiled -> codes.contains("*") || codes.contains(compiled.rule.code()))
                .filter(compiled -> !periodEnd.isBefore(compiled.rule.from()));
    }

    private static List<CheckRule> shipped() {
        try (var file = CheckRules.class.getResourceAsStream("/directory/rules.json")) {
            return List.of(JsonMapper.shared().readValue(file, CheckRule[].class));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** A rule and its programs. */
    private final class Compiled {
        final CheckRule rule;
        final Map<Relation, Expression> relations = new LinkedHashMap<>();
        final @Nullable Expression main;
        final @Nullable Expression explainable;

        Compiled(CheckRule rule) {
            this.rule = rule;
            for (Relation relation : rule.allRelations()) {
                Map<String, CelType> variables = Stream.concat(relation.needs().stream(), relation.zeroable().stream())
                        .collect(Collectors.toMap(code -> code, code -> SimpleType.INT));
                relations.put(relation, Expression.compile(relation.expression(), variables));
            }
            Each each = rule.each();
            main = each == null || rule.expression() == null
                    ? null
                    : Expression.compile(rule.expression(), variables(each));
            explainable = each == null || rule.explainable() == null
                    ? null
                    : Expression.compile(rule.explainable(), variables(each));
        }

        Stream<Check> apply(FiledCells cells, Context context) {
            List<Check> checks = new ArrayList<>();
            for (Scope scope : cells.scopes(rule.scopes())) {
                relations.forEach((relation, expression) -> relate(scope, relation)
                        .ifPresent(variables -> checks.add(judged(
                                expression,
                                variables,
                                scope.pointer() + "/" + relation.needs().getFirst(),
                                cells))));
                if (main != null && rule.each() != null) {
                    checks.addAll(each(main, rule.each(), scope, cells, context));
                }
            }
            return checks.stream();
        }

        /** Of many places that are right one word is enough; each that is not is told. */
        private List<Check> each(Expression expression, Each each, Scope scope, FiledCells cells, Context context) {
            List<Check> judged = new ArrayList<>();
            occurrences(each, scope, cells, context)
                    .forEach((code, variables) ->
                            judged.add(judged(expression, variables, scope.pointer() + "/" + code, cells)));
            List<Check> told = judged.stream()
                    .filter(check -> !check.passed() || check.explained())
                    .toList();
            if (!told.isEmpty() || judged.isEmpty()) {
                return told;
            }
            return List.of(new Check(
                    rule.code(),
                    rule.severity(),
                    true,
                    scope.pointer(),
                    rule.message().zh(),
                    false));
        }

        private Check judged(Expression expression, Map<String, Object> variables, String pointer, FiledCells cells) {
            boolean holds = expression.holds(variables);
            boolean mayExplain = !holds
                    && (rule.severity() == CheckRule.Severity.SOFT
                            || (explainable != null && explainable.holds(variables)));
            boolean explained = mayExplain
                    && !cells.filing()
                            .explanations()
                            .getOrDefault(rule.code(), "")
                            .isBlank();
            String seen = variables.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining(", "));
            return new Check(
                    rule.code(),
                    rule.severity(),
                    holds || explained,
                    pointer,
                    rule.message().zh() + " (" + seen + ")",
                    explained);
        }
    }

    private static Optional<Map<String, Object>> relate(Scope scope, Relation relation) {
        boolean says = relation.oneOf().isEmpty()
                || relation.oneOf().stream().anyMatch(code -> scope.whole(code).isPresent());
        if (!says
                || relation.needs().stream().anyMatch(code -> scope.whole(code).isEmpty())) {
            return Optional.empty();
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        relation.needs().forEach(code -> variables.put(code, scope.whole(code).orElseThrow()));
        relation.zeroable()
                .forEach(code -> variables.put(code, scope.whole(code).orElse(0L)));
        return Optional.of(variables);
    }

    /** The places that a rule looks at, by indicator code. */
    private Map<String, Map<String, Object>> occurrences(Each each, Scope scope, FiledCells cells, Context context) {
        Map<String, Map<String, Object>> found = new LinkedHashMap<>();
        if (each == Each.REQUIRED) {
            context.required()
                    .forEach(code ->
                            found.put(code, Map.of("present", scope.cells().containsKey(code))));
            return found;
        }
        scope.cells()
                .forEach((code, figure) -> indicators
                        .find(code)
                        .flatMap(indicator -> variables(each, indicator, figure, scope, cells, context))
                        .ifPresent(variables -> found.put(code, variables)));
        return found;
    }

    private static Optional<Map<String, Object>> variables(
            Each each, Indicator indicator, Figure figure, Scope scope, FiledCells cells, Context context) {
        boolean rate = indicator.type() == FigureType.RATE;
        return switch (each) {
            case CELL ->
                figure instanceof Figure.NotApplicable
                        ? Optional.empty()
                        : Optional.of(Map.of(
                                "type",
                                indicator.type().name(),
                                "form",
                                figure instanceof Figure.Decimal ? "DECIMAL" : "WHOLE"));
            case CLAIM -> rate ? scope.rate(indicator.code()).map(filed -> Map.of("rate", filed)) : Optional.empty();
            case RATE -> rate ? rateAndParts(indicator, scope) : Optional.empty();
            case STATED_LEVELS ->
                indicator.consolidation() == Consolidation.SUM
                        ? cells.statedLevels(indicator, context.level())
                        : Optional.empty();
            case REQUIRED -> Optional.empty();
        };
    }

    private static Optional<Map<String, Object>> rateAndParts(Indicator indicator, Scope scope) {
        Optional<String> rate = scope.rate(indicator.code());
        OptionalLong numerator = scope.sum(indicator.numerator());
        OptionalLong denominator = scope.sum(indicator.denominator());
        if (rate.isEmpty() || numerator.isEmpty() || denominator.isEmpty()) {
            return Optional.empty();
        }
        int point = rate.get().indexOf('.');
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("rate", rate.get());
        variables.put("numerator", numerator.getAsLong());
        variables.put("denominator", denominator.getAsLong());
        variables.put("digits", point < 0 ? 0L : rate.get().length() - point - 1L);
        return Optional.of(variables);
    }

    private static Map<String, CelType> variables(Each each) {
        return switch (each) {
            case CELL -> Map.of("type", SimpleType.STRING, "form", SimpleType.STRING);
            case CLAIM -> Map.of("rate", SimpleType.STRING);
            case RATE ->
                Map.of(
                        "rate", SimpleType.STRING,
                        "numerator", SimpleType.INT,
                        "denominator", SimpleType.INT,
                        "digits", SimpleType.INT);
            case REQUIRED -> Map.of("present", SimpleType.BOOL);
            case STATED_LEVELS ->
                Map.of("own", SimpleType.INT, "consolidated", SimpleType.INT, "below", SimpleType.INT);
        };
    }
}
