package huikan.analytics.metrics;

import static huikan.analytics.metrics.Values.rate;
import static huikan.analytics.metrics.Values.total;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import huikan.analytics.metrics.IndicatorValue.Rate;
import huikan.analytics.metrics.IndicatorValue.Total;
import huikan.analytics.metrics.IndicatorValue.Why;
import huikan.analytics.metrics.Ranking.Entry;
import huikan.analytics.metrics.Ranking.Order;
import huikan.analytics.metrics.Ranking.Place;
import huikan.analytics.metrics.Ranking.Unranked;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static Entry entry(String agency, IndicatorValue value) {
        return new Entry(agency, value, false);
    }

    @Test
    void who_is_excused_is_apart_whatever_the_figure() {
        assertThat(Ranking.of(List.of(new Entry("a", total(5), true), entry("b", total(1))), Order.DESC, 0))
                .extracting(Place::agency, Place::rank, Place::why)
                .containsExactly(tuple("b", 1, null), tuple("a", null, Unranked.EXCUSED));
    }

    @Test
    void equals_share_a_rank_and_the_ranks_after_it_are_left_out() {
        List<Entry> entries =
                List.of(entry("a", total(5)), entry("b", total(9)), entry("c", total(5)), entry("d", total(0)));
        assertThat(Ranking.of(entries, Order.DESC, 0))
                .extracting(Place::rank, Place::agency)
                .containsExactly(tuple(1, "b"), tuple(2, "a"), tuple(2, "c"), tuple(4, "d"));
        assertThat(Ranking.of(entries, Order.ASC, 0))
                .extracting(Place::rank, Place::agency)
                .containsExactly(tuple(1, "d"), tuple(2, "a"), tuple(2, "c"), tuple(4, "b"));
        assertThat(Ranking.of(List.of(), Order.ASC, 0)).isEmpty();
    }

    @Test
    void rates_are_compared_by_their_parts_and_not_as_they_are_rounded() {
        List<Entry> entries =
                List.of(entry("a", rate(333_333, 1_000_000)), entry("b", rate(1, 3)), entry("c", rate(2, 6)));
        assertThat(entries).allMatch(one -> ((Rate) one.value()).rate().equals("33.33"));
        assertThat(Ranking.of(entries, Order.DESC, 0))
                .extracting(Place::rank, Place::agency)
                .containsExactly(tuple(1, "b"), tuple(1, "c"), tuple(3, "a"));
        long huge = Long.MAX_VALUE;
        assertThat(Ranking.of(
                        List.of(entry("a", rate(huge - 2, huge - 1)), entry("b", rate(huge - 1, huge))), Order.DESC, 0))
                .extracting(Place::agency)
                .containsExactly("b", "a");
    }

    @Test
    void who_has_no_place_is_apart_and_it_is_said_why() {
        List<Entry> entries = List.of(
                entry("f", new Total(0L, null, Map.of(), null, 0, 0, 0, 3, null)),
                entry("e", new Total(null, 7L, Map.of(), null, 2, 0, 0, 0, Why.NOT_EXACT)),
                entry("d", new Total(null, null, Map.of(), null, 2, 0, 0, 0, Why.NOT_ADDED)),
                entry("c", total(1)));
        assertThat(Ranking.of(entries, Order.ASC, 0))
                .extracting(Place::rank, Place::agency, Place::why)
                .containsExactly(
                        tuple(1, "c", null),
                        tuple(null, "d", Unranked.NOT_ADDED),
                        tuple(null, "e", Unranked.NOT_EXACT),
                        tuple(null, "f", Unranked.NOT_FILED));
        assertThat(Ranking.of(
                        List.of(
                                entry("small", rate(1, 29)),
                                entry("enough", rate(0, 30)),
                                entry("nothing", rate(0, 0)),
                                entry("none", new Rate("N/A", 0, 0, 0, Why.NOT_FILED))),
                        Order.DESC,
                        30))
                .extracting(Place::rank, Place::agency, Place::why)
                .containsExactly(
                        tuple(1, "enough", null),
                        tuple(null, "none", Unranked.NOT_FILED),
                        tuple(null, "nothing", Unranked.OVER_NOTHING),
                        tuple(null, "small", Unranked.SMALL_DENOMINATOR));
    }
}
