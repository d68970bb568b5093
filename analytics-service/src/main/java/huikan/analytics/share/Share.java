package huikan.analytics.share;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A part of a whole.
 *
 * @param rate in percent with two decimals, e.g. {@code "48.74"}, or {@code "N/A"} over nothing
 */
public record Share(String rate, long numerator, long denominator) {

    /** Digits after the point. */
    public static final int DIGITS = 2;

    public static final String NOT_APPLICABLE = "N/A";

    public static Share of(long numerator, long denominator) {
        return new Share(percent(numerator, denominator), numerator, denominator);
    }

    /** HALF_UP. */
    public static String percent(long numerator, long denominator) {
        if (denominator == 0) {
            return NOT_APPLICABLE;
        }
        return BigDecimal.valueOf(numerator)
                .multiply(BigDecimal.valueOf(100))
                .divide(BigDecimal.valueOf(denominator), DIGITS, RoundingMode.HALF_UP)
                .toPlainString();
    }
}
