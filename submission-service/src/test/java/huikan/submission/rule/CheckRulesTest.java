package huikan.submission.rule;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyLevel;
import huikan.filing.Filing;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.indicator.Indicators;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckRulesTest {

    private static final CheckRules RULES = new CheckRules(new Indicators());
    private static final CheckRules.Context COUNTY =
            new CheckRules.Context(AgencyLevel.COUNTY, LocalDate.of(2023, 12, 31), List.of());

    private static Filing filing(String indicators, String explanations) {
        String body = "{\"cycle\":\"c\",\"agency\":\"210902-gov\",\"indicators\":" + indicators + ",\"explanations\":"
                + explanations + "}";
        return ((WellFormed) FilingReader.read(body.getBytes(StandardCharsets.UTF_8))).filing();
    }

    private static List<Check> check(String own) {
        return RULES.check(filing("{\"own\":{" + own + "}}", "{}"), List.of("*"), COUNTY);
    }

    private static Optional<Check> check(String rule, String own) {
        return check(own).stream().filter(check -> check.rule().equals(rule)).findFirst();
    }

    /** Each rule with figures that satisfy it, figures that break it, and figures among which a part is missing. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    R03 | "LIT012":"48.74","LIT011":58,"LIT003":119 | "LIT012":"48.75","LIT011":58,"LIT003":119 | "LIT012":"48.74","LIT003":119
                    R04 | "LIT015":"100"                 | "LIT015":"100.01"                 | "LIT014":5
                    R05 | "LIT015":"50","LIT014":1,"LIT013":2 | "LIT015":"0","LIT014":0,"LIT013":0 | "LIT015":"N/A","LIT014":0,"LIT013":0
                    R06 | "INS001":5                     | "INS001":"5.5"                    | "INS001":"N/A"
                    R08 | "REC001":12,"REC002":10,"REC003":2 | "REC001":12,"REC002":10,"REC003":1 | "REC001":12,"REC002":10
                    R09 | "REC006":6,"REC007":4,"REC009":2 | "REC006":6,"REC007":4             | "REC006":6
                    R10 | "REC006":11,"REC002":10,"REC005":1 | "REC006":12,"REC002":10,"REC005":1 | "REC006":11,"REC005":1
                    R11 | "LIT003":3,"LIT004":3          | "LIT003":3,"LIT004":2             | "LIT003":3
                    R12 | "LIT011":2,"LIT006":1,"LIT009":1 | "LIT011":2,"LIT006":1           | "LIT011":2
                    R13 | "LIT003":4,"LIT001":3,"LIT002":1 | "LIT003":5,"LIT001":3,"LIT002":1 | "LIT003":4
                    R14 | "LIT014":5,"LIT013":5          | "LIT014":6,"LIT013":5             | "LIT014":6
                    R16 | "CFR004":6,"CFR005":1,"CFR006":2,"CFR007":3 | "CFR004":7,"CFR005":1,"CFR006":2,"CFR007":3 | "CFR004":7,"CFR005":1
                    R17 | "CFR001":9,"CFR002":4,"CFR003":4 | "CFR001":7,"CFR002":4,"CFR003":4 | "CFR001":64
                    R18 | "CFR004":4,"CFR001":5          | "CFR004":6,"CFR001":5             | "CFR004":4
                    R20 | "PEN001":9,"PEN002":1,"PEN003":1,"PEN004":1,"PEN005":1,"PEN006":1,"PEN007":1,"PEN008":1,"PEN009":1,"PEN010":1 | "PEN001":8,"PEN002":1,"PEN003":1,"PEN004":1,"PEN005":1,"PEN006":1,"PEN007":1,"PEN008":1,"PEN009":1,"PEN010":1 | "PEN001":9,"PEN003":1
                    R21 | "PEN001":9,"PEN012":4,"PEN013":5 | "PEN001":9,"PEN012":4,"PEN013":4 | "PEN001":9,"PEN012":4
                    R26 | "RCT003":94,"RCT001":94        | "RCT003":95,"RCT001":94           | "RCT003":95
                    R28 | "RCT001":6,"RCT005":1,"RCT006":2,"RCT007":3 | "RCT001":5,"RCT005":1,"RCT006":2,"RCT007":3 | "RCT001":6
                    R32 | "INS003":135,"INS002":135      | "INS003":136,"INS002":135         | "INS003":136
                    R33 | "SVC001":552,"SVC002":339,"SVC003":213 | "SVC001":552,"SVC002":339,"SVC003":214 | "SVC001":552
                    R34 | "SYS006":3,"SYS007":2,"SYS008":1 | "SYS006":3,"SYS007":2,"SYS008":0 | "SYS006":3,"SYS007":2
                    """)
    void a_rule_applies_only_when_its_parts_are_there(String rule, String right, String wrong, String without) {
        assertThat(check(rule, right))
                .hasValueSatisfying(check -> assertThat(check.passed()).isTrue());
        assertThat(check(rule, wrong)).hasValueSatisfying(check -> {
            assertThat(check.passed()).isFalse();
            assertThat(check.pointer()).startsWith("/indicators/own/");
            assertThat(check.message()).contains("=");
        });
        assertThat(check(rule, without)).isEmpty();
    }

    @Test
    void a_tie_may_be_rounded_either_way_and_nothing_else() {
        // 1/8 = 12.5 %
        for (String rate : List.of("13", "12", "12.5", "12.50")) {
            assertThat(check("R03", "\"LIT012\":\"" + rate + "\",\"LIT011\":1,\"LIT003\":8")
                            .orElseThrow()
                            .passed())
                    .as(rate)
                    .isTrue();
        }
        for (String rate : List.of("11", "14", "12.4", "12.51")) {
            assertThat(check("R03", "\"LIT012\":\"" + rate + "\",\"LIT011\":1,\"LIT003\":8")
                            .orElseThrow()
                            .passed())
                    .as(rate)
                    .isFalse();
        }
    }

    @Test
    void a_truncated_rate_passes_with_an_explanation_only() {
        // 2/3 = 66.666… %
        String cells = "{\"own\":{\"LIT012\":\"66.66\",\"LIT011\":2,\"LIT003\":3}}";
        assertThat(r03(cells, "{}").passed()).isFalse();
        assertThat(r03(cells, "{\"R03\":\"  \"}").passed()).isFalse();
        Check explained = r03(cells, "{\"R03\":\"按截断法取两位小数\"}");
        assertThat(explained.passed()).isTrue();
        assertThat(explained.explained()).isTrue();
        assertThat(r03("{\"own\":{\"LIT012\":\"66.60\",\"LIT011\":2,\"LIT003\":3}}", "{\"R03\":\"因为\"}")
                        .passed())
                .isFalse();
    }

    private static Check r03(String indicators, String explanations) {
        return RULES.check(filing(indicators, explanations), List.of("R03"), COUNTY)
                .getFirst();
    }

    @Test
    void a_rate_whose_numerator_is_a_sum_is_checked_against_the_sum() {
        assertThat(check("R03", "\"REC015\":\"50.0\",\"REC009\":1,\"REC010\":1,\"REC011\":1,\"REC012\":0,\"REC006\":6")
                        .orElseThrow()
                        .passed())
                .isTrue();
        assertThat(check("R03", "\"REC015\":\"50.0\",\"REC009\":1,\"REC006\":6"))
                .isEmpty();
    }

    @Test
    void the_largest_figures_are_checked_exactly() {
        assertThat(check("R03", "\"LIT012\":\"100.00\",\"LIT011\":9007199254740990,\"LIT003\":9007199254740991")
                        .orElseThrow()
                        .passed())
                .isTrue();
    }

    @Test
    void what_is_stated_of_the_levels_below_must_add_up_once_all_of_them_are_stated() {
        CheckRules.Context province =
                new CheckRules.Context(AgencyLevel.PROVINCE, LocalDate.of(2022, 12, 31), List.of());
        assertThat(levels(province, 9, 66, 28, 103)).hasValue(true);
        assertThat(levels(province, 9, 66, 28, 104)).hasValue(false);
        assertThat(levels(province, 9, 66, null, 75)).isEmpty();
        assertThat(levels(province, null, 82, 53, 135)).isEmpty();
    }

    private static Optional<Boolean> levels(
            CheckRules.Context context, Integer own, Integer city, Integer county, Integer consolidated) {
        String indicators = "{\"own\":{" + cell(own) + "},\"consolidated\":{" + cell(consolidated)
                + "},\"byLevel\":{\"CITY\":{" + cell(city) + "},\"COUNTY\":{" + cell(county) + "}}}";
        return RULES.check(filing(indicators, "{}"), List.of("R01"), context).stream()
                .findFirst()
                .map(Check::passed);
    }

    private static String cell(Integer value) {
        return value == null ? "" : "\"SYS001\":" + value;
    }

    @Test
    void a_required_cell_is_filled_if_only_with_not_applicable() {
        CheckRules.Context strict =
                new CheckRules.Context(AgencyLevel.COUNTY, LocalDate.of(2023, 12, 31), List.of("INS001", "INS002"));
        List<Check> checks = RULES.check(filing("{\"own\":{\"INS001\":\"N/A\"}}", "{}"), List.of("R07"), strict);
        assertThat(checks).singleElement().satisfies(check -> {
            assertThat(check.passed()).isFalse();
            assertThat(check.pointer()).isEqualTo("/indicators/own/INS002");
        });
    }

    @Test
    void a_form_may_ask_for_some_rules_and_a_rule_has_a_first_day() {
        String broken = "{\"own\":{\"RCT003\":9,\"RCT001\":1,\"LIT014\":9,\"LIT013\":1}}";
        assertThat(RULES.check(filing(broken, "{}"), List.of("R26"), COUNTY))
                .singleElement()
                .extracting(Check::rule)
                .isEqualTo("R26");
        CheckRules.Context before = new CheckRules.Context(AgencyLevel.COUNTY, LocalDate.of(2010, 12, 31), List.of());
        assertThat(RULES.check(filing(broken, "{}"), List.of("*"), before)).isEmpty();
    }

    @Test
    void an_expression_that_is_not_right_does_not_start() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                        Expression.compile("A1 == B2", java.util.Map.of("A1", dev.cel.common.types.SimpleType.INT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("B2");
    }
}
