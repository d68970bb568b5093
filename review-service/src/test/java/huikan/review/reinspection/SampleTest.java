package huikan.review.reinspection;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.draw.Candidate;
import huikan.review.finding.SecondLooks.Closed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static Closed closed(String id, String category, boolean key, int relapses) {
        return new Closed(id, "210902-gov", category, key, 0, relapses, null, List.of("210900-gov"), List.of());
    }

    @Test
    void key_findings_are_certain_and_of_the_others_a_share_rounded_up() {
        List<Closed> closed = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            closed.add(closed("f" + i, "kind " + i, i < 2, 0));
        }
        Sample sample = new Sample(closed);
        assertThat(sample.certain()).extracting(Closed::id).containsExactly("f0", "f1");
        assertThat(sample.pool()).hasSize(8);
        assertThat(sample.count(0.3)).isEqualTo(3);
        assertThat(sample.count(0.5)).isEqualTo(4);
        assertThat(sample.count(1)).isEqualTo(8);
        assertThat(sample.count(0)).isZero();
        assertThat(new Sample(closed.subList(0, 2)).count(1)).isZero();
    }

    @Test
    void what_has_a_history_is_more_likely() {
        Sample sample = new Sample(List.of(
                closed("alone", "A", false, 0),
                closed("again", "B", false, 2),
                closed("twin 1", "C", false, 0),
                closed("twin 2", "C", false, 0)));
        assertThat(sample.pool())
                .extracting(Candidate::id, Candidate::weight)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("alone", 1.0),
                        org.assertj.core.groups.Tuple.tuple("again", 7.0),
                        org.assertj.core.groups.Tuple.tuple("twin 1", 2.0),
                        org.assertj.core.groups.Tuple.tuple("twin 2", 2.0));
        assertThat(sample.recurrences(closed("twin 1", "C", false, 0))).containsExactly("twin 2");
    }
}
