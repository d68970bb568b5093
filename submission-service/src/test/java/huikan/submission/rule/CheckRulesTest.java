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
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckRulesTest {

    private static final CheckRules RULES = new CheckRules(new Indicators());
    private static final CheckRules.Context COUNTY = context(AgencyLevel.COUNTY, "2023-12-31");
    private static final Map<String, Integer> ALL = inForce("*", "2023-12-31");

    private static CheckRules.Context context(AgencyLevel level, String periodEnd, String... required) {
        return new CheckRules.Context(
                level,
                LocalDate.parse(periodEnd),
                RULES.definitions(),
                List.of(required),
                List.of(),
                List.of(),
                LocalDate.parse(periodEnd),
                null,
                false,
                Map.of(),
                Map.of());
    }

    private static Map<String, Integer> inForce(String code, String periodEnd) {
        return RULES.shippedBy(List.of(code), LocalDate.parse(periodEnd), LocalDate.MAX);
    }

    private static Filing filing(String indicators, String explanations) {
        String body = "{\"cycle\":\"c\",\"agency\":\"210902-gov\",\"indicators\":" + indicators + ",\"explanations\":"
                + explanations + "}";
        return ((WellFormed) FilingReader.read(body.getBytes(StandardCharsets.UTF_8))).filing();
    }

    private static List<Check> check(String own) {
        return RULES.check(filing("{\"own\":{" + own + "}}", "{}"), ALL, COUNTY);
    }

    private static Optional<Check> check(String rule, String own) {
        return check(own).stream().filter(check -> check.rule().equals(rule)).findFirst();
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
        return RULES.check(filing(indicators, explanations), inForce("R03", "2023-12-31"), COUNTY)
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
        CheckRules.Context province = context(AgencyLevel.PROVINCE, "2022-12-31");
        assertThat(levels(province, 9, 66, 28, 103)).hasValue(true);
        assertThat(levels(province, 9, 66, 28, 104)).hasValue(false);
        assertThat(levels(province, 9, 66, null, 75)).isEmpty();
        assertThat(levels(province, null, 82, 53, 135)).isEmpty();
    }

    private static Optional<Boolean> levels(
            CheckRules.Context context, Integer own, Integer city, Integer county, Integer consolidated) {
        String indicators = "{\"own\":{" + cell(own) + "},\"consolidated\":{" + cell(consolidated)
                + "},\"byLevel\":{\"CITY\":{" + cell(city) + "},\"COUNTY\":{" + cell(county) + "}}}";
        return RULES.check(filing(indicators, "{}"), inForce("R01", "2022-12-31"), context).stream()
                .findFirst()
                .map(Check::passed);
    }

    private static String cell(Integer value) {
        return value == null ? "" : "\"SYS001\":" + value;
    }

    @Test
    void a_required_cell_is_filled_if_only_with_not_applicable() {
        CheckRules.Context strict = context(AgencyLevel.COUNTY, "2023-12-31", "INS001", "INS002");
        List<Check> checks =
                RULES.check(filing("{\"own\":{\"INS001\":\"N/A\"}}", "{}"), inForce("R07", "2023-12-31"), strict);
        assertThat(checks).singleElement().satisfies(check -> {
            assertThat(check.passed()).isFalse();
            assertThat(check.pointer()).isEqualTo("/indicators/own/INS002");
        });
    }

    @Test
    void a_form_may_ask_for_some_rules_and_a_rule_has_a_first_day() {
        String broken = "{\"own\":{\"RCT003\":9,\"RCT001\":1,\"LIT014\":9,\"LIT013\":1}}";
        assertThat(RULES.check(filing(broken, "{}"), inForce("R26", "2023-12-31"), COUNTY))
                .singleElement()
                .extracting(Check::rule)
                .isEqualTo("R26");
        assertThat(inForce("*", "2010-12-31")).isEmpty();
    }

    @Test
    void an_expression_that_is_not_right_does_not_start() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() ->
                        Expression.compile("A1 == B2", java.util.Map.of("A1", dev.cel.common.types.SimpleType.INT)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("B2");
    }

    /** Figures end at 2^53 - 1, so that no shipped rule comes here. */
    @Test
    void an_expression_without_a_value_is_an_exception_of_its_own() {
        Map<String, dev.cel.common.types.CelType> variables = Map.of("A", dev.cel.common.types.SimpleType.INT);
        for (String without : List.of(
                "9223372036854775807 + A > 0",
                "1 / (A - 1) == 0",
                "1 % (A - 1) == 0",
                "halfUp(A, 3, 1000000000) == ''",
                "halfUp(A, 0, 1) == ''")) {
            Expression expression = Expression.compile(without, variables);
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> expression.holds(Map.of("A", 1L)))
                    .as(without)
                    .isInstanceOf(Expression.Incalculable.class);
        }
    }

    @Test
    void the_largest_figures_of_all_come_to_an_answer() {
        String cells = new Indicators()
                .all().stream()
                        .map(one -> "\"" + one.code() + "\":9007199254740991")
                        .collect(java.util.stream.Collectors.joining(","));
        assertThat(check(cells)).isNotEmpty().noneMatch(check -> check.message().contains("可计算"));
    }

    private static CheckRule rule(String severity, String rest) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .readValue("""
                        {"code": "X1", "version": 1001, "from": "2015-01-01", "severity": "%s", "class": "BALANCE",
                         "message": {"zh": "一", "en": "one"}, "scopes": ["own"], %s}""".formatted(severity, rest), CheckRule.class);
    }

    private static Check judged(CheckRule rule, String explanations) {
        List<Check> checks =
                RULES.checkAlone(RULES.compile(rule), filing("{\"own\":{\"REC001\":5}}", explanations), COUNTY);
        assertThat(checks).hasSize(1);
        return checks.getFirst();
    }

    @Test
    void a_rule_that_has_no_value_for_a_filing_fails_and_says_so() {
        String overflow =
                "\"relations\": [{\"needs\": [\"REC001\"], \"expression\": \"9223372036854775807 + REC001 > 0\"}]";
        Check hard = judged(rule("HARD", overflow), "{\"X1\":\"因为\"}");
        assertThat(hard.passed()).isFalse();
        assertThat(hard.message()).isEqualTo("一\uFF1A数值超出可计算的范围 (REC001=5)");
        assertThat(judged(rule("SOFT", overflow), "{}").passed()).isFalse();
        assertThat(judged(rule("SOFT", overflow), "{\"X1\":\"因为\"}").explained())
                .isTrue();
    }

    @Test
    void where_a_condition_has_no_value_the_expression_decides() {
        String cell = "\"each\": \"CELL\", \"when\": \"1 / (type.size() - 5) > 0\", \"expression\": \"form == '%s'\"";
        assertThat(judged(rule("HARD", cell.formatted("WHOLE")), "{}").passed()).isTrue();
        assertThat(judged(rule("HARD", cell.formatted("DECIMAL")), "{}").passed())
                .isFalse();
    }

    @Test
    void a_share_that_the_text_has_as_about_makes_no_sum() {
        String body = """
                {"cycle":"c","agency":"210902-gov","indicators":{"own":{"MED003":"60.00","TSK005":"41.00"}},
                 "sections":[{"kind":"MEASURES_RESULTS","text":"行政调解成功率%s60.00%%。"}]}""";
        assertThat(failedShares(body.formatted(""))).containsExactly("R50");
        assertThat(failedShares(body.formatted("约"))).isEmpty();
    }

    private static List<String> failedShares(String body) {
        CheckRules.Context context = new CheckRules.Context(
                AgencyLevel.COUNTY,
                LocalDate.parse("2023-12-31"),
                RULES.definitions(),
                List.of(),
                List.of(List.of("TSK005", "MED003")),
                List.of(),
                LocalDate.parse("2023-12-31"),
                null,
                false,
                Map.of(),
                Map.of());
        Filing filing = ((WellFormed) FilingReader.read(body.getBytes(StandardCharsets.UTF_8))).filing();
        return RULES.check(filing, ALL, context).stream()
                .filter(check -> !check.passed() && check.severity() == CheckRule.Severity.HARD)
                .map(Check::rule)
                .toList();
    }

    @Test
    void what_is_compared_with_something_known_besides_is_found_wherever_a_relation_names_it() {
        CheckRule r48 = RULES.find("R48").orElseThrow();
        assertThat(CheckRules.Compared.by(r48).against()).containsExactly("PEN016");
        assertThat(CheckRules.Compared.by(r48).findings()).isEmpty();
        CheckRule before = new CheckRule(
                "X1",
                1,
                null,
                r48.from(),
                null,
                r48.severity(),
                r48.clazz(),
                r48.message(),
                r48.scopes(),
                null,
                null,
                null,
                null,
                null,
                null,
                List.of(new CheckRule.Relation(
                        List.of("PEN016_before", "REC009_against"), null, null, "PEN016_before <= REC009_against")),
                null);
        assertThat(CheckRules.Compared.by(before).against()).containsExactly("PEN016");
        assertThat(RULES.compared().findings()).contains("CFR009", "RCT003").doesNotContain("PEN016");
    }
}
