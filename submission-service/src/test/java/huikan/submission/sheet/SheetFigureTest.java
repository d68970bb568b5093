package huikan.submission.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.CycleEvent.Meaning;
import huikan.events.CycleEvent.Measure;
import huikan.events.CycleEvent.Words;
import huikan.service.sheet.TableCell.Numeric;
import huikan.service.sheet.TableCell.Text;
import huikan.submission.sheet.SheetFigure.Filed;
import huikan.submission.sheet.SheetFigure.Refused;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SheetFigureTest {

    private static Definition of(FigureType type) {
        String unit = switch (type) {
            case COUNT -> "件";
            case AMOUNT -> "万元";
            case RATE -> "%";
        };
        return new Definition(
                "X",
                type,
                Consolidation.SUM,
                List.of(),
                List.of(),
                null,
                new Meaning(new Words("x", "x"), unit, Measure.FLOW, new Words("", "")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COUNT | 670 | 670",
                "COUNT | ６７０ | 670",
                "COUNT | '　670 ' | 670",
                "COUNT | 1,234,567 | 1234567",
                "COUNT | １，２３４ | 1234",
                "COUNT | 1 234 | 1234",
                "COUNT | 670.0 | 670",
                "COUNT | 0 | 0",
                "COUNT | 9007199254740991 | 9007199254740991",
                "COUNT | 不适用 | \"N/A\"",
                "COUNT | n/a | \"N/A\"",
                "AMOUNT | 12.34 | 12340000",
                "AMOUNT | 0.000001 | 1",
                "AMOUNT | 1,234.5 | 1234500000",
                "RATE | 48.74 | \"48.74\"",
                "RATE | ４８．７４％ | \"48.74\"",
                "RATE | 100 | \"100\"",
                "RATE | 不适用 | \"N/A\""
            })
    void a_text_that_can_only_mean_one_figure(FigureType type, String text, String filed) {
        assertThat(SheetFigure.of(new Text(text), of(type)))
                .isInstanceOfSatisfying(
                        Filed.class, one -> assertThat(one.value().toString()).isEqualTo(filed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COUNT | 1.2万 | figure.word | 12000",
                "COUNT | ３万件 | figure.word | 30000",
                "COUNT | 1,200万 | figure.word | 12000000",
                "COUNT | 2亿 | figure.word | 200000000",
                "AMOUNT | 12万元 | figure.word | 12",
                "AMOUNT | 12万 | figure.word | 12 if 12 万元 are meant",
                "COUNT | 670件 | figure.unit | 670",
                "COUNT | 约670 | figure.text | 件",
                "COUNT | 六百七十 | figure.text | 件",
                "COUNT | - | figure.text | 0 where there was nothing",
                "COUNT | 无 | figure.text | 不适用",
                "COUNT | 12,34 | figure.text | 12,34",
                "COUNT | 5² | figure.unit | 5",
                "COUNT | ½ | figure.text | ½",
                "COUNT | -5 | figure.negative | -5",
                "COUNT | 12.5 | figure.fractional | 12.5",
                "COUNT | 48.74% | figure.percent | 48.74%",
                "COUNT | 9007199254740992 | figure.too-large | 9007199254740991",
                "COUNT | 1e3 | figure.text | is no number",
                "COUNT | 1.23E+11 | figure.text | is no number",
                "COUNT | 0x10 | figure.text | is no number",
                "AMOUNT | 0.0000001 | figure.fractional | fen",
                "RATE | 48.7412345 | figure.rate | 48.7412345",
                "RATE | 高 | figure.text | 高"
            })
    void a_text_that_may_mean_something_else_is_refused_and_told_what_to_write(
            FigureType type, String text, String code, String advice) {
        assertThat(SheetFigure.of(new Text(text), of(type))).isInstanceOfSatisfying(Refused.class, one -> {
            assertThat(one.code()).isEqualTo(code);
            assertThat(one.message()).contains(advice);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "RATE, 0.4874, true, '\"48.74\"'",
        "RATE, 48.74, false, '\"48.74\"'",
        "COUNT, 6.7E2, false, 670",
        "AMOUNT, 1E+3, false, 1000000000"
    })
    void a_number_as_it_is_shown(FigureType type, BigDecimal stored, boolean percent, String filed) {
        assertThat(SheetFigure.of(new Numeric(stored, percent), of(type)))
                .isInstanceOfSatisfying(
                        Filed.class, one -> assertThat(one.value().toString()).isEqualTo(filed));
    }
}
