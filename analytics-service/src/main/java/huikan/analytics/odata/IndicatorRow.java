package huikan.analytics.odata;

import huikan.analytics.metrics.IndicatorValue;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Meaning;
import huikan.events.CycleEvent.OverTime;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An indicator as a cycle has frozen it.
 *
 * @param nameZh null, as {@code nameEn} and {@code unit}, of a cycle that was issued before names were frozen with it
 * @param unit of the numbers in Figures: of an AMOUNT fen (分)
 * @param numerator of a rate the codes whose sum it is, as {@code A+B}
 * @param denominator likewise
 */
record IndicatorRow(
        String cycle,
        String code,
        @Nullable String nameZh,
        @Nullable String nameEn,
        @Nullable String unit,
        FigureType type,
        Consolidation consolidation,
        OverTime overTime,
        @Nullable String numerator,
        @Nullable String denominator) {

    static List<IndicatorRow> of(CycleIssued cycle) {
        return definitions(cycle).stream()
                .map(one -> of(cycle, one, one.meaning()))
                .toList();
    }

    private static IndicatorRow of(CycleIssued cycle, Definition one, @Nullable Meaning meaning) {
        return new IndicatorRow(
                cycle.id(),
                one.code(),
                meaning == null ? null : meaning.name().zh(),
                meaning == null ? null : meaning.name().en(),
                IndicatorValue.unit(one),
                one.type(),
                one.consolidation(),
                one.overTime() == null ? OverTime.NONE : one.overTime(),
                sum(one.numerator()),
                sum(one.denominator()));
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
