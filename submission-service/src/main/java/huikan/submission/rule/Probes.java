package huikan.submission.rule;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import huikan.filing.Figure;
import huikan.problem.FieldError;
import huikan.submission.rule.CheckRule.Each;
import huikan.submission.rule.CheckRule.Relation;
import huikan.submission.rule.Expression.Incalculable;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tries the expressions of a rule on the ends of what may be filed, before any filing comes to them. */
final class Probes {

    /** Of processor time, for all values together. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();
    /** As long as the text of a filing may be. */
    private static final String TEXT = "全年开展行政检查12次，部分单位没有落实。".repeat(15_000);

    private final CompiledRule rule;
    private final long began = CPU.getCurrentThreadCpuTime();

    Probes(CompiledRule rule) {
        this.rule = rule;
    }

    /** Where it has no value, or takes too long. */
    Optional<FieldError> firstError() {
        int number = 0;
        for (Map.Entry<Relation, Expression> one : rule.relations.entrySet()) {
            String pointer = "/relations/" + number++ + "/expression";
            for (Map<String, Object> values : samples(rule.types.getOrDefault(one.getKey(), Map.of()))) {
                Optional<FieldError> error = error(pointer, one.getValue(), values);
                if (error.isPresent()) {
                    return error;
                }
            }
        }
        Each each = rule.rule.each();
        Expression main = rule.main;
        return each == null || main == null
                ? Optional.empty()
                : firstError(main, samples(CompiledRule.variables(each)));
    }

    private Optional<FieldError> firstError(Expression main, List<Map<String, Object>> samples) {
        for (Map<String, Object> values : samples) {
            Optional<FieldError> error = error("/when", rule.when, values);
            if (error.isEmpty() && (rule.when == null || rule.when.holds(values))) {
                error = error("/expression", main, values);
                if (error.isEmpty() && !main.holds(values)) {
                    error = error("/explainable", rule.explainable, values);
                }
            }
            if (error.isPresent()) {
                return error;
            }
        }
        return Optional.empty();
    }

    private Optional<FieldError> error(String pointer, @Nullable Expression expression, Map<String, Object> values) {
        if (expression == null) {
            return Optional.empty();
        }
        try {
            boolean unused = expression.holds(values);
        } catch (Incalculable without) {
            return Optional.of(new FieldError(
                    pointer, "expression.errs", "It has no value for " + shown(values) + ": " + without.getMessage()));
        }
        return CPU.getCurrentThreadCpuTime() - began > LONGEST.toNanos()
                ? Optional.of(new FieldError(pointer, "expression.slow", "It takes too long."))
                : Optional.empty();
    }

    private static String shown(Map<String, Object> values) {
        Map<String, Object> short_ = new TreeMap<>(values);
        short_.values().removeIf(value -> value instanceof String text && text.length() > 100);
        return short_.toString();
    }

    /** All at one end, all at the other, and each alone at each of its values. */
    private static List<Map<String, Object>> samples(Map<String, CelType> types) {
        Map<String, List<Object>> values = new LinkedHashMap<>();
        types.forEach((name, type) -> values.put(name, values(name, type)));
        Map<String, Object> first = new LinkedHashMap<>();
        Map<String, Object> last = new LinkedHashMap<>();
        values.forEach((name, each) -> {
            first.put(name, each.getFirst());
            last.put(name, each.getLast());
        });
        List<Map<String, Object>> samples = new ArrayList<>(Set.of(first, last));
        values.forEach((name, each) -> each.forEach(value -> {
            for (Map<String, Object> others : List.of(first, last)) {
                Map<String, Object> sample = new LinkedHashMap<>(others);
                sample.put(name, value);
                samples.add(sample);
            }
        }));
        return samples;
    }

    private static List<Object> values(String name, CelType type) {
        if (type.equals(SimpleType.INT)) {
            return name.equals("digits") ? List.of(0L, 2L, 6L) : List.of(0L, 1L, Figure.LARGEST);
        }
        if (type.equals(SimpleType.DOUBLE)) {
            return List.of(0.0, 100.0, (double) Figure.LARGEST);
        }
        if (type.equals(SimpleType.BOOL)) {
            return List.of(false, true);
        }
        if (type instanceof ListType list) {
            return list.elemType().equals(SimpleType.INT)
                    ? List.of(List.of(), List.of(2L))
                    : List.of(List.of(), List.of("SHORTCOMINGS"));
        }
        return switch (name) {
            case "results", "shortcomings" -> List.of("", TEXT);
            case "periodEnd" -> List.of("2023-12-31");
            case "signedOn", "receivedOn", "dueOn" -> List.of("", "2024-02-01");
            case "rate" -> List.of("0", "48.74", "100");
            case "type" -> List.of("COUNT", "AMOUNT", "RATE");
            case "form" -> List.of("WHOLE", "DECIMAL");
            case "basis" -> List.of("", "POINTS", "PERCENT");
            default -> List.of("", "全年行政检查");
        };
    }
}
