package huikan.analytics.rollup;

import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.Ratio;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whole-number sums that can be added to each other and taken out again; what has become nothing is not there, so that
 * the same filings always give the same sums, whatever came between.
 *
 * @param filings how many are in here
 * @param byLevel by the level of the agency that filed, then by indicator
 * @param numerators by rate
 * @param denominators by rate
 * @param notApplicable how many filings say that an indicator does not apply to them
 * @param own of the addressed agency itself
 * @param stated what the addressed agency states of itself with those below
 */
public record Sums(
        long filings,
        SortedMap<AgencyLevel, SortedMap<String, Sum>> byLevel,
        SortedMap<String, Sum> numerators,
        SortedMap<String, Sum> denominators,
        SortedMap<String, Sum> notApplicable,
        SortedMap<String, Sum> own,
        SortedMap<String, Sum> stated) {

    static final Sums NONE = new Sums(
            0, new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    /** What one filing puts into the sums of one agency on its chain. */
    static Sums of(Tally.@Nullable Filing filing, String addressee) {
        if (filing == null) {
            return NONE;
        }
        SortedMap<AgencyLevel, SortedMap<String, Sum>> byLevel = new TreeMap<>();
        if (!filing.own().isEmpty()) {
            byLevel.put(filing.level(), cells(filing.own()));
        }
        boolean itself = filing.agency().equals(addressee);
        SortedMap<String, Sum> numerators = new TreeMap<>();
        SortedMap<String, Sum> denominators = new TreeMap<>();
        for (Map.Entry<String, Ratio> rate : filing.rates().entrySet()) {
            numerators.put(rate.getKey(), Sum.of(rate.getValue().numerator()));
            denominators.put(rate.getKey(), Sum.of(rate.getValue().denominator()));
        }
        SortedMap<String, Sum> notApplicable = new TreeMap<>();
        filing.notApplicable().forEach(code -> notApplicable.put(code, new Sum(0, 1, 0)));
        return new Sums(
                1,
                byLevel,
                numerators,
                denominators,
                notApplicable,
                itself ? cells(filing.own()) : new TreeMap<>(),
                itself ? cells(filing.stated()) : new TreeMap<>());
    }

    public Sums plus(Sums other) {
        SortedMap<AgencyLevel, SortedMap<String, Sum>> levels = new TreeMap<>(byLevel);
        other.byLevel.forEach((level, cells) -> {
            SortedMap<String, Sum> sum = plus(levels.getOrDefault(level, new TreeMap<>()), cells);
            if (sum.isEmpty()) {
                levels.remove(level);
            } else {
                levels.put(level, sum);
            }
        });
        return new Sums(
                Math.addExact(filings, other.filings),
                levels,
                plus(numerators, other.numerators),
                plus(denominators, other.denominators),
                plus(notApplicable, other.notApplicable),
                plus(own, other.own),
                plus(stated, other.stated));
    }

    /** As they count for the agency above. */
    Sums above() {
        return new Sums(filings, byLevel, numerators, denominators, notApplicable, new TreeMap<>(), new TreeMap<>());
    }

    Sums minus(Sums other) {
        return plus(other.negated());
    }

    private Sums negated() {
        SortedMap<AgencyLevel, SortedMap<String, Sum>> levels = new TreeMap<>();
        byLevel.forEach((level, cells) -> levels.put(level, each(cells, Sum::negated)));
        return new Sums(
                -filings,
                levels,
                each(numerators, Sum::negated),
                each(denominators, Sum::negated),
                each(notApplicable, Sum::negated),
                each(own, Sum::negated),
                each(stated, Sum::negated));
    }

    private static SortedMap<String, Sum> plus(SortedMap<String, Sum> a, SortedMap<String, Sum> b) {
        SortedMap<String, Sum> sum = new TreeMap<>(a);
        b.forEach((code, more) -> {
            Sum both = sum.getOrDefault(code, Sum.NONE).plus(more);
            if (both.isNothing()) {
                sum.remove(code);
            } else {
                sum.put(code, both);
            }
        });
        return sum;
    }

    private static SortedMap<String, Sum> each(SortedMap<String, Sum> cells, UnaryOperator<Sum> change) {
        SortedMap<String, Sum> changed = new TreeMap<>();
        cells.forEach((code, sum) -> changed.put(code, change.apply(sum)));
        return changed;
    }

    private static SortedMap<String, Sum> cells(Map<String, Long> figures) {
        SortedMap<String, Sum> cells = new TreeMap<>();
        figures.forEach((code, figure) -> cells.put(code, Sum.of(figure)));
        return cells;
    }
}
