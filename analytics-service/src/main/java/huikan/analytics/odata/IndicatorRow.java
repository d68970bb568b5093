package huikan.analytics.odata;

import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An indicator as a cycle has frozen it.
 *
 * @param numerator of a rate the codes whose sum it is, as {@code A+B}
 * @param denominator likewise
 */
record IndicatorRow(
        String cycle,
        String code,
        FigureType type,
        Consolidation consolidation,
        @Nullable String numerator,
        @Nullable String denominator) {

    static List<IndicatorRow> of(CycleIssued cycle) {
        return definitions(cycle).stream()
                .map(one -> new IndicatorRow(
                        cycle.id(),
                        one.code(),
                        one.type(),
                        one.consolidation(),
                        sum(one.numerator()),
                        sum(one.denominator())))
                .toList();
    }

    /** By code. */
    static List<Definition> definitions(CycleIssued cycle) {
        return cycle.indicators().stream()
                .sorted(Comparator.comparing(Definition::code))
                .toList();
    }

    private static @Nullable String sum(List<String> codes) {
        return codes.isEmpty() ? null : String.join("+", codes);
    }
}
