package huikan.submission.rule;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.filing.Filing.SectionKind;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shipped rules, {@code directory/rules/}, and those that came over the API, compiled once, and what they say of a filing. */
public final class CheckRules {

    /** What is longer is not told: a text, and not a figure. */
    private static final int LONGEST_TOLD = 60;
    /** Behind the sentence of a rule whose expression has no value for what was filed. */
    private static final String INCALCULABLE = "\uFF1A数值超出可计算的范围";
    /** What messages are read apart by. */
    private static final Pattern MARKS = Pattern.compile("[()=,\\p{Cntrl}]");

    private final Map<String, TreeMap<Integer, Compiled>> shipped = new TreeMap<>();
    /** What is published never changes. */
    private final Map<Version, Compiled> stored = new ConcurrentHashMap<>();

    private final Supplier<List<CheckRule>> published;
    private final Indicators indicators;

    /**
     * What the rules must know beside the filing.
     *
     * @param indicators of the cycle, by code
     * @param required those that the form requires
     * @param wholes its rates that are the shares of one whole, a list for each whole
     * @param sections that it asks for
     * @param dueOn null where nothing is owed
     * @param late it is, or what it corrects was
     * @param before its own figures of the same period of the year before; none where it has not filed
     * @param counted what the registers that it keeps come to, by indicator; findings, by {@link FindingCount#variable}; and what
     *     registers of others have against it, by {@link Against#variable}
     */
    public record Context(
            AgencyLevel level,
            LocalDate periodEnd,
            Map<String, Definition> indicators,
            List<String> required,
            List<List<String>> wholes,
            List<SectionKind> sections,
            LocalDate receivedOn,
            @Nullable LocalDate dueOn,
            boolean late,
            Map<String, Figure> before,
            Map<String, Long> counted) {}

    /** The shipped ones alone. */
    public CheckRules(Indicators indicators) {
        this(indicators, List::of);
    }

    /**
     * @param published over the API, every version, those of one rule from the first to the last
     */
    CheckRules(Indicators indicators, Supplier<List<CheckRule>> published) {
        this.indicators = indicators;
        this.published = published;
        Map<String, Definition> defined = definitions();
        for (CheckRule rule : RuleFiles.versions()) {
            shipped.computeIfAbsent(rule.code(), none -> new TreeMap<>())
                    .put(rule.version(), new Compiled(rule, defined));
        }
    }

    /** Its last version that is published. */
    public Optional<CheckRule> find(String code) {
        return Optional.ofNullable(lastVersions().get(code));
    }

    /** Each in its last version that is published. */
    public List<CheckRule> all() {
        return List.copyOf(lastVersions().values());
    }

    /**
     * The indicators that rules compare with what is known of an agency besides.
     *
     * @param findings with its findings
     * @param against with what registers of others have against it
     */
    public record Compared(Set<String> findings, Set<String> against) {

        /** Of one rule, published or not. */
        public static Compared by(CheckRule rule) {
            return by(List.of(rule));
        }

        private static Compared by(List<CheckRule> rules) {
            return new Compared(with(rules, FindingCount::isOne), with(rules, Against::isOne));
        }

        private static Set<String> with(List<CheckRule> rules, Predicate<String> known) {
            return rules.stream()
                    .flatMap(rule -> rule.allRelations().stream())
                    .map(Relation::needs)
                    .filter(needs -> needs.stream().anyMatch(known))
                    .flatMap(List::stream)
                    .filter(name -> !Reading.isCounted(name))
                    .map(Reading::indicator)
                    .collect(Collectors.toSet());
        }
    }

    /** By any version of any published rule. */
    public Compared compared() {
        return Compared.by(
                Stream.concat(shippedVersions(), published.get().stream()).toList());
    }

    /** All indicators, by code: what a rule may be tried on. */
    Map<String, Definition> definitions() {
        return indicators.definitions();
    }

    /** Those that came with this release, from the first to the last. */
    List<CheckRule> shipped(String code) {
        return shippedVersions().filter(rule -> rule.code().equals(code)).toList();
    }

    private Map<String, CheckRule> lastVersions() {
        Map<String, CheckRule> last = new TreeMap<>();
        shippedVersions().forEach(rule -> last.put(rule.code(), rule));
        published.get().forEach(rule -> last.put(rule.code(), rule));
        return last;
    }

    private Stream<CheckRule> shippedVersions() {
        return shipped.values().stream()
                .flatMap(versions -> versions.values().stream())
                .map(compiled -> compiled.rule);
    }

    /**
     * The versions, by code, that a cycle is issued with: of each rule the last one that applies to its period, of those that
     * came over the API only what is published by then.
     *
     * @param codes the form's rules; {@code *} for all
     */
    public Map<String, Integer> atIssue(Collection<String> codes, LocalDate periodEnd, LocalDate today) {
        Stream<CheckRule> stored = published.get().stream().filter(rule -> rule.isPublishedBy(today));
        return lastThatApply(Stream.concat(shippedVersions(), stored), codes, periodEnd);
    }

    /**
     * The same of a cycle from before rules were frozen: the shipped ones alone, as no other was there then.
     *
     * @param publishedBy only what was published on this day or before
     */
    public Map<String, Integer> shippedBy(Collection<String> codes, LocalDate periodEnd, LocalDate publishedBy) {
        return lastThatApply(shippedVersions().filter(rule -> rule.isPublishedBy(publishedBy)), codes, periodEnd);
    }

    private static Map<String, Integer> lastThatApply(
            Stream<CheckRule> rules, Collection<String> codes, LocalDate periodEnd) {
        Map<String, Integer> last = new TreeMap<>();
        rules.filter(rule -> codes.contains("*") || codes.contains(rule.code()))
                .filter(rule -> rule.appliesTo(periodEnd))
                .forEach(rule -> last.put(rule.code(), rule.version()));
        return last;
    }

    /** These versions, in the order of the rules. */
    public List<CheckRule> of(Map<String, Integer> versions) {
        return compiled(versions).map(compiled -> compiled.rule.brief()).toList();
    }

    /**
     * A rule that is looked at before it checks anything.
     *
     * @throws Malformed when one of its expressions is not right
     */
    public Compiled compile(CheckRule rule) {
        return new Compiled(rule, definitions());
    }

    /** What a rule says of a filing, whatever the others say. */
    List<Check> checkAlone(Compiled rule, Filing filing, Context context) {
        return check(List.of(rule), filing, context);
    }

    /**
     * What one rule would say of a filing beside those of its cycle.
     *
     * @param versions of the rules of its cycle, by code
     */
    public List<Check> rehearse(Compiled rule, Filing filing, Map<String, Integer> versions, Context context) {
        // of the others, those that take figures from it
        Stream<Compiled> others = compiled(versions)
                .filter(other -> Boolean.TRUE.equals(other.rule.excludes())
                        && !other.rule.code().equals(rule.rule.code()));
        return check(Stream.concat(others, Stream.of(rule)).toList(), filing, context).stream()
                .filter(check -> check.rule().equals(rule.rule.code()))
                .toList();
    }

    /**
     * Every check that applies, in the order of the rules; each rule only where its parts are there.
     *
     * @param versions of the rules, by code
     */
    public List<Check> check(Filing filing, Map<String, Integer> versions, Context context) {
        return check(compiled(versions).toList(), filing, context);
    }

    private List<Check> check(List<Compiled> rules, Filing filing, Context context) {
        Reading reading = new Reading(filing, context);
        Map<Compiled, List<Check>> excluding = excluding(rules, reading);
        Set<String> excluded = broken(excluding);
        return rules.stream()
                .flatMap(compiled -> {
                    List<Check> known = excluding.get(compiled);
                    return known != null
                            ? known.stream()
                            : compiled.apply(
                                    reading,
                                    pointer -> !compiled.rule.wantsExactFigures() || !excluded.contains(pointer));
                })
                .toList();
    }

    /**
     * A filing's own figures but those that HARD rules do not look at: what the next year is compared with.
     *
     * @param defined the indicators of its cycle, by code
     */
    public Map<String, Figure> exact(Filing filing, Map<String, Integer> versions, Map<String, Definition> defined) {
        // only the text matters
        Context nothing = new Context(
                AgencyLevel.COUNTY,
                LocalDate.EPOCH,
                defined,
                List.of(),
                List.of(),
                List.of(),
                LocalDate.EPOCH,
                null,
                false,
                Map.of(),
                Map.of());
        Set<String> excluded = broken(excluding(compiled(versions).toList(), new Reading(filing, nothing)));
        Map<String, Figure> exact = new LinkedHashMap<>(filing.indicators().own());
        exact.keySet().removeIf(code -> excluded.contains("/indicators/own/" + code));
        return exact;
    }

    /** Whether a check compares with what was filed before; of one of no rule it does not. */
    public boolean looksBack(Check check, Map<String, Integer> versions) {
        Integer version = versions.get(check.rule());
        return version != null && compiled(check.rule(), version).rule.looksBack();
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
        return new TreeMap<>(versions).entrySet().stream().map(one -> compiled(one.getKey(), one.getValue()));
    }

    private Compiled compiled(String code, int version) {
        TreeMap<Integer, Compiled> versions = shipped.get(code);
        Compiled known = versions == null ? null : versions.get(version);
        return known != null
                ? known
                : stored.computeIfAbsent(
                        new Version(code, version),
                        none -> compile(published.get().stream()
                                .filter(rule -> rule.code().equals(code) && rule.version() == version)
                                .findFirst()
                                .orElseThrow(() ->
                                        new IllegalStateException("there is no version " + version + " of " + code))));
    }

    private record Version(String code, int number) {}

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

    /** A rule and its programs. */
    public static final class Compiled {
        final CheckRule rule;
        final Map<Relation, Expression> relations = new LinkedHashMap<>();
        /** Of the variables of each relation. */
        final Map<Relation, Map<String, CelType>> types = new LinkedHashMap<>();

        final @Nullable Expression main;
        final @Nullable Expression when;
        final @Nullable Expression explainable;
        /** The variables that a message tells of. */
        final List<String> told;

        Compiled(CheckRule rule, Map<String, Definition> defined) {
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
        private List<Check> each(
                Expression expression, Each each, Scope scope, Reading reading, Predicate<String> usable) {
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
}
