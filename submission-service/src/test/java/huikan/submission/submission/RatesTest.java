package huikan.submission.submission;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.SubmissionEvent.Ratio;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RatesTest {

    private static final List<Definition> INDICATORS = List.of(
            new Definition("A", FigureType.COUNT, Consolidation.SUM, List.of(), List.of()),
            new Definition("R", FigureType.RATE, Consolidation.NONE, List.of("A", "B"), List.of("C", "D")));

    private static Ratio rate(Map<String, Long> own) {
        return Rates.of(own, INDICATORS).get("R");
    }

    @Test
    void a_part_that_did_not_occur_adds_nothing() {
        assertThat(rate(Map.of("A", 2L, "C", 8L))).isEqualTo(new Ratio(2, 8));
        assertThat(rate(Map.of("A", 2L, "B", 3L, "C", 8L, "D", 1L))).isEqualTo(new Ratio(5, 9));
        assertThat(rate(Map.of("B", 0L, "D", 9L))).as("zero was filed").isEqualTo(new Ratio(0, 9));
    }

    @Test
    void more_than_a_whole_of_which_a_part_was_not_filed_is_no_rate() {
        assertThat(rate(Map.of("A", 5L, "C", 3L))).isNull();
        assertThat(rate(Map.of("A", 5L, "C", 3L, "D", 0L)))
                .as("the whole was filed")
                .isEqualTo(new Ratio(5, 3));
    }

    @Test
    void of_what_nothing_was_filed_nothing_is_known() {
        assertThat(rate(Map.of("A", 2L, "B", 3L))).isNull();
        assertThat(rate(Map.of("C", 2L, "D", 3L))).isNull();
        assertThat(rate(Map.of())).isNull();
        assertThat(Rates.of(Map.of("A", 1L), INDICATORS)).isEmpty();
    }
}
