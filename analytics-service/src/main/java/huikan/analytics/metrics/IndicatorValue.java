package huikan.analytics.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.analytics.rollup.Sum;
import huikan.analytics.rollup.Sums;
import huikan.analytics.share.Share;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.OverTime;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One indicator in a rollup. */
public sealed interface IndicatorValue {

    /** Digits after the point of a rate in percent. */
    int DIGITS = Share.DIGITS;

    String NOT_APPLICABLE = Share.NOT_APPLICABLE;

    /**
     * A count, or an amount in fen.
     *
     * @param total null where no exact total exists: several agencies counted things that they may share
     *     (SUM_DISTINCT), or the figure means nothing beyond an agency (NONE) and the asked one filed none
     * @param atMost for shared things the plain sum, which the true total does not exceed
     * @param byLevel the sums by the level of the agencies that filed
     * @param stated what the asked agency states of itself with those below; null where it states nothing
     * @param filings how many filings have it
     * @param zeros how many of them say 0
     * @param notApplicable how many filings say that it does not apply to them
     * @param silent how many filings say nothing of it
     * @param why there is no exact total although some have filed; left out where there is one, and where nobody has
     */
    record Total(
            @Nullable Long total,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long atMost,

            Map<AgencyLevel, Long> byLevel,
            @Nullable Long stated,
            long filings,
            long zeros,
            long notApplicable,
            long silent,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Why why)
            implements IndicatorValue {

        /** Whether it is a number that somebody filed. */
        boolean hasNumber() {
            return total != null && filings > 0;
        }

        /** As {@link #total}, and null where nobody has filed one. */
        public @Nullable Long number() {
            return hasNumber() ? total : null;
        }

        /** What of it the agencies of a level have filed; null where nobody has filed a number. */
        public @Nullable Long of(AgencyLevel level) {
            return filings > 0 ? byLevel.get(level) : null;
        }

        /** The number, where it has one. */
        long exact() {
            return total == null ? 0 : total;
        }
    }

    /**
     * A ratio of sums, never a mean of rates.
     *
     * @param rate in percent, e.g. {@code "48.74"}, or {@code "N/A"} over nothing
     * @param numerator over the filings that have both sides
     * @param denominator likewise
     * @param filings how many those are
     * @param why it is not applicable; left out where it is
     */
    record Rate(
            String rate,
            long numerator,
            long denominator,
            long filings,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Why why)
            implements IndicatorValue {}

    /** Why there is no rate, or no exact total. */
    enum Why {
        /** No filing has both of its sides. */
        NOT_FILED,
        /** There was nothing of which it could be a share. */
        OVER_NOTHING,
        /** It means nothing beyond an agency, and the asked one filed none. */
        NOT_ADDED,
        /** Several agencies counted things that they may share: no exact number exists. */
        NOT_EXACT,
        /** It means nothing beyond one period, and several are asked for. */
        ONE_PERIOD
    }

    static IndicatorValue of(Definition definition, Sums sums) {
        return definition.type() == FigureType.RATE ? rate(definition, sums) : total(definition, sums);
    }

    /**
     * Over several periods, by the indicator's own rule over time.
     *
     * @param periods at least one, the first one first
     */
    static IndicatorValue over(Definition definition, List<Sums> periods) {
        if (periods.size() == 1) {
            return of(definition, periods.getFirst());
        }
        OverTime rule = definition.overTime() == null ? OverTime.NONE : definition.overTime();
        return switch (rule) {
            case SUM, RATIO_OF_SUMS -> of(definition, sum(periods));
            case FIRST -> of(definition, periods.getFirst());
            case LAST -> of(definition, periods.getLast());
            case SUM_DISTINCT -> withheld(of(definition, sum(periods)), true);
            case NONE -> withheld(of(definition, sum(periods)), false);
        };
    }

    private static Sums sum(List<Sums> periods) {
        return periods.stream().reduce(Sums::plus).orElseThrow();
    }

    private static IndicatorValue withheld(IndicatorValue sum, boolean isBound) {
        return switch (sum) {
            case Rate rate -> new Rate(NOT_APPLICABLE, 0, 0, rate.filings(), Why.ONE_PERIOD);
            case Total total ->
                new Total(
                        null,
                        !isBound ? null : total.atMost() == null ? total.total() : total.atMost(),
                        Map.of(),
                        null,
                        total.filings(),
                        total.zeros(),
                        total.notApplicable(),
                        total.silent(),
                        total.filings() == 0 ? null : isBound ? Why.NOT_EXACT : Why.ONE_PERIOD);
        };
    }

    /** Whether any filing says something of it. */
    static boolean isFiled(Definition definition, Sums sums) {
        return definition.type() == FigureType.RATE
                ? sums.denominators().containsKey(definition.code())
                : sums.stated().containsKey(definition.code())
                        || sums.notApplicable().containsKey(definition.code())
                        || sums.byLevel().values().stream().anyMatch(cells -> cells.containsKey(definition.code()));
    }

    private static Rate rate(Definition definition, Sums sums) {
        boolean alone = definition.consolidation() == Consolidation.NONE;
        Sum numerator =
                alone ? own(definition.numerator(), sums) : sums.numerators().get(definition.code());
        Sum denominator = alone
                ? own(definition.denominator(), sums)
                : sums.denominators().get(definition.code());
        if (numerator == null || denominator == null) {
            return new Rate(NOT_APPLICABLE, 0, 0, 0, alone ? Why.NOT_ADDED : Why.NOT_FILED);
        }
        return new Rate(
                percent(numerator.total(), denominator.total()),
                numerator.total(),
                denominator.total(),
                alone ? 1 : numerator.filings(),
                denominator.total() == 0 ? Why.OVER_NOTHING : null);
    }

    /** The parts that the asked agency itself has filed; null where it has none. */
    private static @Nullable Sum own(List<String> parts, Sums sums) {
        return parts.stream()
                .flatMap(code -> Stream.ofNullable(sums.own().get(code)))
                .reduce(Sum::plus)
                .orElse(null);
    }

    /** Of its numbers: amounts are told in fen, whatever people write them in. Null where it was not frozen with the cycle. */
    static @Nullable String unit(Definition of) {
        if (of.type() == FigureType.AMOUNT) {
            return "分";
        }
        return of.meaning() == null ? null : of.meaning().unit();
    }

    /** As {@link Share} tells it. */
    static String percent(long numerator, long denominator) {
        return Share.percent(numerator, denominator);
    }

    /** A rate as a number; null over nothing. */
    static @Nullable BigDecimal number(String rate) {
        return rate.equals(NOT_APPLICABLE) ? null : new BigDecimal(rate);
    }

    private static Total total(Definition definition, Sums sums) {
        boolean alone = definition.consolidation() == Consolidation.NONE;
        Map<AgencyLevel, Long> byLevel = new LinkedHashMap<>();
        long total = 0;
        long filings = 0;
        long zeros = 0;
        for (AgencyLevel level : AgencyLevel.values()) {
            Sum sum = sums.byLevel().getOrDefault(level, new TreeMap<>()).get(definition.code());
            // what means nothing beyond an agency is not added up for a level either
            if (!alone && (sum != null || level != AgencyLevel.TOWNSHIP)) {
                byLevel.put(level, sum == null ? 0L : sum.total());
            }
            if (sum != null) {
                total = alone ? 0 : Math.addExact(total, sum.total());
                filings += sum.filings();
                zeros += sum.zeros();
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
        Sum without = sums.notApplicable().get(definition.code());
        long notApplicable = without == null ? 0 : without.filings();
        return new Total(
                exact,
                shared ? Long.valueOf(total) : null,
                byLevel,
                stated == null ? null : stated.total(),
                filings,
                zeros,
                notApplicable,
                sums.filings() - filings - notApplicable,
                exact != null || filings == 0 ? null : shared ? Why.NOT_EXACT : Why.NOT_ADDED);
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
