package huikan.analytics.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import huikan.analytics.metrics.IndicatorValue.Rate;
import huikan.analytics.metrics.IndicatorValue.Total;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.Meaning;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How a value differs from that of another period.
 *
 * @param before the other value
 * @param absolute of counts and amounts: how much more; left out where it is no 64-bit number
 * @param percent of what it was before, e.g. {@code "-3.10"}; left out where it was nothing
 * @param points of rates: percentage points more, e.g. {@code "0.80"}
 * @param redefined whether the indicator was defined otherwise then, so that the two are not to be compared
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Change(
        IndicatorValue before,
        @Nullable Long absolute,
        @Nullable String percent,
        @Nullable String points,
        boolean redefined) {

    /** Null where one of the two is no number. */
    static @Nullable Change of(@Nullable IndicatorValue before, @Nullable IndicatorValue now, boolean redefined) {
        if (before instanceof Total then && now instanceof Total total && then.hasNumber() && total.hasNumber()) {
            BigInteger difference = BigInteger.valueOf(total.exact()).subtract(BigInteger.valueOf(then.exact()));
            return new Change(
                    before,
                    difference.bitLength() < Long.SIZE ? difference.longValue() : null,
                    then.exact() == 0 ? null : percent(difference, then.exact()),
                    null,
                    redefined);
        }
        if (before instanceof Rate then && now instanceof Rate rate && then.why() == null && rate.why() == null) {
            return new Change(
                    before,
                    null,
                    null,
                    new BigDecimal(rate.rate())
                            .subtract(new BigDecimal(then.rate()))
                            .toPlainString(),
                    redefined);
        }
        return null;
    }

    /** The Chinese words bind. Another name or translation makes no other number, and what older cycles have not frozen tells nothing. */
    static boolean redefines(Definition now, Definition before) {
        return now.type() != before.type()
                || now.consolidation() != before.consolidation()
                || !now.numerator().equals(before.numerator())
                || !now.denominator().equals(before.denominator())
                || (now.overTime() != null && before.overTime() != null && now.overTime() != before.overTime())
                || (now.meaning() != null && before.meaning() != null && differ(now.meaning(), before.meaning()));
    }

    private static boolean differ(Meaning now, Meaning before) {
        return now.measure() != before.measure()
                || !now.unit().equals(before.unit())
                || !now.notes().zh().equals(before.notes().zh());
    }

    private static String percent(BigInteger difference, long of) {
        return new BigDecimal(difference)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(of).abs(), IndicatorValue.DIGITS, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
