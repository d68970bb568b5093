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

    @Test
    void equals_share_a_rank_and_the_ranks_after_it_are_left_out() {
        List<Entry> entries = List.of(
                new Entry("a", total(5)), new Entry("b", total(9)), new Entry("c", total(5)), new Entry("d", total(0)));
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
        List<Entry> entries = List.of(
                new Entry("a", rate(333_333, 1_000_000)), new Entry("b", rate(1, 3)), new Entry("c", rate(2, 6)));
        assertThat(entries).allMatch(one -> ((Rate) one.value()).rate().equals("33.33"));
        assertThat(Ranking.of(entries, Order.DESC, 0))
                .extracting(Place::rank, Place::agency)
                .containsExactly(tuple(1, "b"), tuple(1, "c"), tuple(3, "a"));
        long huge = Long.MAX_VALUE;
        assertThat(Ranking.of(
                        List.of(new Entry("a", rate(huge - 2, huge - 1)), new Entry("b", rate(huge - 1, huge))),
                        Order.DESC,
                        0))
                .extracting(Place::agency)
                .containsExactly("b", "a");
    }

    @Test
    void who_has_no_place_is_apart_and_it_is_said_why() {
        List<Entry> entries = List.of(
                new Entry("f", new Total(0L, null, Map.of(), null, 0, 0, 0, 3)),
                new Entry("e", new Total(null, 7L, Map.of(), null, 2, 0, 0, 0)),
                new Entry("d", new Total(null, null, Map.of(), null, 2, 0, 0, 0)),
                new Entry("c", total(1)));
        assertThat(Ranking.of(entries, Order.ASC, 0))
                .extracting(Place::rank, Place::agency, Place::why)
                .containsExactly(
                        tuple(1, "c", null),
                        tuple(null, "d", Unranked.NOT_ADDED),
                        tuple(null, "e", Unranked.NOT_EXACT),
                        tuple(null, "f", Unranked.NOT_FILED));
        assertThat(Ranking.of(
                        List.of(
                                new Entry("small", rate(1, 29)),
                                new Entry("enough", rate(0, 30)),
                                new Entry("nothing", rate(0, 0)),
                                new Entry("none", new Rate("N/A", 0, 0, 0, Why.NOT_FILED))),
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
