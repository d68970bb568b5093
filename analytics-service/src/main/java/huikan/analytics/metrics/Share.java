package huikan.analytics.metrics;

/**
 * A part of a whole.
 *
 * @param rate in percent with two decimals, e.g. {@code "48.74"}, or {@code "N/A"} over nothing
 */
record Share(String rate, long numerator, long denominator) {
    static Share of(long numerator, long denominator) {
        return new Share(IndicatorValue.percent(numerator, denominator), numerator, denominator);
    }
}
