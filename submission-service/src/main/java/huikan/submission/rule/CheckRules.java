package huikan.submission.rule;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.FigureType;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.filing.Filing.SectionKind;
import huikan.submission.indicator.Indicator;
import huikan.submission.indicator.Indicators;
import huikan.submission.rule.CheckRule.Each;
import huikan.submission.rule.CheckRule.Relation;
import huikan.submission.rule.Expression.Incalculable;
import huikan.submission.rule.FiledCells.Scope;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shipped rules, {@code directory/rules/}, compiled once, and what they say of a filing. */
public final class CheckRules {

    /** What is longer is not told: a text, and not a figure. */
    private static final int LONGEST_TOLD = 60;
    /** Behind the sentence of a rule whose expression has no value for what was filed. */
    private static final String INCALCULABLE = "\uFF1A数值超出可计算的范围";
    /** What messages are read apart by. */
    private static final Pattern MARKS = Pattern.compile("[()=,\\p{Cntrl}]");

    /** Of a filing of which only the text matters. */
    private static final Context NOTHING = new Context(
            AgencyLevel.COUNTY, LocalDate.EPOCH, List.of(), List.of(), LocalDate.EPOCH, null, false, Map.of());

    private final Map<String, TreeMap<Integer, Compiled>> byCode = new LinkedHashMap<>();
    private final Indicators indicators;

    /**
     * What the rules must know beside the filing.
     *
     * @param required indicators that the form requires
     * @param sections that it asks for
     * @param dueOn null where nothing is owed
     * @param late it is, or what it corrects was
     * @param before its own figures of the same period of the year before; none where it has not filed
     */
    public record Context(
            AgencyLevel level,
            LocalDate periodEnd,
            List<String> required,
            List<SectionKind> sections,
            LocalDate receivedOn,
            @Nullable LocalDate dueOn,
            boolean late,
            Map<String, Figure> before) {}

    public CheckRules(Indicators indicators) {
        this.indicators = indicators;
        for (CheckRule rule : RuleFiles.versions()) {
            byCode.computeIfAbsent(rule.code(), none -> new TreeMap<>()).put(rule.version(), new Compiled(rule));
        }
    }

    /** Its last version. */
    public Optional<CheckRule> find(String code) {
        return Optional.ofNullable(byCode.get(code))
                .map(versions -> versions.lastEntry().getValue().rule);
    }

    /** Each in its last version. */
    public List<CheckRule> all() {
        return byCode.values().stream()
                .map(versions -> versions.lastEntry().getValue().rule)
                .toList();
    }

    /**
     * The versions, by code, that apply to a period that ends on this day: of each rule the last one.
     *
     * @param codes the form's rules; {@code *} for all
     * @param publishedBy only what was published on this day or before
     */
    public Map<String, Integer> inForce(Collection<String> codes, LocalDate periodEnd, LocalDate publishedBy) {
        Map<String, Integer> inForce = new LinkedHashMap<>();
        byCode.forEach((code, versions) -> {
            if (codes.contains("*") || codes.contains(code)) {
                versions.values().stream()
                        .map(version -> version.rule)
                        .filter(rule ->
                                rule.appliesTo(periodEnd) && !rule.published().isAfter(publishedBy))
                        .forEach(rule -> inForce.put(code, rule.version()));
            }
        });
        return inForce;
    }

    /** These versions, in the order of the rules. */
    public List<CheckRule> of(Map<String, Integer> versions) {
        return compiled(versions).map(compiled -> compiled.rule).toList();
    }

    /**
     * Every check that applies, in the order of the rules; each rule only where its parts are there.
     *
     * @param versions of the rules, by code
     */
    public List<Check> check(Filing filing, Map<String, Integer> versions, Context context) {
        List<Compiled> rules = compiled(versions).toList();
        Reading reading = new Reading(filing, context, indicators);
        Map<Compiled, List<Check>> excluding = excluding(rules, reading);
        Set<String> excluded = broken(excluding);
        return rules.stream()
                .flatMap(compiled -> {
                    List<Check> known = excluding.get(compiled);
                    return known != null
                            ? known.stream()
                            : compiled.apply(
                                    reading, pointer -> !compiled.rule.isHard() || !excluded.contains(pointer));
                })
                .toList();
    }

    /** A filing's own figures but those that HARD rules do not look at: what the next year is compared with. */
    public Map<String, Figure> exact(Filing filing, Map<String, Integer> versions) {
        Set<String> excluded = broken(excluding(compiled(versions).toList(), new Reading(filing, NOTHING, indicators)));
        Map<String, Figure> exact = new LinkedHashMap<>(filing.indicators().own());
        exact.keySet().removeIf(code -> excluded.contains("/indicators/own/" + code));
        return exact;
    }

    /** Whether a failed check refuses the filing. */
    public boolean refuses(Check check, Map<String, Integer> versions) {
        return !check.passed()
                && compiled(Map.of(check.rule(), versions.get(check.rule())))
                        .noneMatch(compiled -> Boolean.FALSE.equals(compiled.rule.blocks()));
    }

    /** What those rules say that take figures from the others. */
    private static Map<Compiled, List<Check>> excluding(List<Compiled> rules, Reading reading) {
        Map<Compiled, List<Check>> checks = new HashMap<>();
        rules.stream()
                .filter(compiled -> Boolean.TRUE.equals(compiled.rule.excludes()))
                .forEach(compiled -> checks.put(
                        compiled, compiled.apply(reading, any -> true).toList()));
        return checks;
    }

    /** Where they fail, explained or not. */
    private static Set<String> broken(Map<Compiled, List<Check>> checks) {
        return checks.values().stream()
                .flatMap(List::stream)
                .filter(check -> !check.passed() || check.explained())
                .map(Check::pointer)
                .collect(Collectors.toSet());
    }

    private Stream<Compiled> compiled(Map<String, Integer> versions) {
        return byCode.entrySet().stream()
                .filter(rule -> versions.containsKey(rule.getKey()))
                .map(rule -> {
                    Integer version = versions.get(rule.getKey());
                    Compiled compiled = rule.getValue().get(version);
                    if (compiled == null) {
                        throw new IllegalStateException(
                                "no version " + version + " of " + rule.getKey() + " is shipped");
                    }
                    return compiled;
                });
    }

    /** A rule and its programs. */
    private final class Compiled {
        final CheckRule rule;
        final Map<Relation, Expression> relations = new LinkedHashMap<>();
        final @Nullable Expression main;
        final @Nullable Expression when;
        final @Nullable Expression explainable;
        /** The variables that a message tells of. */
        final List<String> told;

        Compiled(CheckRule rule) {
            this.rule = rule;
            for (Relation relation : rule.allRelations()) {
                Map<String, CelType> variables = Stream.concat(relation.needs().stream(), relation.zeroable().stream())
                        .collect(Collectors.toMap(name -> name, CheckRules.this::type));
                relations.put(relation, Expression.compile(relation.expression(), variables));
            }
            Each each = rule.each();
            Map<String, CelType> variables = each == null ? Map.of() : variables(each);
            main = compiled(rule.expression(), variables);
            when = compiled(rule.when(), variables);
            explainable = compiled(rule.explainable(), variables);
            told = each == Each.DOCUMENT
                    ? variables.keySet().stream().filter(this::names).sorted().toList()
                    : List.of();
        }

        private static @Nullable Expression compiled(@Nullable String source, Map<String, CelType> variables) {
            return source == null ? null : Expression.compile(source, variables);
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
        private List<Check> each(
                Expression expression, Each each, Scope scope, Reading reading, Predicate<String> usable) {
            boolean[] looked = {false};
            List<Check> told = new ArrayList<>();
            reading.places(each, scope).forEach((code, places) -> {
                if (applies(places.getFirst()) && mayLook(each, code, scope, usable)) {
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
        private boolean mayLook(Each each, String code, Scope scope, Predicate<String> usable) {
            return switch (each) {
                case CLAIM -> usable.test(scope.at(code));
                case RATE ->
                    usable.test(scope.at(code))
                            && indicators.find(code).stream()
                                    .flatMap(one -> Stream.concat(one.numerator().stream(), one.denominator().stream()))
                                    .allMatch(part -> usable.test(scope.at(part)));
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
            boolean explained = !holds
                    && mayExplain
                    && !filing.explanations().getOrDefault(rule.code(), "").isBlank();
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
    }

    private CelType type(String variable) {
        String code = variable.endsWith(Reading.BEFORE)
                ? variable.substring(0, variable.length() - Reading.BEFORE.length())
                : variable;
        Indicator indicator = indicators
                .find(code)
                .orElseThrow(
                        () -> new IllegalArgumentException("a rule names the indicator " + code + ": there is none"));
        return indicator.type() == FigureType.RATE ? SimpleType.DOUBLE : SimpleType.INT;
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
            case CHANGED -> Map.of("value", SimpleType.INT, "before", SimpleType.INT);
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
                        Map.entry("restated", ListType.create(SimpleType.STRING)),
                        Map.entry("digits", ListType.create(SimpleType.INT)),
                        Map.entry("signedOn", SimpleType.STRING),
                        Map.entry("periodEnd", SimpleType.STRING),
                        Map.entry("receivedOn", SimpleType.STRING),
                        Map.entry("dueOn", SimpleType.STRING),
                        Map.entry("late", SimpleType.BOOL));
        };
    }
}
