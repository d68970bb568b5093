package huikan.analytics.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.analytics.rollup.Sum;
import huikan.analytics.rollup.Sums;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One indicator in a rollup. */
sealed interface IndicatorValue {

    /** Digits after the point of a rate in percent. */
    int DIGITS = 2;

    String NOT_APPLICABLE = "N/A";

    /**
     * A count, or an amount in fen.
     *
     * @param total null where no exact total exists: several agencies counted things that they may share
     *     (SUM_DISTINCT), or the figure means nothing beyond an agency (NONE) and the asked one filed none
     * @param atMost for shared things the plain sum, which the true total does not exceed
     * @param byLevel the sums by the level of the agencies that filed
     * @param stated what the asked agency states of itself with those below; null where it states nothing
     * @param filings how many filings have it
     */
    record Total(
            @Nullable Long total,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long atMost,

            Map<AgencyLevel, Long> byLevel,
            @Nullable Long stated,
            long filings)
            implements IndicatorValue {}

    /**
     * A ratio of sums, never a mean of rates.
     *
     * @param rate in percent, e.g. {@code "48.74"}, or {@code "N/A"} over nothing
     * @param numerator over the filings that have both sides
     * @param denominator likewise
     */
    record Rate(String rate, long numerator, long denominator) implements IndicatorValue {}

    static IndicatorValue of(Definition definition, Sums sums) {
        return definition.type() == FigureType.RATE ? rate(definition.code(), sums) : total(definition, sums);
    }

    /** Whether any filing says something of it. */
    static boolean isFiled(Definition definition, Sums sums) {
        return definition.type() == FigureType.RATE
                ? sums.denominators().containsKey(definition.code())
                : sums.stated().containsKey(definition.code())
                        || sums.byLevel().values().stream().anyMatch(cells -> cells.containsKey(definition.code()));
    }

    private static Rate rate(String code, Sums sums) {
        Sum numerator = sums.numerators().get(code);
        Sum denominator = sums.denominators().get(code);
        if (numerator == null || denominator == null || denominator.total() == 0) {
            return new Rate(NOT_APPLICABLE, numerator == null ? 0 : numerator.total(), 0);
        }
        return new Rate(percent(numerator.total(), denominator.total()), numerator.total(), denominator.total());
    }

    /** HALF_UP, two digits. */
    static String percent(long numerator, long denominator) {
        if (denominator == 0) {
            return NOT_APPLICABLE;
        }
        return BigDecimal.valueOf(numerator)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(denominator), DIGITS, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private static Total total(Definition definition, Sums sums) {
        Map<AgencyLevel, Long> byLevel = new LinkedHashMap<>();
        long total = 0;
        long filings = 0;
        for (AgencyLevel level : AgencyLevel.values()) {
            Sum sum = sums.byLevel()
                    .getOrDefault(level, new java.util.TreeMap<>())
                    .get(definition.code());
            if (sum != null || level != AgencyLevel.TOWNSHIP) {
                byLevel.put(level, sum == null ? 0L : sum.total());
            }
            if (sum != null) {
                total = Math.addExact(total, sum.total());
                filings += sum.filings();
            }
        }
        Sum own = sums.own().get(definition.code());
        Sum stated = sums.stated().get(definition.code());
        boolean shared = definition.consolidation() == Consolidation.SUM_DISTINCT && filings > 1;
        Long exact = switch (definition.consolidation()) {
            case SUM, RATIO_OF_SUMS -> Long.valueOf(total);
            case SUM_DISTINCT -> shared ? null : Long.valueOf(total);
            case NONE -> own == null ? null : Long.valueOf(own.total());
        };
        return new Total(
                exact, shared ? Long.valueOf(total) : null, byLevel, stated == null ? null : stated.total(), filings);
    }

    /** By code, in the order of the definitions. */
    static Map<String, IndicatorValue> all(Collection<Definition> definitions, Sums sums, boolean alsoUnfiled) {
        Map<String, IndicatorValue> values = new LinkedHashMap<>();
        for (Definition definition : definitions) {
            if (alsoUnfiled || isFiled(definition, sums)) {
                values.put(definition.code(), of(definition, sums));
            }
        }
        return values;
    }
}
