package huikan.analytics.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** What is in the rows, and who sees them. */
class FeedRowsIT extends OnFeed {

    @Test
    void the_service_document_names_the_sets() {
        for (String root : List.of("", "?$format=json")) {
            JsonNode document = get(PROVINCE, root);
            assertThat(document.path("@odata.context").asString()).isEqualTo(address("$metadata"));
            assertThat(texts(document.path("value").valueStream().toList(), "name"))
                    .isEqualTo(SETS);
            assertThat(texts(document.path("value").valueStream().toList(), "url"))
                    .isEqualTo(SETS);
        }
        for (String same : List.of("", "/", "/$metadata", "?$format=json")) {
            for (String root : List.of("/api/metrics/odata", "/api/metrics/%6Fdata")) {
                HttpResponse<String> answer = send(PROVINCE, "GET", "http://127.0.0.1:" + port + root + same);
                assertThat(answer.statusCode()).as(root + same + answer.body()).isEqualTo(200);
            }
        }
    }

    private Element metadata() throws Exception {
        HttpResponse<String> answer = ask(COUNTY, "$metadata", "Accept", "application/xml");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("application/xml");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body().getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private static List<Element> elements(Element within, String name) {
        NodeList found = within.getElementsByTagNameNS("http://docs.oasis-open.org/odata/ns/edm", name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    private static final Map<String, Predicate<JsonNode>> VALUES = Map.of(
            "Edm.String", JsonNode::isString,
            "Edm.Int64", JsonNode::isIntegralNumber,
            "Edm.Decimal", JsonNode::isNumber,
            "Edm.Date", value -> value.asString().matches("\\d{4}-\\d\\d-\\d\\d"),
            "Edm.DateTimeOffset",
                    value -> value.asString().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z"));

    @Test
    void every_property_of_every_row_is_declared_with_its_type_and_none_besides() throws Exception {
        Element metadata = metadata();
        assertThat(metadata.getNamespaceURI()).isEqualTo("http://docs.oasis-open.org/odata/ns/edmx");
        assertThat(metadata.getAttribute("Version")).isEqualTo("4.0");
        String namespace = elements(metadata, "Schema").getFirst().getAttribute("Namespace");
        Map<String, Element> types = new TreeMap<>();
        elements(metadata, "EntityType").forEach(one -> types.put(namespace + "." + one.getAttribute("Name"), one));
        List<Element> sets = elements(metadata, "EntitySet");
        assertThat(sets).extracting(one -> one.getAttribute("Name")).isEqualTo(SETS);
        Set<String> filled = new HashSet<>();
        for (Element set : sets) {
            Element type = Objects.requireNonNull(types.get(set.getAttribute("EntityType")));
            Map<String, Element> properties = new LinkedHashMap<>();
            elements(type, "Property").forEach(one -> properties.put(one.getAttribute("Name"), one));
            List<String> keys = elements(type, "PropertyRef").stream()
                    .map(one -> one.getAttribute("Name"))
                    .toList();
            assertThat(keys).isNotEmpty().allMatch(properties::containsKey);
            List<JsonNode> rows = all("admin", set.getAttribute("Name"));
            assertThat(rows).isNotEmpty();
            assertThat(rows.stream()
                            .map(row -> keys.stream().map(row::path).toList())
                            .distinct())
                    .as("the key tells rows apart")
                    .hasSameSizeAs(rows);
            for (JsonNode row : rows) {
                assertThat(row.propertyNames()).containsExactlyElementsOf(properties.keySet());
                properties.forEach((name, property) -> {
                    JsonNode value = row.path(name);
                    boolean nullable = !property.getAttribute("Nullable").equals("false");
                    assertThat(
                                    value.isNull()
                                            ? nullable
                                            : VALUES.get(property.getAttribute("Type"))
                                                    .test(value))
                            .as("%s %s of %s", property.getAttribute("Type"), name, row)
                            .isTrue();
                    if (!value.isNull()) {
                        filled.add(type.getAttribute("Name") + "." + name);
                    }
                });
            }
        }
        assertThat(filled)
                .as("what is never filled is not tested")
                .contains(
                        "Figure.total",
                        "Figure.atMost",
                        "Figure.rate",
                        "Figure.stated",
                        "Figure.why",
                        "Figure.numerator",
                        "Figure.agencyName",
                        "Indicator.nameZh",
                        "Indicator.numerator",
                        "Figure.parent",
                        "Completeness.filedRate".replace("Completeness", "AgencyCompleteness"));
    }

    private JsonNode metric(String as, String path) {
        HttpResponse<String> answer = send(as, "GET", "http://127.0.0.1:" + port + "/api/metrics/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static void sameNumber(JsonNode told, JsonNode row, String property) {
        JsonNode number = row.path(property);
        if (told.isMissingNode() || told.isNull() || told.asString().equals("N/A")) {
            assertThat(number.isNull()).as(property + " of " + row).isTrue();
        } else if (property.endsWith("ate")) {
            assertThat(number.decimalValue()).as(property + " of " + row).isEqualByComparingTo(told.asString());
        } else {
            assertThat(number.asString()).as(property + " of " + row).isEqualTo(told.asString());
        }
    }

    @Test
    void the_figures_are_those_of_the_rollups() {
        Map<List<String>, JsonNode> rows = new HashMap<>();
        all(PROVINCE, "Figures")
                .forEach(row -> rows.put(
                        Stream.of("cycle", "agency", "basis", "indicator")
                                .map(name -> row.path(name).asString())
                                .toList(),
                        row));
        int compared = 0;
        for (String cycle : CYCLES) {
            for (String agency :
                    texts(all(PROVINCE, "Completeness" + with("$filter", "cycle eq 'annual-2022'")), "agency")) {
                for (String basis : List.of("APPROVED", "REPORTED")) {
                    JsonNode rollup =
                            metric(PROVINCE, "rollup?cycle=" + encoded(cycle) + "&under=" + agency + "&basis=" + basis);
                    for (Map.Entry<String, JsonNode> one :
                            rollup.path("indicators").properties()) {
                        JsonNode row = rows.remove(List.of(cycle, agency, basis, one.getKey()));
                        assertThat(row).as(cycle + agency + basis + one).isNotNull();
                        // of nobody's numbers the sums are 0 there, and none here
                        JsonNode sums = one.getValue().path("filings").asLong() == 0
                                ? MissingNode.getInstance()
                                : one.getValue();
                        sameNumber(sums.path("total"), row, "total");
                        for (String name : List.of(
                                "atMost",
                                "rate",
                                "numerator",
                                "denominator",
                                "why",
                                "filings",
                                "zeros",
                                "notApplicable",
                                "silent",
                                "stated")) {
                            sameNumber(one.getValue().path(name), row, name);
                        }
                        Map.of(
                                        "PROVINCE",
                                        "totalProvince",
                                        "CITY",
                                        "totalCity",
                                        "COUNTY",
                                        "totalCounty",
                                        "TOWNSHIP",
                                        "totalTownship")
                                .forEach((level, name) ->
                                        sameNumber(sums.path("byLevel").path(level), row, name));
                        sameNumber(rollup.path("filings").path("counted"), row, "counted");
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isGreaterThan(90);
        assertThat(rows).as("rows that no rollup has").isEmpty();
    }

    @Test
    void completeness_is_that_of_its_own_path() {
        List<JsonNode> rows = all(PROVINCE, "Completeness");
        assertThat(rows).hasSize(27);
        for (JsonNode row : rows) {
            JsonNode told = metric(
                    PROVINCE,
                    "completeness?cycle=" + encoded(row.path("cycle").asString()) + "&under="
                            + row.path("agency").asString());
            for (String name : List.of("expected", "filed", "onTime", "late", "missing", "filedRate", "onTimeRate")) {
                sameNumber(told.path(name), row, name);
            }
        }
        assertThat(rows)
                .anyMatch(row -> row.path("late").asLong() > 0)
                .anyMatch(row -> row.path("missing").asLong() > 0);
        assertThat(texts(rows, "parent")).contains(PROVINCE, CITY);
        assertThat(rows)
                .allMatch(row -> row.path("agencyName")
                        .asString()
                        .equals("政府 " + row.path("agency").asString()));
    }

    @Test
    void the_indicators_are_as_the_cycle_froze_them() {
        List<JsonNode> rows = all(COUNTY, "Indicators" + with("$filter", "cycle eq 'q1'"));
        assertThat(texts(rows, "code")).containsExactly("INS001", "INS900", "LIT003", "LIT012", "NEVER", "SYS002");
        assertThat(rows.get(3).path("numerator").asString()).isEqualTo("LIT003+SYS002");
        assertThat(rows.get(3).path("denominator").asString()).isEqualTo("INS001");
        assertThat(Stream.of("nameZh", "nameEn", "unit", "overTime")
                        .map(one -> rows.getFirst().path(one).asString()))
                .containsExactly("行政检查次数", "Inspections", "次", "SUM");
        assertThat(rows.get(3).path("nameZh").isNull()).isTrue();
        assertThat(rows.get(3).path("overTime").asString()).isEqualTo("NONE");
        assertThat(rows.getFirst().path("numerator").isNull()).isTrue();
        assertThat(texts(all(COUNTY, "Cycles"), "id"))
                .isEqualTo(CYCLES.stream().sorted().toList());
    }

    @Test
    void an_agency_sees_itself_and_those_below_it_and_the_administrator_all() {
        assertThat(texts(all(COUNTY, "Figures"), "agency")).isNotEmpty().containsOnly(COUNTY);
        assertThat(new HashSet<>(texts(all(CITY, "Completeness"), "agency")))
                .containsExactlyInAnyOrder(CITY, COUNTY, "210903-gov", "210904-gov");
        assertThat(texts(all(PROVINCE, "Figures"), "agency")).allMatch(code -> code.startsWith("21"));
        assertThat(new HashSet<>(texts(all("admin", "Completeness"), "agency"))).contains(PROVINCE, OTHER, WIDE);
    }

    @Test
    void another_province_is_not_in_the_answer_however_it_is_asked_for() {
        for (String filter : List.of(
                "agency eq '330902-gov'",
                "agency in ('330000-gov','330902-gov')",
                "startswith(agency,'33')",
                "agency ne '210000-gov' and parent eq '330900-gov'",
                "not startswith(agency,'21')")) {
            for (String set : List.of("Figures", "Completeness")) {
                assertThat(all(PROVINCE, set + with("$filter", filter)))
                        .as(filter)
                        .isEmpty();
                assertThat(all("admin", set + with("$filter", filter)))
                        .as(filter)
                        .isNotEmpty();
                assertThat(ask(PROVINCE, set + "/$count" + with("$filter", filter + " and cycle eq 'annual-2022'"))
                                .body())
                        .isEqualTo("0");
            }
        }
        refused(404, "odata-unknown", ask(PROVINCE, "Completeness(cycle='annual-2022',agency='330902-gov')"));
        assertThat(get(OTHER, "Completeness(cycle='annual-2022',agency='330902-gov')")
                        .path("expected")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void a_place_in_a_page_that_somebody_else_was_given_shows_nothing_more() {
        String next = get("admin", "Completeness?$top=20", "Prefer", "odata.maxpagesize=5")
                .path("@odata.nextLink")
                .asString();
        String token = next.replaceAll(".*skiptoken=", "");
        assertThat(texts(all(COUNTY, "Completeness?$skiptoken=" + token), "agency"))
                .isNotEmpty()
                .containsOnly(COUNTY);
    }
}
