package huikan.analytics.metrics;

import huikan.analytics.metrics.IndicatorValue.Rate;
import huikan.analytics.metrics.IndicatorValue.Total;
import huikan.analytics.metrics.IndicatorValue.Why;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Agencies in the order of one of their figures, and apart from them those that have no place in it. */
final class Ranking {

    /** Which end is the first. */
    enum Order {
        DESC,
        ASC
    }

    /** Why an agency has no rank. */
    enum Unranked {
        NOT_FILED,
        /** A superior asks it for no filing. */
        EXCUSED,
        OVER_NOTHING,
        /** The figure means nothing beyond an agency, and it filed none of its own. */
        NOT_ADDED,
        /** Several of its agencies counted things that they may share: no exact number exists. */
        NOT_EXACT,
        /** Its rate is over less than was asked for. */
        SMALL_DENOMINATOR
    }

    /**
     * @param rank from 1; those that are equal share one, and the next ones after them are left out; null for one apart
     * @param why it is apart; null for one that has a rank
     */
    record Place(
            @Nullable Integer rank,
            String agency,
            IndicatorValue value,
            @Nullable Unranked why) {}

    /** Of an agency. */
    record Entry(String agency, IndicatorValue value, boolean excused) {}

    private Ranking() {}

    /**
     * Those with a rank first, those of one rank by code; then those without, by code.
     *
     * @param least a rate over less has no rank
     */
    static List<Place> of(List<Entry> entries, Order order, long least) {
        Comparator<Entry> better = (one, other) -> compare(one.value(), other.value());
        Comparator<Entry> first = order == Order.DESC ? better.reversed() : better;
        List<Entry> ranked = entries.stream()
                .filter(one -> why(one, least) == null)
                .sorted(first.thenComparing(Entry::agency))
                .toList();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < ranked.size(); i++) {
            Entry one = ranked.get(i);
            Integer above = i == 0 ? null : places.get(i - 1).rank();
            Integer rank = above != null && first.compare(ranked.get(i - 1), one) == 0 ? above : Integer.valueOf(i + 1);
            places.add(new Place(rank, one.agency(), one.value(), null));
        }
        entries.stream()
                .filter(one -> why(one, least) != null)
                .sorted(Comparator.comparing(Entry::agency))
                .forEach(one -> places.add(new Place(null, one.agency(), one.value(), why(one, least))));
        return places;
    }

    private static @Nullable Unranked why(Entry entry, long least) {
        if (entry.excused()) {
            return Unranked.EXCUSED;
        }
        return switch (entry.value()) {
            case Total total ->
                total.hasNumber() ? null : total.why() == null ? Unranked.NOT_FILED : unranked(total.why());
            case Rate rate ->
                rate.why() != null
                        ? unranked(rate.why())
                        : rate.denominator() < least ? Unranked.SMALL_DENOMINATOR : null;
        };
    }

    private static Unranked unranked(Why why) {
        return switch (why) {
            case NOT_FILED -> Unranked.NOT_FILED;
            case OVER_NOTHING -> Unranked.OVER_NOTHING;
            case NOT_EXACT -> Unranked.NOT_EXACT;
            case NOT_ADDED, ONE_PERIOD -> Unranked.NOT_ADDED;
        };
    }

    /** Rates by their parts and not as they are rounded. */
    private static int compare(IndicatorValue one, IndicatorValue other) {
        if (one instanceof Rate rate && other instanceof Rate than) {
            return times(rate.numerator(), than.denominator()).compareTo(times(than.numerator(), rate.denominator()));
        }
        if (one instanceof Total total && other instanceof Total than) {
            return Long.compare(total.exact(), than.exact());
        }
        throw new IllegalArgumentException("values of two indicators");
    }

    private static BigInteger times(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }
}
