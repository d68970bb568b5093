package huikan.analytics.odata;

import huikan.analytics.metrics.IndicatorValue;
import huikan.analytics.rollup.Rollup;
import huikan.events.AgencyLevel;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who has filed, and in time, of an agency and all below it: the numbers of {@code /api/metrics/completeness}.
 *
 * @param level of the agency; null in figures from before it was kept
 * @param filedRate filed of those that are not excused, percent
 * @param onTimeRate on time of those that are not excused, percent
 */
record CompletenessRow(
        String cycle,
        String agency,
        @Nullable String agencyName,
        @Nullable String parent,
        @Nullable AgencyLevel level,
        long expected,
        long filed,
        long onTime,
        long late,
        long missing,
        long excused,
        @Nullable BigDecimal filedRate,
        @Nullable BigDecimal onTimeRate,
        Instant asOf) {

    static CompletenessRow of(EntitySet.Piece piece) {
        Rollup rollup = piece.rollup();
        return new CompletenessRow(
                rollup.cycle(),
                rollup.agency(),
                piece.name(),
                rollup.parent(),
                rollup.level(),
                rollup.expected(),
                rollup.filed(),
                rollup.onTime(),
                rollup.late(),
                rollup.missing(),
                rollup.excused(),
                IndicatorValue.number(IndicatorValue.percent(rollup.filed(), rollup.owed())),
                IndicatorValue.number(IndicatorValue.percent(rollup.onTime(), rollup.owed())),
                rollup.asOf());
    }
}
