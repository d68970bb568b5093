package huikan.analytics.odata;

import huikan.analytics.metrics.IndicatorValue;
import huikan.analytics.metrics.IndicatorValue.Rate;
import huikan.analytics.metrics.IndicatorValue.Total;
import huikan.analytics.metrics.IndicatorValue.Why;
import huikan.analytics.rollup.Basis;
import huikan.analytics.rollup.Rollup;
import huikan.analytics.rollup.Sums;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One indicator of an agency with all below it, on one basis, of which any filing says something: the numbers of
 * {@code /api/metrics/rollup}. What only counts and amounts have is null in a rate, and the other way round.
 *
 * @param level of the agency; null in figures from before it was kept
 * @param total of an amount in fen; null where nobody has filed a number, and where none exists
 * @param totalProvince what of the total the agencies of this level have filed; so for the other levels
 * @param rate in percent
 * @param counted how many filings the basis counts
 */
record FigureRow(
        String cycle,
        String agency,
        @Nullable String agencyName,
        @Nullable String parent,
        @Nullable AgencyLevel level,
        Basis basis,
        String indicator,
        FigureType type,
        @Nullable Long total,
        @Nullable Long atMost,
        @Nullable Long totalProvince,
        @Nullable Long totalCity,
        @Nullable Long totalCounty,
        @Nullable Long totalTownship,
        @Nullable Long stated,
        @Nullable BigDecimal rate,
        @Nullable Long numerator,
        @Nullable Long denominator,
        @Nullable Why why,
        long filings,
        @Nullable Long zeros,
        @Nullable Long notApplicable,
        @Nullable Long silent,
        long counted,
        Instant asOf) {

    static List<FigureRow> of(EntitySet.Piece piece) {
        List<FigureRow> rows = new ArrayList<>();
        List<Definition> definitions = IndicatorRow.definitions(piece.cycle());
        for (Basis basis : List.of(Basis.APPROVED, Basis.REPORTED)) {
            Sums sums = piece.rollup().sums(basis);
            definitions.stream()
                    .filter(one -> IndicatorValue.isFiled(one, sums))
                    .forEach(one -> rows.add(of(piece, basis, sums.filings(), one, IndicatorValue.of(one, sums))));
        }
        return rows;
    }

    private static FigureRow of(
            EntitySet.Piece piece, Basis basis, long counted, Definition definition, IndicatorValue indicator) {
        Rollup rollup = piece.rollup();
        return switch (indicator) {
            case Total value ->
                new FigureRow(
                        rollup.cycle(),
                        rollup.agency(),
                        piece.name(),
                        rollup.parent(),
                        rollup.level(),
                        basis,
                        definition.code(),
                        definition.type(),
                        value.number(),
                        value.atMost(),
                        value.of(AgencyLevel.PROVINCE),
                        value.of(AgencyLevel.CITY),
                        value.of(AgencyLevel.COUNTY),
                        value.of(AgencyLevel.TOWNSHIP),
                        value.stated(),
                        null,
                        null,
                        null,
                        value.why(),
                        value.filings(),
                        value.zeros(),
                        value.notApplicable(),
                        value.silent(),
                        counted,
                        rollup.asOf());
            case Rate value ->
                new FigureRow(
                        rollup.cycle(),
                        rollup.agency(),
                        piece.name(),
                        rollup.parent(),
                        rollup.level(),
                        basis,
                        definition.code(),
                        definition.type(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        IndicatorValue.number(value.rate()),
                        value.numerator(),
                        value.denominator(),
                        value.why(),
                        value.filings(),
                        null,
                        null,
                        null,
                        counted,
                        rollup.asOf());
        };
    }
}
