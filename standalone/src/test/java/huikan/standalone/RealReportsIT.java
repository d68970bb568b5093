package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.testing.RanOn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Published reports with their figures, where they are at hand: {@code HUIKAN_REPORTS}, or beside the checkout. */
class RealReportsIT {

    private static final Path REPORTS = Optional.ofNullable(System.getenv("HUIKAN_REPORTS"))
            .map(Path::of)
            .orElse(RunningSuite.HOME.resolve("../shared/reports"));

    /**
     * @param explained the SOFT rules that ask something of it, with what was looked up in its text
     */
    private record Report(
            String seed, String text, String agency, String cycle, List<String> above, Map<String, String> explained) {}

    private record Fact(String scope, String code, String value) {}

    private static final List<Report> ALL = List.of(
            new Report(
                    "LN",
                    "liaoning-ndmo-2022.txt",
                    "210000-ndmo",
                    "annual-ndmo-2022",
                    List.of(),
                    Map.of("R45", "报告未单列第一责任人职责一章")),
            new Report(
                    "HAI",
                    "haizhou-district-2023.txt",
                    "210902-gov",
                    "annual-2023",
                    List.of("210900-gov", "210000-gov"),
                    Map.of(
                            "R42", "整改率100%指上级反馈的问题;仍有部门未动态调整执法事项清单,另列为不足",
                            "R45", "报告未单列第一责任人职责一章")),
            new Report(
                    "HGH",
                    "hangzhou-ccad-2019.txt",
                    "330100-ndmo",
                    "annual-ndmo-2019",
                    List.of("330000-ndmo"),
                    Map.of("R46", "电话咨询60余件为约数")));

    private static Api api;
    private static Map<String, JsonNode> indicators;

    @BeforeAll
    static void start() throws IOException {
        if (!Files.isDirectory(REPORTS)) {
            RanOn.notRun("the real reports", "they are not in " + REPORTS.normalize());
        }
        Assumptions.assumeTrue(Files.isDirectory(REPORTS), "the real reports are not here");
        api = RunningSuite.shared().api();
        indicators = new LinkedHashMap<>();
        for (JsonNode one : api.get("admin", "/api/indicators").is(200).json().path("items")) {
            indicators.put(one.path("code").asString(), one);
        }
    }

    @TestFactory
    List<DynamicTest> a_published_report_reaches_the_rollups_above_it() {
        return ALL.stream()
                .map(report -> DynamicTest.dynamicTest(report.agency(), () -> journey(report)))
                .toList();
    }

    private static void journey(Report report) throws IOException {
        List<Fact> facts = facts(report.seed());
        ObjectNode filing = filing(report, facts);
        String id = api.accepted(filing).path("id").asString();
        assertThat(explained(api.get(report.agency(), "/api/submissions/" + id).json()))
                .containsExactlyInAnyOrderElementsOf(report.explained().keySet());
        JsonNode review = api.passAllLevels(report.agency(), id);
        assertThat(review.path("state").asString()).isEqualTo("APPROVED");
        assertThat(review.path("decisions").size()).isEqualTo(report.above().size());
        api.awaitState(report.agency(), id, "APPROVED");

        List<String> reached = new ArrayList<>(List.of(report.agency()));
        reached.addAll(report.above());
        for (String agency : reached) {
            eventually(() -> {
                JsonNode rollup = api.rollup(agency, report.cycle(), agency, "APPROVED");
                facts.forEach(fact -> assertReached(fact, rollup, agency.equals(report.agency())));
                return null;
            });
        }
        JsonNode document = api.get(report.agency(), "/api/submissions/" + id + "/document")
                .is(200)
                .json();
        assertThat(document).isEqualTo(Api.JSON.readTree(filing.toString()));
    }

    /** Late they all are: the cycles of those years are over. */
    private static List<String> explained(JsonNode submission) {
        List<String> rules = new ArrayList<>();
        submission.path("checks").forEach(check -> rules.add(check.path("rule").asString()));
        rules.removeIf("R44"::equals);
        return rules;
    }

    private static void assertReached(Fact fact, JsonNode rollup, boolean itself) {
        JsonNode definition = indicators.get(fact.code());
        if (definition.path("type").asString().equals("RATE")) {
            return; // a claim: checked against its parts, never rolled up
        }
        JsonNode value = rollup.path("indicators").path(fact.code());
        switch (scope(fact)) {
            case "own" -> {
                boolean beyond = !definition.path("consolidation").asString().equals("NONE");
                if (itself || beyond) {
                    assertThat(value.path("total").asString())
                            .as(fact + " in " + rollup.path("under"))
                            .isEqualTo(fact.value());
                }
            }
            case "consolidated" -> {
                if (itself) {
                    assertThat(value.path("stated").asString())
                            .as(fact.toString())
                            .isEqualTo(fact.value());
                }
            }
            default -> {} // stated of a level below: kept in the document
        }
    }

    private static ObjectNode filing(Report report, List<Fact> facts) throws IOException {
        ObjectNode filing = Api.JSON
                .createObjectNode()
                .put("cycle", report.cycle())
                .put("agency", report.agency())
                .put("title", "法治政府建设情况的报告");
        sections(filing.putArray("sections"), Files.readString(REPORTS.resolve(report.text())));
        ObjectNode figures = filing.putObject("indicators");
        for (Fact fact : facts) {
            ObjectNode cells = figures.withObject("/" + scope(fact).replace("byLevel.", "byLevel/"));
            if (indicators.get(fact.code()).path("type").asString().equals("RATE")) {
                cells.put(fact.code(), fact.value());
            } else {
                cells.put(fact.code(), Long.parseLong(fact.value()));
            }
        }
        ObjectNode explanations = filing.putObject("explanations");
        report.explained().forEach(explanations::put);
        return filing;
    }

    /** One section for each heading 一、二、三、…, its kind by what the heading speaks of. */
    private static void sections(ArrayNode sections, String text) {
        for (String part : text.split("(?m)^(?=\\s*[一二三四五六七]、)")) {
            if (part.isBlank()) {
                continue;
            }
            String heading = part.strip().lines().findFirst().orElse("");
            String kind = "OTHER";
            if (heading.contains("不足") || heading.contains("问题")) {
                kind = "SHORTCOMINGS";
            } else if (heading.contains("第一责任人")) {
                kind = "LEADERSHIP_DUTY";
            } else if (heading.contains("下步")
                    || (heading.contains("年")
                            && (heading.contains("打算") || heading.contains("安排") || heading.contains("思路")))) {
                kind = "NEXT_YEAR";
            } else if (heading.contains("情况") || heading.contains("举措") || heading.contains("成效")) {
                kind = "MEASURES_RESULTS";
            }
            sections.addObject()
                    .put("kind", kind)
                    .put("heading", heading.length() > 200 ? heading.substring(0, 200) : heading)
                    .put("text", part);
        }
    }

    private static String scope(Fact fact) {
        return switch (fact.scope()) {
            case "CONS" -> "consolidated";
            case "CITY_OWN" -> "byLevel.CITY";
            case "COUNTY_OWN" -> "byLevel.COUNTY";
            default -> "own";
        };
    }

    private static List<Fact> facts(String seed) throws IOException {
        return Files.readAllLines(REPORTS.resolve("facts.tsv")).stream()
                .map(line -> line.split("\t", -1))
                .filter(cells -> cells[0].equals(seed))
                .map(cells -> new Fact(cells[2], cells[4], cells[5]))
                .toList();
    }
}
