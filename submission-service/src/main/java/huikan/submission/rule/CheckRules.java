package huikan.submission.rule;

import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Definition;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.filing.Filing.SectionKind;
import huikan.submission.indicator.Indicators;
import huikan.submission.rule.CheckRule.Relation;
import java.time.LocalDate;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shipped rules, {@code directory/rules/}, and those that came over the API, compiled once, and what they say of a filing. */
public final class CheckRules {

    private final Map<String, TreeMap<Integer, CompiledRule>> shipped = new TreeMap<>();
    /** What is published never changes. */
    private final Map<Version, CompiledRule> stored = new ConcurrentHashMap<>();

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
                    .put(rule.version(), new CompiledRule(rule, defined));
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
        return Compared.by(everyVersion().toList());
    }

    /** The indicators of which rules compare what registers of others have against an agency. */
    public Set<String> comparedAgainst() {
        return everyVersion()
                .flatMap(rule -> rule.allRelations().stream())
                .flatMap(relation -> Stream.concat(relation.needs().stream(), relation.zeroable().stream()))
                .filter(Against::isOne)
                .map(Against::indicator)
                .collect(Collectors.toSet());
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
        everyVersion().forEach(rule -> last.put(rule.code(), rule));
        return last;
    }

    private Stream<CheckRule> everyVersion() {
        return Stream.concat(shippedVersions(), published.get().stream());
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
        Map<String, CheckRule> last = new TreeMap<>();
        rules.filter(rule -> codes.contains("*") || codes.contains(rule.code()))
                .filter(rule -> !periodEnd.isBefore(rule.from()))
                .forEach(rule -> last.put(rule.code(), rule));
        // one that has ended retires those before it
        last.values().removeIf(rule -> !rule.appliesTo(periodEnd));
        Map<String, Integer> versions = new TreeMap<>();
        last.forEach((code, rule) -> versions.put(code, rule.version()));
        return versions;
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
    public CompiledRule compile(CheckRule rule) {
        return new CompiledRule(rule, definitions());
    }

    /** What a rule says of a filing, whatever the others say. */
    List<Check> checkAlone(CompiledRule rule, Filing filing, Context context) {
        return check(List.of(rule), filing, context);
    }

    /**
     * What one rule would say of a filing beside those of its cycle.
     *
     * @param versions of the rules of its cycle, by code
     */
    public List<Check> rehearse(CompiledRule rule, Filing filing, Map<String, Integer> versions, Context context) {
        // of the others, those that take figures from it
        Stream<CompiledRule> others = compiled(versions)
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

    private List<Check> check(List<CompiledRule> rules, Filing filing, Context context) {
        Reading reading = new Reading(filing, context);
        Map<CompiledRule, List<Check>> excluding = excluding(rules, reading);
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
    private static Map<CompiledRule, List<Check>> excluding(List<CompiledRule> rules, Reading reading) {
        Map<CompiledRule, List<Check>> checks = new HashMap<>();
        rules.stream()
                .filter(compiled -> Boolean.TRUE.equals(compiled.rule.excludes()))
                .forEach(compiled -> checks.put(
                        compiled, compiled.apply(reading, any -> true).toList()));
        return checks;
    }

    /** Where they fail, explained or not. */
    private static Set<String> broken(Map<CompiledRule, List<Check>> checks) {
        return checks.values().stream()
                .flatMap(List::stream)
                .filter(check -> !check.passed() || check.explained())
                .map(Check::pointer)
                .collect(Collectors.toSet());
    }

    private Stream<CompiledRule> compiled(Map<String, Integer> versions) {
        return new TreeMap<>(versions).entrySet().stream().map(one -> compiled(one.getKey(), one.getValue()));
    }

    private CompiledRule compiled(String code, int version) {
        TreeMap<Integer, CompiledRule> versions = shipped.get(code);
        CompiledRule known = versions == null ? null : versions.get(version);
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
}
