package huikan.submission.prefill;

import huikan.events.CycleEvent.OverTime;
import huikan.filing.Figure;
import huikan.filing.Figure.NotApplicable;
import huikan.filing.Figure.Whole;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A figure of a longer period that the reports of shorter ones make, by its rule over time.
 *
 * @param taken the reports that have it, the first one first
 * @param missing the cycles of the form in the period that do not
 * @param daysWithout how many days of the period are in none of those reports, whether a cycle asks for them or not
 */
record Offer(
        String indicator,
        String form,
        OverTime rule,
        Figure value,
        List<Report> taken,
        List<String> missing,
        long daysWithout) {

    /** The one that leaves out the fewest days; of two that leave out as many the one with the longer periods. */
    static final Comparator<Offer> BEST = Comparator.comparingLong(Offer::daysWithout)
            .thenComparingInt(one -> one.taken().size())
            .thenComparing(Offer::form);

    /**
     * Several periods' figures as one. Who has nothing to do with it in all of them has nothing to do with it.
     *
     * @param filed at least one, the first period first
     * @return empty where the rule makes nothing of them, or more than a filing can say
     */
    static Optional<Figure> over(OverTime rule, List<Figure> filed) {
        List<Whole> numbers = filed.stream()
                .filter(Whole.class::isInstance)
                .map(Whole.class::cast)
                .toList();
        return switch (rule) {
            case SUM -> numbers.isEmpty() ? Optional.of(new NotApplicable()) : sum(numbers);
            case FIRST -> Optional.of(numbers.isEmpty() ? new NotApplicable() : numbers.getFirst());
            case LAST -> Optional.of(numbers.isEmpty() ? new NotApplicable() : numbers.getLast());
            case SUM_DISTINCT, RATIO_OF_SUMS, NONE -> Optional.empty();
        };
    }

    private static Optional<Figure> sum(List<Whole> numbers) {
        long sum = 0;
        for (Whole one : numbers) {
            // neither is negative, and neither is more than the largest
            sum += one.value();
            if (sum > Figure.LARGEST) {
                return Optional.empty();
            }
        }
        return Optional.of(new Whole(sum));
    }
}
