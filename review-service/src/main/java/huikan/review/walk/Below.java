package huikan.review.walk;

import huikan.events.ReviewEvent.ChangedFiling;
import huikan.events.ReviewEvent.ChangedSum;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands of the agencies directly below one that states consolidated figures.
 *
 * @param sums of each indicator that adds up and that one of them filed; what nobody filed is not there
 * @param filings the standing submission of each of them
 */
record Below(SortedMap<String, Long> sums, SortedMap<String, String> filings) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static final Below NOTHING = new Below(new TreeMap<>(), new TreeMap<>());

    /**
     * @param indicators whose sums are asked for
     */
    static Below of(List<String> indicators, List<Review> standing) {
        SortedMap<String, Long> sums = new TreeMap<>();
        SortedMap<String, String> filings = new TreeMap<>();
        for (Review one : standing) {
            JsonNode figures = JSON.readTree(one.document()).path("indicators");
            filings.put(one.agency(), one.submission());
            for (String indicator : indicators) {
                figure(figures, indicator).ifPresent(figure -> sums.merge(indicator, figure, Math::addExact));
            }
        }
        return new Below(sums, filings);
    }

    /** What an agency says of itself and those below it, or of itself alone where it states nothing else. */
    private static OptionalLong figure(JsonNode figures, String indicator) {
        JsonNode consolidated = figures.path("consolidated").path(indicator);
        JsonNode figure = consolidated.isIntegralNumber()
                ? consolidated
                : figures.path("own").path(indicator);
        return figure.isIntegralNumber() ? OptionalLong.of(figure.asLong()) : OptionalLong.empty();
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

    private static <V, C> List<C> changed(Map<String, V> before, Map<String, V> after, Change<V, C> change) {
        return Stream.of(before, after)
                .flatMap(one -> one.keySet().stream())
                .distinct()
                .sorted()
                .filter(key -> !Objects.equals(before.get(key), after.get(key)))
                .map(key -> change.of(key, before.get(key), after.get(key)))
                .toList();
    }

    /** One that changed, or came, or went. */
    private interface Change<V, C> {
        C of(String key, @Nullable V before, @Nullable V after);
    }
}
