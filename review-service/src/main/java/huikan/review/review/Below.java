package huikan.review.review;

import huikan.events.ReviewEvent.ChangedFiling;
import huikan.events.ReviewEvent.ChangedSum;
import huikan.review.review.Filed.Figure;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What stands of the agencies directly below one that states consolidated figures.
 *
 * @param sums of each indicator that adds up and that one of them filed; what nobody filed is not there
 * @param filings the standing submission of each of them
 */
record Below(SortedMap<String, Long> sums, SortedMap<String, String> filings) {

    static final Below NOTHING = new Below(new TreeMap<>(), new TreeMap<>());

    /**
     * @param indicators whose sums are asked for
     */
    static Below of(List<String> indicators, List<Standing> standing) {
        SortedMap<String, Long> sums = new TreeMap<>();
        SortedMap<String, String> filings = new TreeMap<>();
        for (Standing one : standing) {
            filings.put(one.agency(), one.submission());
            for (Figure figure : one.filed().figures()) {
                Long said = figure.consolidated() == null ? figure.own() : figure.consolidated();
                if (said != null && indicators.contains(figure.indicator())) {
                    sums.merge(figure.indicator(), said, Math::addExact);
                }
            }
        }
        return new Below(sums, filings);
    }

    /** What was passed is what stands. */
    boolean sumsAre(Below now) {
        return sums.equals(now.sums);
    }

    List<ChangedSum> changedSums(Below now) {
        return changed(sums, now.sums, ChangedSum::new);
    }

    List<ChangedFiling> changedFilings(Below now) {
        return changed(filings, now.filings, ChangedFiling::new);
    }

    private static <V, C> List<C> changed(Map<String, V> before, Map<String, V> after, Difference<V, C> difference) {
        return Stream.of(before, after)
                .flatMap(one -> one.keySet().stream())
                .distinct()
                .sorted()
                .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .map(key -> difference.of(key, before.get(key), after.get(key)))
                .toList();
    }

    /** One that changed, or came, or went. */
    private interface Difference<V, C> {
        C of(String key, @Nullable V before, @Nullable V after);
    }
}
