package huikan.analytics.rollup;

/**
 * A sum and how many filings are in it, so that "nobody filed it" is not "all filed 0".
 *
 * @param total in the indicator's unit; amounts in fen
 * @param zeros how many of the filings say 0
 */
public record Sum(long total, long filings, long zeros) {

    static final Sum NONE = new Sum(0, 0, 0);

    static Sum of(long figure) {
        return new Sum(figure, 1, figure == 0 ? 1 : 0);
    }

    /**
     * @throws ArithmeticException rather than a wrong total
     */
    public Sum plus(Sum other) {
        return new Sum(
                Math.addExact(total, other.total),
                Math.addExact(filings, other.filings),
                Math.addExact(zeros, other.zeros));
    }

    Sum negated() {
        return new Sum(-total, -filings, -zeros);
    }

    boolean isNothing() {
        return equals(NONE);
    }
}
