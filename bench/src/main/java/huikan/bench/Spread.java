package huikan.bench;

import java.util.List;
import java.util.Locale;

/**
 * One figure over several runs.
 *
 * @param runs that have it
 */
record Spread(double median, double min, double max, int runs) {

    /** @param values at least one */
    static Spread of(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
        return new Spread(median, sorted.getFirst(), sorted.getLast(), sorted.size());
    }

    /**
     * The median, of several runs with the smallest and the largest.
     *
     * @param all how many runs there were
     */
    String text(int all) {
        String text = number(median);
        if (runs > 1) {
            text += " (" + number(min) + " - " + number(max) + ")";
        }
        return runs < all ? text + " in " + runs + " of " + all + " runs" : text;
    }

    /** Three digits or more. */
    private static String number(double value) {
        String form = value >= 100 || value == Math.rint(value) ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, form, value);
    }
}
