package huikan.analytics.metrics;

import huikan.analytics.metrics.IndicatorValue.Rate;
import huikan.analytics.metrics.IndicatorValue.Total;
import huikan.analytics.rollup.Sum;
import huikan.analytics.rollup.Sums;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.OverTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sums and values of one indicator, {@code A}, and one rate, {@code R}. */
final class Values {

    static final Definition RATE = new Definition(
            "R",
            FigureType.RATE,
            Consolidation.RATIO_OF_SUMS,
            List.of("A"),
            List.of("B"),
            OverTime.RATIO_OF_SUMS,
            null);

    private Values() {}

    static Definition count(Consolidation consolidation, OverTime overTime) {
        return new Definition("A", FigureType.COUNT, consolidation, List.of(), List.of(), overTime, null);
    }

    /** Of counties that filed it. */
    static Sums counted(long total, long filings) {
        return new Sums(
                filings,
                new TreeMap<>(Map.of(AgencyLevel.COUNTY, new TreeMap<>(Map.of("A", new Sum(total, filings, 0))))),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    static Sums rated(long numerator, long denominator) {
        return new Sums(
                1,
                new TreeMap<>(),
                new TreeMap<>(Map.of("R", new Sum(numerator, 1, 0))),
                new TreeMap<>(Map.of("R", new Sum(denominator, 1, 0))),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
    }

    static Total total(long total) {
        return new Total(total, null, Map.of(), null, 1, 0, 0, 0, null);
    }

    static Rate rate(long numerator, long denominator) {
        return (Rate) IndicatorValue.of(RATE, rated(numerator, denominator));
    }
}
