package huikan.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import huikan.canonical.CanonicalJson;
import huikan.draw.WeightedDraw.Drawn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeightedDrawTest {

    private static final int RUNS = 40_000;

    private static List<Candidate> pool(double... weights) {
        return IntStream.range(0, weights.length)
                .mapToObj(i -> new Candidate("c" + i, weights[i], null))
                .toList();
    }

    /** How often each is among those drawn, of so many seeds. */
    private static Map<String, Double> frequencies(List<Candidate> pool, int count) {
        Map<String, Double> found = new HashMap<>();
        for (int run = 0; run < RUNS; run++) {
            for (Drawn one : WeightedDraw.draw(pool, count, "seed " + run)) {
                found.merge(one.id(), 1.0 / RUNS, Double::sum);
            }
        }
        return found;
    }

    /** The chance of each to be among the first, drawing one after the other in proportion to what is left. */
    private static void chances(List<Candidate> left, int count, double chance, Map<String, Double> into) {
        double all = left.stream().mapToDouble(Candidate::weight).sum();
        for (Candidate one : left) {
            double own = chance * one.weight() / all;
            into.merge(one.id(), own, Double::sum);
            if (count > 1) {
                List<Candidate> rest = new ArrayList<>(left);
                rest.remove(one);
                chances(rest, count - 1, own, into);
            }
        }
    }

    @Test
    void each_is_drawn_as_often_as_its_weight_says() {
        for (int count = 1; count <= 3; count++) {
            List<Candidate> pool = pool(1, 1, 2, 4, 8);
            Map<String, Double> expected = new HashMap<>();
            chances(pool, count, 1, expected);
            Map<String, Double> found = frequencies(pool, count);
            // five standard deviations
            expected.forEach((id, chance) -> assertThat(found.get(id))
                    .as("%s", id)
                    .isCloseTo(chance, within(5 * Math.sqrt(chance * (1 - chance) / RUNS))));
        }
    }

    @Test
    void weights_are_ratios_and_need_not_be_whole() {
        assertThat(WeightedDraw.draw(pool(0.1, 0.2, 0.4), 2, "s"))
                .extracting(Drawn::id)
                .isEqualTo(WeightedDraw.draw(pool(1, 2, 4), 2, "s").stream()
                        .map(Drawn::id)
                        .toList());
    }

    @Test
    void the_order_of_the_pool_has_no_influence_and_the_seed_has_all() {
        List<Candidate> pool =
                new ArrayList<>(pool(new Random(1).doubles(200, 1, 10).toArray()));
        List<Drawn> drawn = WeightedDraw.draw(pool, 20, "a");
        String digest = WeightedDraw.digest(pool);
        Collections.shuffle(pool, new Random(2));
        assertThat(WeightedDraw.draw(pool, 20, "a")).isEqualTo(drawn);
        assertThat(WeightedDraw.digest(pool)).isEqualTo(digest);
        assertThat(WeightedDraw.draw(pool, 20, "b")).isNotEqualTo(drawn);
        assertThat(drawn).extracting(Drawn::id).doesNotHaveDuplicates().hasSize(20);
    }

    @Test
    void strata_have_their_share_by_largest_remainders() {
        List<Candidate> pool = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            pool.add(new Candidate("c" + i, 1, i < 50 ? "COUNTY" : i < 83 ? "CITY" : "PROVINCE"));
        }
        Map<String, Integer> found = new TreeMap<>();
        WeightedDraw.draw(pool, 10, "s").forEach(one -> found.merge(one.stratum(), 1, Integer::sum));
        // exactly 5.0, 3.3 and 1.7
        assertThat(found).isEqualTo(Map.of("COUNTY", 5, "CITY", 3, "PROVINCE", 2));
        assertThat(WeightedDraw.draw(pool, 100, "s")).hasSize(100);
        assertThat(WeightedDraw.draw(pool, 0, "s")).isEmpty();
        assertThatThrownBy(() -> WeightedDraw.draw(pool, 101, "s")).hasMessageContaining("only 100");
    }

    /** Worked out by hand-written Python from the description in the class: {@code hashlib} and {@code math.log}. */
    @Test
    void anybody_who_reads_the_description_gets_the_same() {
        assertThat(WeightedDraw.uniform("seed", "a")).isEqualTo(0.03988735518233416);
        assertThat(WeightedDraw.draw(pool(1, 2, 4, 8), 3, "seed"))
                .extracting(Drawn::id)
                .containsExactly("c3", "c2", "c1");
    }

    private static PublishedDraw published() {
        List<Candidate> pool = pool(1, 2, 3, 4);
        String digest = WeightedDraw.digest(pool);
        return new PublishedDraw(
                "x",
                WeightedDraw.ALGORITHM,
                pool,
                2,
                digest,
                CanonicalJson.digest("secret"),
                CanonicalJson.digest("salt"),
                "secret",
                "salt",
                WeightedDraw.draw(pool, 2, WeightedDraw.seed("secret", "salt", digest)));
    }

    @Test
    void whatever_was_changed_afterwards_is_found() {
        PublishedDraw sound = published();
        assertThat(sound.faults()).isEmpty();
        assertThat(with(sound, pool(1, 2, 3, 5), "secret", "salt", sound.result())
                        .faults())
                .singleElement()
                .asString()
                .contains("pool");
        assertThat(with(sound, sound.pool(), "other", "salt", sound.result()).faults())
                .singleElement()
                .asString()
                .contains("seed");
        assertThat(with(sound, sound.pool(), "secret", "other", sound.result()).faults())
                .singleElement()
                .asString()
                .contains("salt");
        assertThat(with(sound, sound.pool(), "secret", "salt", sound.result().reversed())
                        .faults())
                .singleElement()
                .asString()
                .contains("result");
        assertThat(with(sound, sound.pool(), null, null, null).faults()).containsExactly("it is not revealed yet");
    }

    private static PublishedDraw with(
            PublishedDraw draw, List<Candidate> pool, String secret, String salt, List<Drawn> result) {
        return new PublishedDraw(
                draw.id(),
                draw.algorithm(),
                pool,
                draw.count(),
                draw.poolDigest(),
                draw.commitment(),
                draw.saltCommitment(),
                secret,
                salt,
                result);
    }
}
