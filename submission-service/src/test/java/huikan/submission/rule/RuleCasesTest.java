package huikan.submission.rule;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyLevel;
import huikan.filing.Filing;
import huikan.filing.Filing.SectionKind;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.indicator.Indicators;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Each rule is run on the cases in its own file. */
class RuleCasesTest {

    private static final CheckRules RULES = new CheckRules(new Indicators());

    @Test
    void every_rule_of_the_list_is_here() {
        Set<String> listed = new TreeSet<>();
        IntStream.rangeClosed(1, 51).forEach(number -> listed.add("R%02d".formatted(number)));
        Set<String> known = new TreeSet<>();
        RULES.all()
                .forEach(rule ->
                        assertThat(known.add(rule.code())).as(rule.code()).isTrue());
        assertThat(known).isEqualTo(listed);
    }

    @TestFactory
    Stream<DynamicNode> every_case_of_every_rule() {
        return RuleFiles.files().stream().map(RuleCasesTest::rule);
    }

    private static DynamicContainer rule(JsonNode file) {
        String code = file.path("code").asString();
        List<JsonNode> cases =
                StreamSupport.stream(file.path("cases").spliterator(), false).toList();
        Stream<DynamicTest> each = IntStream.range(0, cases.size())
                .mapToObj(number -> DynamicTest.dynamicTest(
                        (number + 1) + " " + cases.get(number).path("expect").asString() + " "
                                + cases.get(number).path("name").asString(""),
                        () -> run(code, cases.get(number))));
        return DynamicContainer.dynamicContainer(
                code, Stream.concat(Stream.of(DynamicTest.dynamicTest("whole", () -> whole(file, cases))), each));
    }

    private static void whole(JsonNode file, List<JsonNode> cases) {
        assertThat(cases)
                .extracting(one -> one.path("expect").asString())
                .contains("PASSES", "FAILS", "DOES_NOT_APPLY");
        List<CheckRule> versions = RuleFiles.versions(file);
        assertThat(versions)
                .extracting(CheckRule::version)
                .isEqualTo(IntStream.rangeClosed(1, versions.size()).boxed().toList());
        for (CheckRule one : versions) {
            assertThat(one.message().zh()).isNotBlank();
            assertThat(one.message().en()).isNotBlank();
            assertThat(one.until() == null || !one.until().isBefore(one.from())).isTrue();
        }
    }

    private static void run(String code, JsonNode one) {
        List<Check> checks = check(code, one, null);
        String expected = one.path("expect").asString();
        if (expected.equals("DOES_NOT_APPLY")) {
            assertThat(checks).isEmpty();
            return;
        }
        assertThat(checks).isNotEmpty();
        assertThat(checks).allSatisfy(check -> assertThat(check.message()).isNotBlank());
        if (!expected.equals("FAILS")) {
            assertThat(checks).allMatch(Check::passed);
            assertThat(checks.stream().anyMatch(Check::explained)).isEqualTo(expected.equals("EXPLAINED"));
            return;
        }
        List<Check> failed = checks.stream().filter(check -> !check.passed()).toList();
        assertThat(failed).isNotEmpty();
        assertThat(failed.getFirst().message()).contains(one.path("sees").asString(""));
        // an explanation makes good what is SOFT, and nothing that is blank does
        if (failed.getFirst().severity() == CheckRule.Severity.SOFT) {
            assertThat(check(code, one, "因为")).allMatch(Check::passed).anyMatch(Check::explained);
            assertThat(check(code, one, " \u3000\t ")).anyMatch(check -> !check.passed());
        }
    }

    private static List<Check> check(String code, JsonNode one, @org.jspecify.annotations.Nullable String explanation) {
        LocalDate periodEnd = LocalDate.parse(one.path("periodEnd").asString("2023-12-31"));
        String dueOn = one.path("dueOn").asString("");
        CheckRules.Context context = new CheckRules.Context(
                AgencyLevel.valueOf(one.path("level").asString("COUNTY")),
                periodEnd,
                RULES.definitions(),
                texts(one.path("required")),
                lists(one.path("wholes")),
                texts(one.path("sections")).stream().map(SectionKind::valueOf).toList(),
                LocalDate.parse(one.path("receivedOn").asString("2024-02-01")),
                dueOn.isEmpty() ? null : LocalDate.parse(dueOn),
                one.path("late").asBoolean(false),
                one.has("before") ? filing(one.path("before")).indicators().own() : Map.of(),
                counted(one.path("counted")));
        ObjectNode filed = ((ObjectNode) one.path("filing")).deepCopy();
        if (explanation != null) {
            filed.putObject("explanations").put(code, explanation);
        }
        return RULES.check(filing(filed), RULES.shippedBy(List.of(code), periodEnd, LocalDate.MAX), context);
    }

    private static Map<String, Long> counted(JsonNode figures) {
        return figures.propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, one -> one.getValue().asLong()));
    }

    private static List<List<String>> lists(JsonNode lists) {
        return StreamSupport.stream(lists.spliterator(), false)
                .map(RuleCasesTest::texts)
                .toList();
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asString)
                .toList();
    }

    private static Filing filing(JsonNode parts) {
        ObjectNode whole = ((ObjectNode) parts).deepCopy().put("cycle", "c").put("agency", "210902-gov");
        return ((WellFormed) FilingReader.read(JsonMapper.shared().writeValueAsBytes(whole))).filing();
    }

    /** Beside the cases: what is about is no part of what must add up. */
    @Test
    void an_approximate_figure_enters_no_hard_rule_and_is_not_that_of_a_register() {
        String figures = "{\"own\":{\"CPL001\":60,\"CPL002\":61,\"CPL003\":\"120.0\"}}";
        Set<String> exact = failed(figures, "受理投诉举报60件。");
        assertThat(exact).contains("R32", "R04", "R51").doesNotContain("R46");
        Set<String> about = failed(figures, "受理投诉举报60余件。");
        assertThat(about).contains("R46").doesNotContain("R32", "R03", "R51");
    }

    private static Set<String> failed(String figures, String text) {
        Filing filing = filing(JsonMapper.shared()
                .readTree("{\"indicators\":" + figures + ",\"sections\":[{\"kind\":\"MEASURES_RESULTS\",\"text\":\""
                        + text + "\"}]}"));
        LocalDate end = LocalDate.of(2023, 12, 31);
        Set<String> failed = new HashSet<>();
        RULES
                .check(
                        filing,
                        RULES.shippedBy(List.of("*"), end, LocalDate.MAX),
                        new CheckRules.Context(
                                AgencyLevel.COUNTY,
                                end,
                                RULES.definitions(),
                                List.of(),
                                List.of(),
                                List.of(),
                                end,
                                null,
                                false,
                                Map.of(),
                                Map.of("CPL001", 59L)))
                .stream()
                .filter(check -> !check.passed())
                .forEach(check -> failed.add(check.rule()));
        return failed;
    }

    @Test
    void a_cycle_from_before_rules_were_frozen_has_those_that_were_published_when_it_opened() {
        LocalDate end = LocalDate.of(2023, 12, 31);
        assertThat(RULES.shippedBy(List.of("*"), end, LocalDate.of(2024, 1, 1)))
                .containsKey("R32")
                .doesNotContainKey("R45");
        assertThat(RULES.shippedBy(List.of("*"), end, LocalDate.MAX)).containsKey("R45");
        assertThat(RULES.shippedBy(List.of("R32"), end, LocalDate.MAX)).containsOnlyKeys("R32");
    }
}
