package huikan.submission.rule;

import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.filing.Figure;
import huikan.filing.Filing;
import huikan.filing.Filing.SectionKind;
import huikan.submission.rule.CheckRule.Each;
import huikan.submission.rule.CheckRule.Relation;
import huikan.submission.rule.CheckRules.Context;
import huikan.submission.rule.FiledCells.Scope;
import huikan.text.Blank;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One filing as the rules look at it: the places of each kind with their variables. What many rules ask for is read once. */
final class Reading {

    /** Behind a code: what was filed the year before. */
    static final String BEFORE = "_before";

    private final FiledCells cells;
    private final Context context;
    private final Scope before;
    private final Map<String, Map<String, List<Map<String, Object>>>> words = new HashMap<>();
    private @Nullable Texts texts;
    private @Nullable Map<String, Object> document;

    Reading(Filing filing, Context context) {
        this.cells = new FiledCells(filing);
        this.context = context;
        this.before = new Scope("", context.before());
    }

    Filing filing() {
        return cells.filing();
    }

    List<Scope> scopes(List<String> names) {
        return cells.scopes(names);
    }

    /**
     * The variables of a relation; empty where one that it needs is not filed, or is not to be used.
     *
     * @param usable whether a code may be used
     */
    Optional<Map<String, Object>> related(Scope scope, Relation relation, Predicate<String> usable) {
        boolean says = relation.oneOf().isEmpty()
                || relation.oneOf().stream().anyMatch(name -> value(scope, name).isPresent());
        if (!says
                || !Stream.concat(relation.needs().stream(), relation.zeroable().stream())
                        .allMatch(usable)) {
            return Optional.empty();
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        for (String name : relation.needs()) {
            Optional<Object> value = value(scope, name);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            variables.put(name, value.get());
        }
        for (String name : relation.zeroable()) {
            variables.put(name, value(scope, name).orElse(0L));
        }
        return Optional.of(variables);
    }

    /** Not filed, but known besides; it is in {@link Context#counted}. */
    static boolean isCounted(String name) {
        return FindingCount.isOne(name) || Against.isOne(name);
    }

    /** Of which a figure that is filed is, now or the year before. */
    static String indicator(String name) {
        return name.endsWith(BEFORE) ? name.substring(0, name.length() - BEFORE.length()) : name;
    }

    /** As the cycle has it. */
    Optional<Definition> definition(String code) {
        return Optional.ofNullable(context.indicators().get(code));
    }

    /** A whole number, or a rate as a double; empty, too, of what the form does not have. */
    private Optional<Object> value(Scope scope, String name) {
        if (isCounted(name)) {
            return Optional.ofNullable(context.counted().get(name));
        }
        boolean now = !name.endsWith(BEFORE);
        String code = indicator(name);
        Scope of = now ? scope : before;
        return definition(code)
                .flatMap(indicator -> indicator.type() == FigureType.RATE
                        ? of.rate(code).map(Double::valueOf)
                        : of.whole(code).map(one -> one));
    }

    /** The shares of the whole that begins with this one. */
    List<String> whole(String code) {
        return context.wholes().stream()
                .filter(whole -> whole.getFirst().equals(code))
                .findFirst()
                .orElse(List.of());
    }

    /** The places of a kind by the code that they are at, each with its variables; several where one that holds is enough. */
    Map<String, List<Map<String, Object>>> places(Each each, Scope scope) {
        Map<String, List<Map<String, Object>>> found = new LinkedHashMap<>();
        switch (each) {
            case REQUIRED ->
                context.required()
                        .forEach(code -> found.put(
                                code, List.of(Map.of("present", scope.cells().containsKey(code)))));
            case MENTION -> {
                return words(scope);
            }
            case SHARES ->
                context.wholes()
                        .forEach(whole -> FiledCells.shares(scope, whole)
                                .ifPresent(variables -> found.put(whole.getFirst(), List.of(variables))));
            case STATED_CHANGE ->
                texts().changes(scope)
                        .forEach((code, change) -> changed(scope, code, change)
                                .ifPresent(variables -> found.put(code, List.of(variables))));
            default ->
                scope.cells()
                        .forEach((code, figure) -> definition(code)
                                .flatMap(indicator -> variables(each, indicator, figure, scope))
                                .ifPresent(variables -> found.put(code, List.of(variables))));
        }
        return found;
    }

    private Texts texts() {
        Texts known = texts;
        if (known == null) {
            known = new Texts(filing(), context.indicators());
            texts = known;
        }
        return known;
    }

    private Map<String, List<Map<String, Object>>> words(Scope scope) {
        return words.computeIfAbsent(scope.pointer(), none -> texts().words(scope));
    }

    private Optional<Map<String, Object>> changed(Scope scope, String code, Change change) {
        Optional<Double> value = number(scope, code);
        Optional<Double> earlier = number(before, code);
        if (value.isEmpty() || earlier.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("stated", change.stated());
        variables.put("basis", change.basis());
        variables.put("tolerance", change.tolerance());
        variables.put("value", value.get());
        variables.put("before", earlier.get());
        return Optional.of(variables);
    }

    private Optional<Double> number(Scope scope, String code) {
        Definition indicator = context.indicators().get(code);
        Optional<Double> filed = scope.rate(code).map(Double::valueOf);
        if (filed.isPresent() || indicator == null || indicator.type() != FigureType.RATE) {
            return filed;
        }
        OptionalLong numerator = scope.sum(indicator.numerator());
        OptionalLong denominator = scope.sum(indicator.denominator());
        return numerator.isEmpty() || denominator.isEmpty() || denominator.getAsLong() == 0
                ? Optional.empty()
                : Optional.of(numerator.getAsLong() * 100.0 / denominator.getAsLong());
    }

    private Optional<Map<String, Object>> variables(Each each, Definition indicator, Figure figure, Scope scope) {
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
            case CHANGED ->
                indicator.type() == FigureType.COUNT
                        ? scope.whole(indicator.code())
                                .flatMap(value ->
                                        before.whole(indicator.code()).map(earlier -> twoYears(value, earlier)))
                        : Optional.empty();
            case REGISTER ->
                scope.pointer().equals(cells.own().pointer()) ? inRegister(indicator.code()) : Optional.empty();
            case SHARES, REQUIRED, MENTION, STATED_CHANGE, DOCUMENT -> Optional.empty();
        };
    }

    private Optional<Map<String, Object>> inRegister(String code) {
        Long counted = context.counted().get(code);
        return counted == null
                ? Optional.empty()
                : cells.own().whole(code).map(filed -> {
                    Map<String, Object> variables = new LinkedHashMap<>();
                    variables.put("filed", filed);
                    variables.put("counted", counted);
                    return variables;
                });
    }

    private static Map<String, Object> twoYears(long value, long earlier) {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("value", value);
        variables.put("before", earlier);
        return variables;
    }

    private static Optional<Map<String, Object>> rateAndParts(Definition indicator, Scope scope) {
        Optional<String> rate = scope.rate(indicator.code());
        OptionalLong numerator = scope.sum(indicator.numerator());
        OptionalLong denominator = scope.sum(indicator.denominator());
        if (rate.isEmpty() || numerator.isEmpty() || denominator.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("rate", rate.get());
        variables.put("numerator", numerator.getAsLong());
        variables.put("denominator", denominator.getAsLong());
        variables.put("digits", digits(rate.get()));
        return Optional.of(variables);
    }

    private static long digits(String rate) {
        int point = rate.indexOf('.');
        return point < 0 ? 0L : rate.length() - point - 1L;
    }

    /** The filing itself. */
    Map<String, Object> document() {
        Map<String, Object> known = document;
        if (known == null) {
            known = read();
            document = known;
        }
        return known;
    }

    private Map<String, Object> read() {
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put("results", Texts.text(filing(), SectionKind.MEASURES_RESULTS));
        variables.put("shortcomings", Texts.text(filing(), SectionKind.SHORTCOMINGS));
        variables.put(
                "asked", context.sections().stream().map(SectionKind::name).toList());
        variables.put(
                "written",
                filing().sections().stream()
                        .filter(section -> !Blank.is(section.text()))
                        .count());
        variables.put(
                "missing",
                context.sections().stream()
                        .filter(kind -> Blank.is(Texts.text(filing(), kind)))
                        .map(SectionKind::name)
                        .toList());
        variables.put("restated", texts().restated());
        variables.put("digits", digits());
        variables.put("signedOn", day(filing().signedOn()));
        variables.put("periodEnd", day(context.periodEnd()));
        variables.put("receivedOn", day(context.receivedOn()));
        variables.put("dueOn", day(context.dueOn()));
        variables.put("late", context.late());
        return variables;
    }

    private boolean isRate(String code) {
        return definition(code).filter(one -> one.type() == FigureType.RATE).isPresent();
    }

    private static String day(@Nullable LocalDate date) {
        return Objects.toString(date, "");
    }

    /** Each count of digits once; 0 and 100 need none. */
    private List<Long> digits() {
        return scopes(List.of("own", "consolidated")).stream()
                .flatMap(scope ->
                        scope.cells().keySet().stream().filter(this::isRate).flatMap(code -> scope.rate(code).stream()))
                .filter(rate -> !rate.equals("0") && !rate.equals("100"))
                .map(Reading::digits)
                .distinct()
                .toList();
    }
}
