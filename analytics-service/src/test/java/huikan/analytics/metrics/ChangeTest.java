package huikan.analytics.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Meaning;
import huikan.events.CycleEvent.Measure;
import huikan.events.CycleEvent.OverTime;
import huikan.events.CycleEvent.Words;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeTest {

    private static final Definition NOW = definition(OverTime.SUM, meaning("检查次数", "Inspections", "次", "不含复查"));

    private static Meaning meaning(String zh, String en, String unit, String notes) {
        return new Meaning(new Words(zh, en), unit, Measure.FLOW, new Words(notes, "en " + en));
    }

    private static Definition definition(@Nullable OverTime overTime, @Nullable Meaning meaning) {
        return new Definition("A", FigureType.COUNT, Consolidation.SUM, List.of(), List.of(), overTime, meaning);
    }

    @Test
    void another_name_or_translation_is_no_other_definition() {
        Definition renamed = definition(OverTime.SUM, meaning("行政检查次数", "Administrative inspections", "次", "不含复查"));
        assertThat(Change.redefines(renamed, NOW)).isFalse();
    }

    @Test
    void what_an_older_cycle_did_not_freeze_is_no_other_definition() {
        assertThat(Change.redefines(NOW, definition(null, null))).isFalse();
        assertThat(Change.redefines(definition(null, null), NOW)).isFalse();
    }

    @Test
    void what_makes_another_number_is() {
        assertThat(List.of(
                        definition(OverTime.LAST, NOW.meaning()),
                        definition(OverTime.SUM, meaning("检查次数", "Inspections", "万次", "不含复查")),
                        definition(OverTime.SUM, meaning("检查次数", "Inspections", "次", "含复查")),
                        new Definition(
                                "A",
                                FigureType.COUNT,
                                Consolidation.SUM_DISTINCT,
                                List.of(),
                                List.of(),
                                OverTime.SUM,
                                NOW.meaning()),
                        new Definition("A", FigureType.AMOUNT, Consolidation.SUM, List.of(), List.of())))
                .allMatch(other -> Change.redefines(other, NOW));
        assertThat(Change.redefines(
                        new Definition("R", FigureType.RATE, Consolidation.RATIO_OF_SUMS, List.of("A"), List.of("B")),
                        new Definition("R", FigureType.RATE, Consolidation.RATIO_OF_SUMS, List.of("A"), List.of("C"))))
                .isTrue();
    }
}
