package huikan.submission.rule;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.filing.Filing;
import huikan.submission.rule.CheckRule.Each;
import huikan.submission.rule.CheckRule.Relation;
import huikan.submission.rule.Expression.Incalculable;
import huikan.submission.rule.FiledCells.Scope;
import huikan.text.Blank;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule and its programs. */
public final class CompiledRule {

    /** What is longer is not told: a text, and not a figure. */
    private static final int LONGEST_TOLD = 60;
    /** Behind the sentence of a rule whose expression has no value for what was filed. */
    private static final String INCALCULABLE = "\uFF1A数值超出可计算的范围";
    /** What messages are read apart by. */
    private static final Pattern MARKS = Pattern.compile("[()=,\\p{Cntrl}]");

    final CheckRule rule;
    final Map<Relation, Expression> relations = new LinkedHashMap<>();
    /** Of the variables of each relation. */
    final Map<Relation, Map<String, CelType>> types = new LinkedHashMap<>();

    final @Nullable Expression main;
    final @Nullable Expression when;
    final @Nullable Expression explainable;
    /** The variables that a message tells of. */
    final List<String> told;

    CompiledRule(CheckRule rule, Map<String, Definition> defined) {
        this.rule = rule;
        for (Relation relation : rule.allRelations()) {
            String pointer = "/relations/" + relations.size() + "/expression";
            types.put(relation, variables(relation, defined));
            relations.put(relation, compiled(pointer, relation.expression(), types.get(relation)));
        }
        Each each = rule.each();
        Map<String, CelType> variables = each == null ? Map.of() : variables(each);
        main = rule.expression() == null ? null : compiled("/expression", rule.expression(), variables);
        when = rule.when() == null ? null : compiled("/when", rule.when(), variables);
        explainable = rule.explainable() == null ? null : compiled("/explainable", rule.explainable(), variables);
        told = each == Each.DOCUMENT
                ? variables.keySet().stream().filter(this::names).sorted().toList()
                : List.of();
    }

    private static Expression compiled(String pointer, String source, Map<String, CelType> variables) {
        try {
            return Expression.compile(source, variables);
        } catch (IllegalArgumentException malformed) {
            throw new Malformed(pointer, malformed);
        }
    }

    private boolean names(String variable) {
        return Pattern.compile("\\b" + variable + "\\b")
                .matcher(String.valueOf(rule.expression()))
                .find();
    }

    /**
     * @param usable whether the figure at a pointer may be looked at
     */
    Stream<Check> apply(Reading reading, Predicate<String> usable) {
        if (main != null && rule.each() == Each.DOCUMENT) {
            Map<String, Object> document = reading.document();
            return applies(document)
                    ? Stream.of(judged(main, List.of(document), "", reading.filing()))
                    : Stream.empty();
        }
        List<Check> checks = new ArrayList<>();
        for (Scope scope : reading.scopes(rule.scopes())) {
            relations.forEach((relation, expression) -> reading.related(
                            scope, relation, name -> usable.test(scope.at(name)))
                    .ifPresent(variables -> checks.add(judged(
                            expression,
                            List.of(variables),
                            scope.at(relation.needs().getFirst()),
                            reading.filing()))));
            if (main != null && rule.each() != null) {
                checks.addAll(each(main, rule.each(), scope, reading, usable));
            }
        }
        return checks.stream();
    }

    private boolean applies(Map<String, Object> variables) {
        try {
            return when == null || when.holds(variables);
        } catch (Incalculable unknown) {
            // its expression decides
            return true;
        }
    }

    /** Of many places that are right one word is enough; each that is not is told. */
    private List<Check> each(Expression expression, Each each, Scope scope, Reading reading, Predicate<String> usable) {
        boolean[] looked = {false};
        List<Check> told = new ArrayList<>();
        reading.places(each, scope).forEach((code, places) -> {
            if (applies(places.getFirst()) && mayLook(each, code, scope, reading, usable)) {
                looked[0] = true;
                if (!holds(expression, places)) {
                    told.add(judged(expression, places, scope.at(code), reading.filing()));
                }
            }
        });
        return told.isEmpty() && looked[0]
                ? List.of(new Check(
                        rule.code(),
                        rule.severity(),
                        true,
                        scope.pointer(),
                        rule.message().zh(),
                        false))
                : told;
    }

    private static boolean holds(Expression expression, List<Map<String, Object>> places) {
        try {
            return places.stream().anyMatch(expression::holds);
        } catch (Incalculable without) {
            return false;
        }
    }

    /** How a cell is written, and whether it is there, can be judged of any figure. */
    private static boolean mayLook(Each each, String code, Scope scope, Reading reading, Predicate<String> usable) {
        return switch (each) {
            case CLAIM, REGISTER -> usable.test(scope.at(code));
            case RATE ->
                usable.test(scope.at(code))
                        && reading.definition(code).stream()
                                .flatMap(one -> Stream.concat(one.numerator().stream(), one.denominator().stream()))
                                .allMatch(part -> usable.test(scope.at(part)));
            case SHARES -> reading.whole(code).stream().map(scope::at).allMatch(usable);
            case STATED_LEVELS -> usable.test(scope.at(code)) && usable.test("/indicators/own/" + code);
            default -> true;
        };
    }

    private Check judged(Expression expression, List<Map<String, Object>> places, String pointer, Filing filing) {
        Map<String, Object> variables = places.getFirst();
        boolean holds = false;
        boolean mayExplain = !rule.isHard();
        String message = rule.message().zh();
        try {
            holds = places.stream().anyMatch(expression::holds);
            mayExplain |= !holds && explainable != null && explainable.holds(variables);
        } catch (Incalculable without) {
            // no fault of the machine, and the others of the batch go on
            message += INCALCULABLE;
        }
        boolean explained =
                !holds && mayExplain && !Blank.is(filing.explanations().get(rule.code()));
        return new Check(
                rule.code(), rule.severity(), holds || explained, pointer, message + seen(variables), explained);
    }

    private String seen(Map<String, Object> variables) {
        String seen = variables.entrySet().stream()
                .filter(one -> rule.each() != Each.DOCUMENT || told.contains(one.getKey()))
                .filter(one -> rule.each() != Each.MENTION || one.getKey().equals("words"))
                .map(one -> one.getKey() + "=" + told(one.getValue()))
                .filter(one -> one.length() <= LONGEST_TOLD)
                .collect(Collectors.joining(", "));
        return seen.isEmpty() ? "" : " (" + seen + ")";
    }

    private static String told(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).collect(Collectors.joining(" "));
        }
        return value instanceof String text ? MARKS.matcher(text).replaceAll(" ") : String.valueOf(value);
    }

    private static Map<String, CelType> variables(Relation relation, Map<String, Definition> defined) {
        return Stream.concat(relation.needs().stream(), relation.zeroable().stream())
                .collect(Collectors.toMap(name -> name, name -> type(name, defined)));
    }

    private static CelType type(String variable, Map<String, Definition> defined) {
        if (FindingCount.isOne(variable)) {
            return SimpleType.INT;
        }
        if (Against.isOne(variable)) {
            return type(Against.indicator(variable), defined);
        }
        String code = Reading.indicator(variable);
        Definition indicator = defined.get(code);
        if (indicator == null) {
            throw new IllegalArgumentException("a rule names the indicator " + code + ": there is none");
        }
        return indicator.type() == FigureType.RATE ? SimpleType.DOUBLE : SimpleType.INT;
    }

    static Map<String, CelType> variables(Each each) {
        return switch (each) {
            case CELL -> Map.of("type", SimpleType.STRING, "form", SimpleType.STRING);
            case CLAIM -> Map.of("rate", SimpleType.STRING);
            case RATE ->
                Map.of(
                        "rate", SimpleType.STRING,
                        "numerator", SimpleType.INT,
                        "denominator", SimpleType.INT,
                        "digits", SimpleType.INT);
            case SHARES -> Map.of("sum", SimpleType.STRING, "apart", SimpleType.INT, "within", SimpleType.INT);
            case REQUIRED -> Map.of("present", SimpleType.BOOL);
            case STATED_LEVELS ->
                Map.of("own", SimpleType.INT, "consolidated", SimpleType.INT, "below", SimpleType.INT);
            case CHANGED -> Map.of("value", SimpleType.INT, "before", SimpleType.INT);
            case REGISTER -> Map.of("filed", SimpleType.INT, "counted", SimpleType.INT);
            case MENTION -> Map.of("before", SimpleType.STRING, "after", SimpleType.STRING);
            case STATED_CHANGE ->
                Map.of(
                        "stated", SimpleType.DOUBLE,
                        "basis", SimpleType.STRING,
                        "tolerance", SimpleType.DOUBLE,
                        "value", SimpleType.DOUBLE,
                        "before", SimpleType.DOUBLE);
            case DOCUMENT ->
                Map.ofEntries(
                        Map.entry("results", SimpleType.STRING),
                        Map.entry("shortcomings", SimpleType.STRING),
                        Map.entry("asked", ListType.create(SimpleType.STRING)),
                        Map.entry("missing", ListType.create(SimpleType.STRING)),
                        Map.entry("written", SimpleType.INT),
                        Map.entry("restated", ListType.create(SimpleType.STRING)),
                        Map.entry("digits", ListType.create(SimpleType.INT)),
                        Map.entry("signedOn", SimpleType.STRING),
                        Map.entry("periodEnd", SimpleType.STRING),
                        Map.entry("receivedOn", SimpleType.STRING),
                        Map.entry("dueOn", SimpleType.STRING),
                        Map.entry("late", SimpleType.BOOL));
        };
    }

    /** An expression of a rule is not right. */
    public static final class Malformed extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
        private final String pointer;

        private Malformed(String pointer, IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
            this.pointer = pointer;
        }

        /** To the expression, in the rule. */
        String pointer() {
            return pointer;
        }
    }
}
