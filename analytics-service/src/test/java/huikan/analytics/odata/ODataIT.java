package huikan.analytics.odata;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import huikan.analytics.directory.Directory;
import huikan.analytics.directory.ToldDirectory;
import huikan.analytics.rollup.WrittenRollups;
import huikan.events.AgencyEvent.AgencyPut;
import huikan.events.AgencyLevel;
import huikan.events.CycleEvent.Consolidation;
import huikan.events.CycleEvent.CycleIssued;
import huikan.events.CycleEvent.Definition;
import huikan.events.CycleEvent.FigureType;
import huikan.events.Line;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.Outcome;
import huikan.events.SubmissionEvent.Ratio;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionDecided;
import huikan.events.Superior;
import huikan.testing.OnInfrastructure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.bson.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The feed over HTTP, of two small provinces, and of a wide one in which nearly nothing is filed. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        // no event of another test comes here, and none is kept from one
        properties = {"huikan.store.database=odata_it", "spring.kafka.listener.auto-startup=false"})
@Import(ODataIT.Tokens.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ODataIT extends OnInfrastructure {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PATH = "/api/metrics/odata/";
    private static final String PROVINCE = "210000-gov";
    private static final String CITY = "210900-gov";
    private static final String COUNTY = "210902-gov";
    private static final String OTHER = "330000-gov";
    private static final String WIDE = "320000-gov";
    private static final List<String> SETS = List.of("Cycles", "Indicators", "Figures", "Completeness");
    /** One name has what has to be quoted, and what has to be encoded. */
    private static final List<String> CYCLES =
            List.of("annual-2022", "annual-2023", "o'clock + 5% & 半年", "o'clock 半年", "q1", "q2", "q3", "q4");

    private static final Instant AT = Instant.parse("2024-02-08T00:00:00Z");

    @LocalServerPort
    int port;

    @Autowired
    Directory directory;

    @Autowired
    MongoDatabase database;

    private final HttpClient http = HttpClient.newHttpClient();

    /** A token here is the agency, or empty for the administrator's. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Tokens {
        @Bean
        JwtDecoder jwtDecoder() {
            return token -> {
                Jwt.Builder jwt =
                        Jwt.withTokenValue(token).header("alg", "none").subject(token);
                return token.equals("admin")
                        ? jwt.claim("role", "ADMIN").build()
                        : jwt.claim("role", "VIEWER").claim("agency", token).build();
            };
        }
    }

    @BeforeAll
    void filed() {
        // the indexes stay
        List.of("agencies", "cycles", "counts-1", "sums-1", "history-1")
                .forEach(one -> database.getCollection(one).deleteMany(new Document()));
        List<Definition> definitions = List.of(
                new Definition("SYS002", FigureType.COUNT, Consolidation.SUM_DISTINCT, List.of(), List.of()),
                new Definition("INS001", FigureType.COUNT, Consolidation.SUM, List.of(), List.of()),
                new Definition("INS900", FigureType.AMOUNT, Consolidation.NONE, List.of(), List.of()),
                new Definition("LIT003", FigureType.COUNT, Consolidation.SUM, List.of(), List.of()),
                new Definition(
                        "LIT012",
                        FigureType.RATE,
                        Consolidation.RATIO_OF_SUMS,
                        List.of("LIT003", "SYS002"),
                        List.of("INS001")),
                new Definition("NEVER", FigureType.COUNT, Consolidation.SUM, List.of(), List.of()));
        LocalDate day = LocalDate.of(2024, 1, 1);
        List<CycleIssued> cycles = new ArrayList<>();
        for (String cycle : CYCLES) {
            cycles.add(new CycleIssued(
                    cycle,
                    cycle.replaceAll("\\W.*", ""),
                    Line.TERRITORY,
                    day,
                    day.plusDays(9),
                    day,
                    day.plusDays(20),
                    day.plusDays(cycles.size()),
                    definitions));
        }
        List<AgencyPut> agencies = new ArrayList<>();
        for (String province : List.of("21", "33")) {
            agencies.add(agency(province + "0000-gov", AgencyLevel.PROVINCE, null));
            for (String city : List.of("09", "10")) {
                agencies.add(agency(province + city + "00-gov", AgencyLevel.CITY, province + "0000-gov"));
                for (String county : List.of("02", "03", "04")) {
                    agencies.add(
                            agency(province + city + county + "-gov", AgencyLevel.COUNTY, province + city + "00-gov"));
                }
            }
        }
        agencies.add(agency(WIDE, AgencyLevel.PROVINCE, null));
        for (int i = 0; i < 1_300; i++) {
            agencies.add(agency("%s-%04d".formatted("32", i), AgencyLevel.COUNTY, WIDE));
        }
        ToldDirectory.put(directory, agencies, cycles);
        WrittenRollups.write(database, events(new Random(3)));
    }

    private static AgencyPut agency(String code, AgencyLevel level, String territory) {
        return new AgencyPut(code, code, level, territory, null, 1);
    }

    private static List<Superior> path(String agency) {
        String province = agency.substring(0, 2) + "0000-gov";
        String city = agency.substring(0, 4) + "00-gov";
        return agency.startsWith("32")
                ? List.of(new Superior(WIDE, AgencyLevel.PROVINCE))
                : agency.equals(city)
                        ? List.of(new Superior(province, AgencyLevel.PROVINCE))
                        : List.of(new Superior(city, AgencyLevel.CITY), new Superior(province, AgencyLevel.PROVINCE));
    }

    private static List<SubmissionEvent> events(Random random) {
        List<SubmissionEvent> events = new ArrayList<>();
        for (String cycle : CYCLES.subList(0, 3)) {
            for (String province : List.of("21", "33")) {
                for (String agency : List.of("0900", "0902", "0903", "0904", "1002", "1003", "1004")) {
                    file(events, random, cycle, province + agency + "-gov");
                }
            }
        }
        // one filing behind thousands of agencies that owe none
        events.add(accepted("q4", "32-0599", 7, false));
        // and a cycle in which many have filed
        for (int i = 0; i <= FeedReader.READ_AT_ONCE; i++) {
            events.add(accepted("q3", "32-%04d".formatted(i), i % 4, false));
        }
        return events;
    }

    private static void file(List<SubmissionEvent> events, Random random, String cycle, String agency) {
        AgencyLevel level = agency.endsWith("00-gov") ? AgencyLevel.CITY : AgencyLevel.COUNTY;
        events.add(new ObligationOpened(cycle, agency, level, path(agency), LocalDate.of(2024, 3, 1), null, null, AT));
        if (random.nextInt(5) > 0) {
            events.add(accepted(cycle, agency, random.nextLong(4), random.nextBoolean()));
            if (random.nextBoolean()) {
                events.add(new SubmissionDecided(cycle + "/" + agency, cycle, agency, 1, Outcome.APPROVED, 3, "x", AT));
            }
        }
    }

    private static SubmissionAccepted accepted(String cycle, String agency, long figure, boolean late) {
        Map<String, Long> own = new HashMap<>(Map.of("INS001", figure, "INS900", 1_000_000_007 * figure));
        if (figure > 1) {
            own.put("SYS002", figure);
        }
        return new SubmissionAccepted(
                cycle + "/" + agency,
                cycle,
                agency,
                agency.endsWith("00-gov") ? AgencyLevel.CITY : AgencyLevel.COUNTY,
                path(agency),
                1,
                "sha256:x",
                AT,
                late,
                null,
                own,
                Map.of("INS001", figure + 1),
                figure != 1 ? Map.of("LIT012", new Ratio(figure, figure * 3)) : Map.of(),
                List.of(),
                figure == 3 ? List.of("LIT003") : List.of(),
                null,
                JSON.readTree("{}"));
    }

    // ---- asking

    private HttpResponse<String> send(String as, String method, String address, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + as)
                .method(method, method.equals("POST") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private String address(String resource) {
        return "http://127.0.0.1:" + port + PATH + resource;
    }

    private HttpResponse<String> ask(String as, String resource, String... headers) {
        return send(as, "GET", address(resource), headers);
    }

    private JsonNode get(String as, String resource, String... headers) {
        HttpResponse<String> answer = ask(as, resource, headers);
        assertThat(answer.statusCode()).as(resource + " " + answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("OData-Version")).hasValue("4.0");
        return JSON.readTree(answer.body());
    }

    private JsonNode refused(int status, String code, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("OData-Version")).hasValue("4.0");
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json;odata.metadata=minimal");
        JsonNode error = JSON.readTree(answer.body()).path("error");
        assertThat(error.path("code").asString()).as(answer.body()).isEqualTo(code);
        assertThat(error.path("message").asString()).hasSizeGreaterThan(10);
        return error;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String with(String... options) {
        StringBuilder query = new StringBuilder();
        for (int i = 0; i < options.length; i += 2) {
            query.append(i == 0 ? "?" : "&").append(options[i]).append("=").append(encoded(options[i + 1]));
        }
        return query.toString();
    }

    /** All pages, as a client follows them. */
    private List<JsonNode> all(String as, String resource, String... headers) {
        List<JsonNode> rows = new ArrayList<>();
        Set<String> asked = new HashSet<>();
        String next = address(resource);
        while (next != null) {
            assertThat(asked.add(next)).as("asked for the first time: " + next).isTrue();
            HttpResponse<String> answer = send(as, "GET", next, headers);
            assertThat(answer.statusCode()).as(next + " " + answer.body()).isEqualTo(200);
            JsonNode page = JSON.readTree(answer.body());
            page.path("value").forEach(rows::add);
            next = page.path("@odata.nextLink").asString(null);
        }
        return rows;
    }

    private static List<String> texts(List<JsonNode> rows, String property) {
        return rows.stream().map(row -> row.path(property).asString()).toList();
    }

    // ---- what there is

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
        for (String same : List.of("", "/", "/$metadata")) {
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
                        for (String name : List.of(
                                "total",
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
                                .forEach((level, name) -> sameNumber(
                                        one.getValue().path("byLevel").path(level), row, name));
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
    }

    @Test
    void the_indicators_are_as_the_cycle_froze_them() {
        List<JsonNode> rows = all(COUNTY, "Indicators" + with("$filter", "cycle eq 'q1'"));
        assertThat(texts(rows, "code")).containsExactly("INS001", "INS900", "LIT003", "LIT012", "NEVER", "SYS002");
        assertThat(rows.get(3).path("numerator").asString()).isEqualTo("LIT003+SYS002");
        assertThat(rows.get(3).path("denominator").asString()).isEqualTo("INS001");
        assertThat(rows.getFirst().path("numerator").isNull()).isTrue();
        assertThat(texts(all(COUNTY, "Cycles"), "id"))
                .isEqualTo(CYCLES.stream().sorted().toList());
    }

    // ---- who sees what

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

    // ---- pages

    @Test
    void whatever_the_size_of_the_pages_the_rows_are_the_same() {
        for (String set : SETS) {
            List<JsonNode> whole = all(PROVINCE, set);
            for (int size : new int[] {1, 2, 7, 50}) {
                assertThat(all(PROVINCE, set, "Prefer", "odata.maxpagesize=" + size))
                        .isEqualTo(whole);
            }
            for (int[] part :
                    new int[][] {{0, 3}, {3, 8}, {0, 1}, {0, 0}, {whole.size() - 2, 9}, {whole.size(), 2}, {9_999, 1}
                    }) {
                List<JsonNode> expected =
                        whole.stream().skip(part[0]).limit(part[1]).toList();
                String options = "?$skip=" + part[0] + "&$top=" + part[1];
                assertThat(all(PROVINCE, set + options)).isEqualTo(expected);
                assertThat(all(PROVINCE, set + options, "Prefer", "maxpagesize=2"))
                        .isEqualTo(expected);
            }
            assertThat(all(PROVINCE, set + "?$top=999999999999999999")).isEqualTo(whole);
            assertThat(all(PROVINCE, set + "?$skip=999999999999999999")).isEmpty();
        }
    }

    @Test
    void a_page_says_that_it_is_the_last_when_it_is() {
        int rows = all(COUNTY, "Completeness").size();
        assertThat(get(COUNTY, "Completeness", "Prefer", "odata.maxpagesize=" + rows)
                        .has("@odata.nextLink"))
                .isFalse();
        assertThat(get(COUNTY, "Completeness", "Prefer", "odata.maxpagesize=" + (rows - 1))
                        .has("@odata.nextLink"))
                .isTrue();
        assertThat(get(COUNTY, "Completeness?$top=1").has("@odata.nextLink")).isFalse();
        assertThat(get(COUNTY, "Completeness?$top=0").path("value").size()).isZero();
        assertThat(get(COUNTY, "Completeness?$top=0").has("@odata.nextLink")).isFalse();
    }

    @Test
    void a_page_reads_no_more_than_it_may_and_the_next_one_goes_on() {
        String sparse = "Figures" + with("$filter", "cycle ne 'q3'");
        JsonNode first = get(WIDE, sparse);
        assertThat(first.path("value").size()).as("nobody has filed there").isZero();
        assertThat(first.path("@odata.nextLink").asString()).isNotEmpty();
        List<JsonNode> rows = all(WIDE, sparse);
        assertThat(new HashSet<>(texts(rows, "agency"))).containsExactlyInAnyOrder(WIDE, "32-0599");
        assertThat(all(WIDE, sparse + "&$skip=2")).isEqualTo(rows.subList(2, rows.size()));
        assertThat(all(WIDE, sparse + "&$skip=1&$top=2")).isEqualTo(rows.subList(1, 3));
        JsonNode one = get(WIDE, "Figures" + with("$filter", "cycle eq 'q4' and agency eq '32-0599'"));
        assertThat(one.has("@odata.nextLink")).isFalse();

        String dense = "Completeness" + with("$filter", "cycle eq 'q3'");
        assertThat(get(WIDE, dense).path("value").size()).isEqualTo(FeedReader.READ_OF_PAGE);
        assertThat(texts(all(WIDE, dense), "agency"))
                .hasSize(FeedReader.READ_AT_ONCE + 2)
                .doesNotHaveDuplicates();
        assertThat(all(WIDE, dense + "&$skip=900&$top=3")).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Figures/$count",
                "Figures?$count=true",
                "Figures?$orderby=total",
                "Completeness?$orderby=late%20desc",
                "Completeness?$orderby=cycle%20desc",
                "Completeness/$count?$filter=cycle%20eq%20'q3'",
                "Figures?$orderby=total&$filter=cycle%20eq%20'q3'&$top=1"
            })
    void what_cannot_be_told_in_pages_is_refused_where_it_would_read_too_much(String asked) {
        for (String caller : List.of(WIDE, "admin")) {
            assertThat(refused(400, "odata-too-much", ask(caller, asked))
                            .path("message")
                            .asString())
                    .contains("agencies in cycles", "cycle eq");
        }
    }

    @Test
    void what_reads_little_is_counted_and_put_in_order() {
        String cycle = with("$filter", "cycle eq 'q4'");
        assertThat(ask(WIDE, "Figures/$count" + cycle).body())
                .isEqualTo(Integer.toString(all(WIDE, "Figures" + cycle).size()));
        assertThat(all(WIDE, "Figures" + cycle + "&$orderby=indicator,agency")).isNotEmpty();
        assertThat(ask(WIDE, "Figures?$orderby=cycle,agency").statusCode())
                .as("the order that they are in")
                .isEqualTo(200);
    }

    @Test
    void the_first_look_of_a_client_needs_no_filter() {
        JsonNode look = get(PROVINCE, "Figures?$top=1000");
        assertThat(look.path("value").size()).isPositive();
        assertThat(look.path("@odata.context").asString()).isEqualTo(address("$metadata#Figures"));
    }

    @Test
    void links_begin_with_the_address_that_the_gateway_is_known_by() {
        String[] told = {"Huikan-Origin", "https://figures.example:8443", "Prefer", "odata.maxpagesize=1"};
        JsonNode page = get(PROVINCE, "Cycles", told);
        assertThat(page.path("@odata.nextLink").asString())
                .startsWith("https://figures.example:8443/api/metrics/odata/Cycles?");
        assertThat(page.path("@odata.context").asString())
                .startsWith("https://figures.example:8443/api/metrics/odata/$metadata#");
        assertThat(get(PROVINCE, "Cycles", "Huikan-Origin", "javascript:alert(1)")
                        .path("@odata.context")
                        .asString())
                .startsWith("http://127.0.0.1:");
    }

    // ---- options

    private record Condition(String text, Predicate<JsonNode> holds) {
        private static Condition of(
                String property, String literal, String operator, Function<JsonNode, Integer> order) {
            return new Condition(property + " " + operator + " " + literal, row -> {
                if (row.path(property).isNull()) {
                    return operator.equals("ne");
                }
                int compared = order.apply(row.path(property));
                return switch (operator) {
                    case "eq" -> compared == 0;
                    case "ne" -> compared != 0;
                    case "gt" -> compared > 0;
                    case "ge" -> compared >= 0;
                    case "lt" -> compared < 0;
                    default -> compared <= 0;
                };
            });
        }
    }

    private static Condition condition(Random random, List<JsonNode> rows) {
        JsonNode row = rows.get(random.nextInt(rows.size()));
        String operator = List.of("eq", "ne", "gt", "ge", "lt", "le").get(random.nextInt(6));
        switch (random.nextInt(7)) {
            case 0 -> {
                String property =
                        List.of("cycle", "agency", "indicator", "basis").get(random.nextInt(4));
                String value = row.path(property).asString();
                String other =
                        rows.get(random.nextInt(rows.size())).path(property).asString();
                return new Condition(
                        "%s in ('%s', '%s')".formatted(property, value.replace("'", "''"), other.replace("'", "''")),
                        one -> Set.of(value, other.equals(value) ? "" : other)
                                .contains(one.path(property).asString()));
            }
            case 1 -> {
                String part = row.path("agency").asString().substring(0, 4);
                return new Condition(
                        "startswith(agency,'" + part + "')",
                        one -> one.path("agency").asString().startsWith(part));
            }
            case 2 -> {
                String property = List.of("total", "filings", "silent", "counted", "numerator")
                        .get(random.nextInt(5));
                long value = random.nextLong(8);
                return Condition.of(property, Long.toString(value), operator, one -> Long.compare(one.asLong(), value));
            }
            case 3 -> {
                return Condition.of(
                        "rate",
                        "33.33",
                        operator,
                        one -> one.decimalValue().compareTo(new java.math.BigDecimal("33.33")));
            }
            case 4 -> {
                return new Condition("total eq null", one -> one.path("total").isNull());
            }
            default -> {
                String property =
                        List.of("cycle", "agency", "indicator", "basis", "type").get(random.nextInt(5));
                String value = row.path(property).asString();
                return Condition.of(
                        property,
                        "'" + value.replace("'", "''") + "'",
                        operator,
                        one -> one.asString().compareTo(value));
            }
        }
    }

    @Test
    void generated_filters_choose_what_plain_java_chooses_whatever_the_size_of_the_pages() {
        List<JsonNode> rows = all(PROVINCE, "Figures");
        Random random = new Random(20);
        int chosen = 0;
        for (int round = 0; round < 150; round++) {
            Condition a = condition(random, rows);
            Condition b = condition(random, rows);
            Condition c = condition(random, rows);
            Condition filter = switch (random.nextInt(4)) {
                case 0 -> a;
                case 1 -> new Condition(a.text + " and " + b.text, a.holds.and(b.holds));
                case 2 -> new Condition(a.text + " or " + b.text + " and " + c.text, a.holds.or(b.holds.and(c.holds)));
                default ->
                    new Condition(
                            "not (" + a.text + " or " + b.text + ")",
                            a.holds.or(b.holds).negate());
            };
            List<JsonNode> expected = rows.stream().filter(filter.holds).toList();
            String asked = "Figures" + with("$filter", filter.text);
            int size = 1 + random.nextInt(40);
            assertThat(all(PROVINCE, asked, "Prefer", "odata.maxpagesize=" + size))
                    .as(filter.text)
                    .isEqualTo(expected);
            assertThat(ask(PROVINCE, asked.replace("Figures", "Figures/$count")).body())
                    .as(filter.text)
                    .isEqualTo("" + expected.size());
            chosen += expected.isEmpty() ? 0 : 1;
        }
        assertThat(chosen).isGreaterThan(75);
    }

    @Test
    void rows_come_in_the_order_that_is_asked_for() {
        List<JsonNode> rows = all(PROVINCE, "Figures" + with("$filter", "cycle eq 'annual-2022'"));
        Comparator<JsonNode> byTotal = Comparator.comparing(
                row -> row.path("total").isNull() ? null : row.path("total").asLong(),
                Comparator.nullsFirst(Comparator.naturalOrder()));
        List<JsonNode> expected = rows.stream()
                .sorted(byTotal.reversed()
                        .thenComparing(row -> row.path("indicator").asString()))
                .toList();
        String asked = "Figures" + with("$filter", "cycle eq 'annual-2022'", "$orderby", "total desc, indicator");
        assertThat(all(PROVINCE, asked)).isEqualTo(expected);
        assertThat(all(PROVINCE, asked, "Prefer", "odata.maxpagesize=3")).isEqualTo(expected);
        assertThat(all(PROVINCE, asked + "&$top=7&$skip=4", "Prefer", "odata.maxpagesize=3"))
                .isEqualTo(expected.subList(4, 11));
        assertThat(all(PROVINCE, asked + "&$top=0")).isEmpty();
        assertThat(all(PROVINCE, asked + "&$skip=999999999999999999")).isEmpty();
        List<String> ids = new ArrayList<>(CYCLES);
        ids.sort(Comparator.reverseOrder());
        assertThat(texts(all(PROVINCE, "Cycles?$orderby=id%20desc"), "id")).isEqualTo(ids);
        assertThat(texts(all(PROVINCE, "Cycles?$orderby=form%20asc,id%20asc"), "id"))
                .hasSameSizeAs(CYCLES);
        assertThat(texts(all(PROVINCE, "Cycles?$orderby=closesOn"), "id")).isEqualTo(CYCLES);
    }

    @Test
    void a_count_is_of_all_rows_whatever_page_is_shown() {
        int all = all(PROVINCE, "Completeness").size();
        JsonNode page = get(PROVINCE, "Completeness?$count=true&$top=2&$skip=1");
        assertThat(page.path("@odata.count").asInt()).isEqualTo(all);
        assertThat(page.path("value").size()).isEqualTo(2);
        assertThat(get(PROVINCE, "Completeness?$count=false").has("@odata.count"))
                .isFalse();
        HttpResponse<String> count = ask(PROVINCE, "Completeness/$count", "Accept", "application/json");
        assertThat(count.body()).isEqualTo(Integer.toString(all));
        assertThat(count.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain");
        JsonNode first = get(PROVINCE, "Completeness?$count=true", "Prefer", "odata.maxpagesize=3");
        assertThat(first.path("@odata.nextLink").asString()).doesNotContain("count");
    }

    @Test
    void of_what_is_selected_the_rest_is_left_out() {
        JsonNode page = get(PROVINCE, "Figures" + with("$select", "total, cycle,indicator", "$top", "3"));
        assertThat(page.path("@odata.context").asString())
                .isEqualTo(address("$metadata#Figures(cycle,indicator,total)"));
        page.path("value")
                .forEach(row -> assertThat(row.propertyNames()).containsExactly("cycle", "indicator", "total"));
        assertThat(get(PROVINCE, "Cycles?$select=*").path("value").get(0).size())
                .isEqualTo(8);
        // what is filtered and ordered by need not be selected
        assertThat(all(PROVINCE, "Cycles" + with("$select", "form", "$filter", "id eq 'q1'", "$orderby", "dueOn desc")))
                .hasSize(1);
    }

    @Test
    void one_row_is_found_by_its_key() {
        String odd = CYCLES.get(3);
        JsonNode one = get(
                PROVINCE,
                "Cycles(" + encoded("'" + odd.replace("'", "''") + "'").replace("%27", "'") + ")");
        assertThat(one.path("id").asString()).isEqualTo(odd);
        assertThat(one.path("@odata.context").asString()).isEqualTo(address("$metadata#Cycles/$entity"));
        JsonNode row = all(COUNTY, "Figures").getFirst();
        JsonNode same = get(
                COUNTY,
                "Figures(cycle='%s',agency='%s',basis='%s',indicator='%s')?$select=total,filings"
                        .formatted(
                                row.path("cycle").asString(),
                                COUNTY,
                                row.path("basis").asString(),
                                row.path("indicator").asString()));
        assertThat(same.path("filings")).isEqualTo(row.path("filings"));
        assertThat(same.size()).isEqualTo(3);
        assertThat(ask(PROVINCE, "Cycles('5%25')").statusCode())
                .as("what the server itself refuses in a path can be had by $filter")
                .isEqualTo(400);
        refused(404, "odata-unknown", ask(PROVINCE, "Cycles('nothing')"));
        refused(400, "odata-filter", ask(PROVINCE, "Figures('annual-2022')"));
        refused(400, "odata-option", ask(PROVINCE, "Cycles('q1')?$filter=id%20eq%20'q1'"));
    }

    @Test
    void what_is_unknown_in_a_filter_is_in_no_row() {
        for (String set : List.of("Figures", "Completeness", "Indicators")) {
            assertThat(all(PROVINCE, set + with("$filter", "cycle eq 'nothing'")))
                    .isEmpty();
            assertThat(get(PROVINCE, set + with("$filter", "cycle eq 'nothing'", "$count", "true"))
                            .path("@odata.count")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void options_may_be_encoded_as_clients_do_it() {
        List<JsonNode> expected =
                all(PROVINCE, "Completeness" + with("$filter", "cycle eq 'annual-2022' and late gt 0"));
        assertThat(expected).isNotEmpty();
        for (String query : List.of(
                "%24filter=cycle+eq+%27annual-2022%27+and+late+gt+0",
                "$filter=cycle%20eq%20'annual-2022'%20and%20late%20gt%200&",
                "&&$filter=(cycle%09eq%20'annual-2022')and(late%20gt%200)",
                "$filter=%63ycle%20eq%20'annual-2022'%20and%20late%20gt%20+0".replace("+", "%2B"))) {
            assertThat(all(PROVINCE, "Completeness?" + query)).as(query).isEqualTo(expected);
        }
        String odd = with("$filter", "cycle eq 'o''clock + 5% & 半年'");
        assertThat(all(PROVINCE, "Completeness" + odd, "Prefer", "odata.maxpagesize=2"))
                .hasSize(9);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Figures?$filter=nothing%20eq%201                 | 400 | odata-filter",
                "Figures?$filter=total%20eq%20'1'                 | 400 | odata-filter",
                "Figures?$filter=cycle%20eq%202023                | 400 | odata-filter",
                "Figures?$filter=asOf%20gt%202024-01-01           | 400 | odata-filter",
                "Figures?$filter=(total%20eq%201                  | 400 | odata-filter",
                "Figures?$filter=total%20eq%201)                  | 400 | odata-filter",
                "Figures?$filter=                                 | 400 | odata-filter",
                "Figures?$filter                                  | 400 | odata-filter",
                "Figures?$filter=total                            | 400 | odata-filter",
                "Figures/$count?$filter=total                     | 400 | odata-filter",
                "Figures?$filter=tolower(agency)%20eq%20'a'       | 501 | odata-unsupported",
                "Figures?$filter=total%20add%201%20eq%202         | 501 | odata-unsupported",
                "Figures?$top=-1                                  | 400 | odata-option",
                "Figures?$top=                                    | 400 | odata-option",
                "Figures?$top=1.5                                 | 400 | odata-option",
                "Figures?$top=99999999999999999999                | 400 | odata-option",
                "Figures?$skip=-1                                 | 400 | odata-option",
                "Figures?$skip=many                               | 400 | odata-option",
                "Figures?$skip=99999999999999999999               | 400 | odata-option",
                "Figures?$count=maybe                             | 400 | odata-option",
                "Figures?$count=                                  | 400 | odata-option",
                "Figures?$select=nothing                          | 400 | odata-option",
                "Figures?$select=                                 | 400 | odata-option",
                "Figures?$select=total,                           | 400 | odata-option",
                "Figures?$select=total/x                          | 400 | odata-option",
                "Figures?$orderby=nothing                         | 400 | odata-option",
                "Figures?$orderby=                                | 400 | odata-option",
                "Figures?$orderby=total%20up                      | 400 | odata-option",
                "Figures?$orderby=total,total%20desc              | 400 | odata-option",
                "Figures?$orderby=total%20asc%20desc              | 400 | odata-option",
                "Figures?$skiptoken=nothing                       | 400 | odata-option",
                "Figures?$skiptoken=                              | 400 | odata-option",
                "Cycles?$skiptoken=12                             | 400 | odata-option",
                "Cycles?$orderby=form&$skiptoken=WyJhIl0          | 400 | odata-option",
                "Figures?$filter=total%20eq%201&$filter=total%20eq%202 | 400 | odata-option",
                "Figures?$top=1&%24top=2                          | 400 | odata-option",
                "Figures?top=1                                    | 400 | odata-option",
                "Figures?$Top=1                                   | 400 | odata-option",
                "Figures?$nothing=1                               | 400 | odata-option",
                "Figures?under=210000-gov                         | 400 | odata-option",
                "Figures?asOf=2024-01-01T00:00:00Z                | 400 | odata-option",
                "Figures?=1                                       | 400 | odata-option",
                "?$top=1                                          | 400 | odata-option",
                "$metadata?$filter=1                              | 400 | odata-option",
                "Figures/$count?$top=1                            | 400 | odata-option",
                "Figures?$expand=agency                           | 501 | odata-unsupported",
                "Figures?$apply=aggregate(total)                  | 501 | odata-unsupported",
                "Figures?$search=a                                | 501 | odata-unsupported",
                "Figures?$compute=1                               | 501 | odata-unsupported",
                "Figures?@p='a'                                   | 501 | odata-unsupported",
                "Figures/$count?$search=a                         | 501 | odata-unsupported",
                "$batch                                           | 501 | odata-unsupported",
                "$all                                             | 501 | odata-unsupported",
                "Cycles('q1')/form                                | 501 | odata-unsupported",
                "Cycles('q1')/form/$value                         | 501 | odata-unsupported",
                "Cycles/$ref                                      | 501 | odata-unsupported",
                "Cycles/                                          | 501 | odata-unsupported",
                "Nothing                                          | 404 | odata-unknown",
                "figures                                          | 404 | odata-unknown",
                "Figures.xml                                      | 404 | odata-unknown",
                "%E4%B8%AD                                        | 404 | odata-unknown",
                "Figures?$format=xml                              | 406 | odata-format",
                "Figures?$format=atom                             | 406 | odata-format",
                "Figures?$format=nonsense                         | 406 | odata-format",
                "Figures?$format=                                 | 406 | odata-format",
                "Figures?$format=application/json;odata.metadata=full | 406 | odata-format",
                "$metadata?$format=json                           | 406 | odata-format"
            })
    void what_cannot_be_answered_is_refused_with_the_reason(String asked, int status, String code) {
        refused(status, code, ask(PROVINCE, asked.strip()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"$filter=%zz", "$filter=%", "$filter=a%2", "$filter=%ff", "%c3%28=1", "$top=%E4%B8", "%=1"})
    void what_is_encoded_wrongly_is_refused(String query) throws IOException {
        // the client of the JDK would not send it
        try (Socket line = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request =
                    "GET " + PATH + "Figures?" + query + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                            + PROVINCE + "\r\nConnection: close\r\n\r\n";
            line.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"odata-option\"", "OData-Version: 4.0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "DELETE"})
    void nothing_is_written(String method) {
        for (String resource : List.of("Cycles", "Cycles('q1')", "$batch", "")) {
            HttpResponse<String> answer = send(PROVINCE, method, address(resource));
            refused(405, "odata-read-only", answer);
            assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD");
        }
    }

    @Test
    void a_head_says_what_a_get_would() {
        HttpResponse<String> head = send(PROVINCE, "HEAD", address("Cycles"));
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("OData-Version")).hasValue("4.0");
    }

    @Test
    void a_filter_that_is_too_long_or_too_deep_is_refused_at_once() {
        String deep = "(".repeat(100) + "total%20eq%201" + ")".repeat(100);
        refused(400, "odata-filter", ask(PROVINCE, "Figures?$filter=" + deep));
        refused(400, "odata-filter", ask(PROVINCE, "Figures?$filter=" + "not%20".repeat(100) + "true"));
        refused(400, "odata-filter", ask(PROVINCE, "Figures?$filter=cycle%20eq%20'" + "x".repeat(5_000) + "'"));
        assertThat(ask(PROVINCE, "Figures?$filter=cycle%20eq%20'" + "x".repeat(10_000) + "'")
                        .statusCode())
                .as("the server itself reads no such line")
                .isEqualTo(400);
    }

    @Test
    void a_filter_that_names_no_cycle_is_answered_in_pages() {
        Instant begin = Instant.now();
        List<JsonNode> rows = all(
                "admin",
                "Figures" + with("$filter", "total gt 6 and indicator eq 'INS001' and not contains(agency,'gov')"));
        assertThat(texts(rows, "agency")).containsOnly("32-0599");
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
    }

    // ---- formats

    private static final String EXCEL =
            "application/json;odata.metadata=minimal;q=1.0,application/json;odata=minimalmetadata;q=0.9,"
                    + "application/atomsvc+xml;q=0.8,application/atom+xml;q=0.8,application/json;q=0.7,text/plain;q=0.7";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "application/*",
                EXCEL,
                "text/html, application/json;q=0.5",
                "application/json;odata.metadata=full;q=1, application/json;q=0.2",
                "application/json;odata.metadata=\"minimal\";odata.streaming=true",
                "application/json;charset=utf-8"
            })
    void minimal_json_is_what_all_clients_get(String accept) {
        HttpResponse<String> answer = ask(PROVINCE, "Cycles", "Accept", accept, "OData-MaxVersion", "4.0");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/json;odata.metadata=minimal");
        assertThat(JSON.readTree(answer.body()).has("@odata.context")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/atom+xml",
                "application/json;odata=verbose",
                "application/json;odata.metadata=full",
                "application/json;q=0",
                "no media type"
            })
    void what_accepts_none_of_it_is_told_so(String accept) {
        refused(406, "odata-format", ask(PROVINCE, "Cycles", "Accept", accept));
    }

    @Test
    void without_metadata_there_are_the_rows_and_how_to_go_on() {
        JsonNode page = get(
                PROVINCE,
                "Cycles?$count=true",
                "Accept",
                "application/json;odata.metadata=none",
                "Prefer",
                "odata.maxpagesize=1");
        assertThat(page.propertyNames()).containsExactly("@odata.count", "value", "@odata.nextLink");
    }

    @Test
    void large_numbers_are_strings_for_those_who_ask() {
        String accept = "application/json;IEEE754Compatible=true;odata.metadata=minimal";
        HttpResponse<String> answer = ask(PROVINCE, "Figures?$count=true&$top=40", "Accept", accept);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains("IEEE754Compatible=true");
        JsonNode page = JSON.readTree(answer.body());
        assertThat(page.path("@odata.count").isString()).isTrue();
        Map<String, Integer> strings = new TreeMap<>();
        page.path("value")
                .forEach(row -> List.of("filings", "total", "rate").forEach(name -> {
                    assertThat(row.path(name).isNull() || row.path(name).isString())
                            .isTrue();
                    strings.merge(name, row.path(name).isString() ? 1 : 0, Integer::sum);
                }));
        assertThat(strings)
                .allSatisfy((name, times) -> assertThat(times).as(name).isPositive());
    }

    @Test
    void an_older_version_is_not_spoken() {
        refused(400, "odata-version", ask(PROVINCE, "Cycles", "OData-MaxVersion", "3.0"));
        assertThat(ask(PROVINCE, "Cycles", "OData-MaxVersion", "4.01").statusCode())
                .isEqualTo(200);
        refused(400, "odata-version", ask(PROVINCE, "Cycles", "OData-MaxVersion", "x"));
    }

    @Test
    void nobody_reads_without_a_token() throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(address("Cycles"))).build();
        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }
}
