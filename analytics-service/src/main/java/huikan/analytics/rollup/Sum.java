package huikan.analytics.rollup;

/**
 * A sum and how many filings are in it, so that "nobody filed it" is not "all filed 0".
 *
 * @param total in the indicator's unit; amounts in fen
 */
public record Sum(long total, long filings) {

    static final Sum NONE = new Sum(0, 0);

    /**
     * @throws ArithmeticException rather than a wrong total
     */
    Sum plus(Sum other) {
        return new Sum(Math.addExact(total, other.total), Math.addExact(filings, other.filings));
    }

    Sum negated() {
        return new Sum(-total, -filings);
    }

    boolean isNothing() {
        return total == 0 && filings == 0;
    }
}
