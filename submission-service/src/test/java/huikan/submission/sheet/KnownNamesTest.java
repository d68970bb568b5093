package huikan.submission.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Meaning;
import huikan.events.CycleEvent.Measure;
import huikan.events.CycleEvent.Words;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownNamesTest {

    private final KnownNames names = KnownNames.ofIndicators(List.of(
            called("INS001", "行政检查", "Inspections made"),
            called("LIT001", "收案数", "Cases received"),
            called("REC001", "收案数", "Cases received"),
            new Definition("BAR001", FigureType.COUNT, Consolidation.SUM, List.of(), List.of(), null, null)));

    private static Definition called(String code, String zh, String en) {
        return new Definition(
                code,
                FigureType.COUNT,
                Consolidation.SUM,
                List.of(),
                List.of(),
                null,
                new Meaning(new Words(zh, en), "件", Measure.FLOW, new Words("", "")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            行政检查           | LIT001 | INS001
            ' 行政　检查 '     | LIT001 | INS001
            Inspections  made | LIT001 | INS001
            收案数             | INS001 | LIT001
            """)
    void the_name_of_another_is_known(String name, String code, String other) {
        assertThat(names.other(name, code)).contains(other);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            行政检查          | INS001
            Inspections made | INS001
            收案数            | REC001
            收案数（件）       | INS001
            ''               | INS001
            """)
    void its_own_name_and_one_that_nobody_has_are_no_other(String name, String code) {
        assertThat(names.other(name, code)).isEmpty();
    }
}
