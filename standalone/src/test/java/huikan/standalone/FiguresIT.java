package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Figures from every side: some months of a city in which few others file. */
class FiguresIT {

    private static final String CITY = "210600-gov";
    private static final YearMonth JANUARY = YearMonth.of(2017, 1);
    private static final YearMonth FEBRUARY = YearMonth.of(2017, 2);
    private static final YearMonth A_YEAR_BEFORE = YearMonth.of(2016, 2);

    private static Api api;
    private static List<String> counties;
    private static Instant between;

    @BeforeAll
    static void file() throws IOException {
        api = RunningSuite.shared().api();
        counties = api.agencies(CITY, "TERRITORY").stream()
                .filter(code -> !code.startsWith("210600"))
                .filter(code -> code.endsWith("-gov"))
                .limit(3)
                .toList();
        assertThat(counties).hasSize(3);
        List.of(A_YEAR_BEFORE, JANUARY, FEBRUARY).forEach(FiguresIT::issue);
        filed(A_YEAR_BEFORE, 0, 10, 10, 1);
        filed(JANUARY, 0, 5, 10, 2);
        filed(FEBRUARY, 0, 6, 10, 3);
        shows(FEBRUARY, 6);
        between = Instant.now();
        filed(FEBRUARY, 1, 6, 30, 9);
        filed(FEBRUARY, 2, 0, 3, 0);
        shows(FEBRUARY, 12);
        shows(JANUARY, 5);
        shows(A_YEAR_BEFORE, 10);
    }

    private static void issue(YearMonth month) {
        issue(id(month), month.atDay(1), month.atEndOfMonth());
    }

    private static void issue(String id, LocalDate from, LocalDate to) {
        api.post("admin", "/api/cycles", """
                        {"id": "%s", "form": "annual", "opensOn": "%s", "dueOn": "%s", "closesOn": "%s",
                         "period": {"from": "%s", "to": "%s"}, "agencies": {"under": "%s", "levels": ["COUNTY"]}}""".formatted(
                                id,
                                LocalDate.now().minusDays(2),
                                LocalDate.now().plusDays(20),
                                LocalDate.now().plusDays(30),
                                from,
                                to,
                                CITY))
                .is(201);
    }

    private static String id(YearMonth month) {
        return "month-" + month;
    }

    /**
     * @param inspections INS001
     * @param closed LIT003, of which some were lost
     * @param lost LIT011
     */
    private static void filed(YearMonth month, int county, int inspections, int closed, int lost) {
        ObjectNode filing = Api.filing(id(month), counties.get(county));
        filing.withObject("/indicators/own")
                .put("INS001", inspections)
                .put("LIT003", closed)
                .put("LIT011", lost);
        filing.putObject("explanations").put("R40", "专项整治");
        api.accepted(filing);
    }

    private static void shows(YearMonth month, int total) {
        eventually(() -> assertThat(api.rollup(CITY, id(month), CITY, "REPORTED")
                        .at("/indicators/INS001/total")
                        .asInt())
                .isEqualTo(total));
    }

    private static JsonNode get(String metric) {
        return api.get(CITY, "/api/metrics/" + metric + "&basis=REPORTED")
                .is(200)
                .json();
    }

    @Test
    void a_series_goes_over_cycles_and_over_quarters_made_of_them() {
        String asked = "series?form=annual&indicator=INS001&from=2016-01-01&to=2017-12-31";
        JsonNode months = get(asked);
        assertThat(months.findValuesAsString("period")).containsExactly(id(A_YEAR_BEFORE), id(JANUARY), id(FEBRUARY));
        assertThat(months.at("/items/2/value/total").asInt()).isEqualTo(12);
        assertThat(months.at("/items/2/change/absolute").asInt()).isEqualTo(2);
        assertThat(months.at("/items/2/change/percent").asString()).isEqualTo("20.00");
        assertThat(months.at("/items/1").has("change")).isFalse();
        assertThat(months.path("positions")).isNotEmpty();

        JsonNode quarter = get(asked + "&by=QUARTER").at("/items/1");
        assertThat(quarter.path("period").asString()).isEqualTo("2017-Q1");
        assertThat(quarter.at("/value/total").asInt()).isEqualTo(17);
        assertThat(quarter.path("covered").asString()).isEqualTo("PART");
        assertThat(quarter.at("/filings/expected").asInt())
                .isEqualTo(2 * months.at("/items/2/filings/expected").asInt());

        // LIT012 is LIT011 of LIT003
        JsonNode rate = get("series?form=annual&indicator=LIT012&from=2017-01-01&to=2017-12-31&by=YEAR")
                .at("/items/0/value");
        assertThat(rate.path("numerator").asInt()).isEqualTo(14);
        assertThat(rate.path("denominator").asInt()).isEqualTo(53);
        assertThat(rate.path("rate").asString()).isEqualTo("26.42");

        assertThat(get(asked + "&asOf=" + between).at("/items/2/value/total").asInt())
                .isEqualTo(6);
    }

    @Test
    void a_ranking_tells_its_terms_and_who_is_apart() {
        String asked = "ranking?indicator=LIT012&cycle=" + id(FEBRUARY);
        JsonNode ranking = get(asked + "&level=COUNTY&minDenominator=5");
        assertThat(ranking.at("/items/0/agency").asString()).isIn(counties.get(0), counties.get(1));
        assertThat(ranking.at("/items/0/rank").asInt()).isEqualTo(1);
        assertThat(ranking.at("/items/1/rank").asInt()).isEqualTo(1);
        assertThat(ranking.at("/items/0/value/rate").asString()).isEqualTo("30.00");
        assertThat(of(ranking, counties.get(0)).at("/change/points").asString()).isEqualTo("20.00");
        assertThat(of(ranking, counties.get(1)).has("change")).isFalse();
        assertThat(of(ranking, counties.get(2)).path("why").asString()).isEqualTo("SMALL_DENOMINATOR");
        assertThat(of(ranking, counties.get(2)).path("rank").isNull()).isTrue();
        assertThat(ranking.path("before").asString()).isEqualTo(id(A_YEAR_BEFORE));
        // those below who filed nothing, too
        assertThat(ranking.path("items")).hasSizeGreaterThan(3);

        JsonNode children = get(asked);
        // offices of the line below the counties are of their level, and not directly below the city
        assertThat(children.path("items")).hasSizeLessThan(ranking.path("items").size());
        assertThat(of(children, counties.get(0))).isEqualTo(of(ranking, counties.get(0)));
        JsonNode page = get(asked + "&limit=2");
        assertThat(page.path("items")).hasSize(2);
        JsonNode next = get(asked + "&limit=2&cursor=" + page.path("next").asString());
        assertThat(next.at("/items/0")).isEqualTo(children.at("/items/2"));
        JsonNode then = get(asked + "&level=COUNTY&asOf=" + between);
        assertThat(of(then, counties.get(1)).path("why").asString()).isEqualTo("NOT_FILED");
        assertThat(of(then, counties.get(0)).path("rank").asInt()).isEqualTo(1);
    }

    @Test
    void the_filings_of_a_rate_add_up_to_both_of_its_sides() {
        JsonNode lineage = get("lineage?indicator=LIT012&limit=2&cycle=" + id(FEBRUARY));
        JsonNode rest = get("lineage?indicator=LIT012&limit=2&cycle=" + id(FEBRUARY) + "&cursor="
                + lineage.path("next").asString());
        assertThat(lineage.path("items")).hasSize(2);
        assertThat(rest.path("items")).hasSize(1);
        assertThat(lineage.at("/items/0/agency").asString()).isEqualTo(counties.get(1));
        assertThat(lineage.at("/items/0/cells/LIT011").asInt()).isEqualTo(9);
        assertThat(lineage.at("/items/0/cells/LIT003").asInt()).isEqualTo(30);
        List<JsonNode> sources = new ArrayList<>(lineage.path("items").values());
        sources.addAll(rest.path("items").values());
        assertThat(sources.stream().mapToInt(one -> one.path("numerator").asInt()))
                .containsExactly(9, 3, 0);
        assertThat(sources.stream().mapToInt(one -> one.path("denominator").asInt()))
                .containsExactly(30, 10, 3);
        JsonNode value = api.rollup(CITY, id(FEBRUARY), CITY, "REPORTED").at("/indicators/LIT012");
        assertThat(lineage.path("value")).isEqualTo(value);
        assertThat(value.path("numerator").asInt()).isEqualTo(12);
        assertThat(value.path("denominator").asInt()).isEqualTo(43);
        JsonNode then = get("lineage?indicator=LIT012&cycle=" + id(FEBRUARY) + "&asOf=" + between);
        assertThat(then.path("items")).hasSize(1);
        assertThat(then.at("/value/denominator").asInt()).isEqualTo(10);
    }

    private static JsonNode of(JsonNode ranking, String agency) {
        return ranking.path("items")
                .valueStream()
                .filter(one -> one.path("agency").asString().equals(agency))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void who_had_filed_at_an_instant_stays_as_it_was() {
        String asked = "completeness?cycle=" + id(FEBRUARY);
        assertThat(get(asked).path("filed").asInt()).isEqualTo(3);
        JsonNode then = get(asked + "&asOf=" + between);
        assertThat(then.path("filed").asInt()).isEqualTo(1);
        assertThat(then.path("expected")).isEqualTo(get(asked).path("expected"));
        assertThat(then.path("children")
                        .valueStream()
                        .filter(child -> child.path("filed").asInt() == 1)
                        .map(child -> child.path("under").asString()))
                .containsExactly(counties.getFirst());
    }

    @Test
    void who_is_excused_stands_apart_from_then_on_and_not_before() {
        YearMonth march = YearMonth.of(2017, 3);
        issue(march);
        filed(march, 0, 4, 8, 2);
        shows(march, 4);
        String asked = "completeness?cycle=" + id(march);
        int expected = get(asked).path("expected").asInt();
        Instant before = Instant.now();
        // the county and its offices
        List<String> owing = api.get(CITY, "/api/cycles/" + id(march) + "/obligations?under=" + counties.get(1))
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .map(one -> "/api/cycles/" + id(march) + "/obligations/"
                        + one.path("agency").asString())
                .toList();
        owing.forEach(path -> api.post(CITY + ".supervisor", path + "/excuse", "{\"reason\":\"撤并\"}")
                .is(200));
        eventually(() -> assertThat(get(asked).path("excused").asInt()).isEqualTo(owing.size()));
        JsonNode now = get(asked);
        assertThat(now.path("expected").asInt()).isEqualTo(expected);
        assertThat(now.path("missing").asInt()).isEqualTo(expected - owing.size() - 1);
        assertThat(now.path("filedRate").asString())
                .isEqualTo(BigDecimal.valueOf(100)
                        .divide(BigDecimal.valueOf(expected - owing.size()), 2, RoundingMode.HALF_UP)
                        .toPlainString());
        Instant excused = Instant.now();
        String ranking = "ranking?indicator=LIT012&level=COUNTY&cycle=" + id(march);
        assertThat(of(get(ranking), counties.get(1)).path("why").asString()).isEqualTo("EXCUSED");
        assertThat(of(get(ranking), counties.get(2)).path("why").asString()).isEqualTo("NOT_FILED");
        owing.forEach(path -> api.post(CITY + ".supervisor", path + "/reinstatement", "{\"reason\":\"未撤并\"}")
                .is(200));
        eventually(() -> assertThat(get(asked).path("excused").asInt()).isZero());
        assertThat(get(asked + "&asOf=" + before).path("excused").asInt()).isZero();
        assertThat(get(asked + "&asOf=" + excused).path("excused").asInt()).isEqualTo(owing.size());
        assertThat(of(get(ranking + "&asOf=" + excused), counties.get(1))
                        .path("why")
                        .asString())
                .isEqualTo("EXCUSED");
        assertThat(of(get(ranking + "&asOf=" + before), counties.get(1))
                        .path("why")
                        .asString())
                .isEqualTo("NOT_FILED");
    }

    @Test
    void a_definition_says_what_a_number_means_and_how_many_become_one() {
        JsonNode definitions = api.get(CITY, "/api/metrics/definitions?cycle=" + id(FEBRUARY))
                .is(200)
                .json();
        JsonNode rate = definitions
                .path("items")
                .valueStream()
                .filter(one -> one.path("code").asString().equals("LIT012"))
                .findFirst()
                .orElseThrow();
        assertThat(rate.path("numerator").toString()).isEqualTo("[\"LIT011\"]");
        assertThat(rate.path("overTime").asString()).isEqualTo("RATIO_OF_SUMS");
        assertThat(rate.at("/name/zh").asString()).isNotBlank();
        assertThat(api.get(CITY, "/api/metrics/definitions").is(200).json().path("items"))
                .hasSizeGreaterThanOrEqualTo(definitions.path("items").size());
    }

    @Test
    void every_answer_comes_as_a_sheet_too_and_is_not_sent_again_while_nothing_changed() {
        Map<String, String> firsts = Map.of(
                "rollup?breakdown=children&cycle={cycle}", "机构代码,机构,指标代码",
                "completeness?cycle={cycle}", "机构代码,机构,应报",
                "ranking?indicator=INS001&limit=1&cycle={cycle}", "名次,未列原因,机构代码",
                "lineage?indicator=INS001&limit=1&cycle={cycle}", "机构代码,机构,级别",
                "series?indicator=INS001&form=annual&from=2017-02-01&to=2017-02-28", "期间,起,止",
                "definitions?cycle={cycle}", "指标代码,指标,单位");
        for (Map.Entry<String, String> one : firsts.entrySet()) {
            String path = "/api/metrics/" + one.getKey().replace("{cycle}", id(FEBRUARY)) + "&basis=REPORTED";
            Api.Answer csv = api.get(CITY, path + "&format=csv").is(200);
            assertThat(csv.header("Content-Type")).isEqualTo("text/csv;charset=UTF-8");
            assertThat(csv.header("Content-Disposition")).endsWith(".csv\"");
            assertThat(csv.text()).as(path).startsWith("\ufeff" + one.getValue());
            Api.Answer xlsx = api.send(api.as(CITY, path)
                            .header("Accept", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
                            .GET())
                    .is(200);
            assertThat(xlsx.text()).startsWith("PK");
            Api.Answer json = api.get(CITY, path).is(200);
            assertThat(json.header("Content-Type")).startsWith("application/json");
            String tag = json.header("ETag");
            assertThat(tag).as(path).isNotBlank();
            api.send(api.as(CITY, path).header("If-None-Match", tag).GET()).is(304);
        }
        assertThat(api.get(
                                CITY,
                                "/api/metrics/lineage?indicator=INS001&limit=1&basis=REPORTED&format=csv&lang=en&cycle="
                                        + id(FEBRUARY))
                        .text()
                        .lines())
                .as("all of it, whatever the page")
                .hasSize(4)
                .first()
                .asString()
                .contains("Agency code,Agency,Level");
        api.get(CITY, "/api/metrics/rollup?format=pdf&cycle=" + id(FEBRUARY)).is(406);
    }

    @Test
    void a_series_as_of_an_instant_reads_the_filings_of_only_so_many_cycles() {
        LocalDate first = LocalDate.of(2014, 1, 1);
        for (int day = 0; day < 61; day++) {
            issue("day-" + first.plusDays(day), first.plusDays(day), first.plusDays(day));
        }
        String asked = "series?form=annual&indicator=INS001&from=2014-01-01&to=2014-12-31";
        eventually(() -> assertThat(get(asked).path("items")).hasSize(61));
        api.get(CITY, "/api/metrics/" + asked + "&asOf=" + between).problem(422, "too-many-cycles");
        assertThat(get("series?form=annual&indicator=INS001&from=2014-01-02&to=2014-03-01&asOf=" + between)
                        .path("items"))
                .hasSize(59);
        // of the year before only the same days are read
        LocalDate day = LocalDate.of(2015, 1, 2);
        issue("day-" + day, day, day);
        String one = "series?form=annual&indicator=INS001&from=2015-01-01&to=2015-01-02";
        eventually(() -> assertThat(get(one).path("items")).hasSize(1));
        assertThat(get(one + "&asOf=" + between).path("items")).hasSize(1);
    }

    @Test
    void a_question_that_has_no_answer_is_refused() {
        String series = "/api/metrics/series?form=annual&indicator=";
        api.get(CITY, series + "NOPE1").problem(422, "indicator-unknown");
        api.get(CITY, "/api/metrics/series?form=none&indicator=INS001").problem(404, "form-unknown");
        api.get(CITY, series + "INS001&from=2018-01-02&to=2018-01-01").problem(422, "period-backwards");
        api.get(CITY, series + "INS001&from=yesterday").problem(422, "invalid");
        api.get(CITY, series + "INS001&by=CENTURY").problem(422, "invalid");
        api.get(CITY, series + "INS001&under=330100-gov").problem(404, "agency-unknown");
        api.get(CITY, series + "INS001&asOf=" + Instant.now().plusSeconds(3_600))
                .problem(422, "as-of-later");
        api.get(CITY, series + "INS001&from=-999999999-01-01&to=+999999999-12-31".replace("+", "%2B"))
                .is(200);
        api.get(CITY, "/api/metrics/series?indicator=INS001").problem(400, "unreadable");

        String ranking = "/api/metrics/ranking?cycle=" + id(FEBRUARY) + "&indicator=";
        api.get(CITY, ranking + "NOPE1").problem(422, "indicator-unknown");
        api.get(CITY, ranking + "INS001&level=VILLAGE").problem(422, "invalid");
        api.get(CITY, ranking + "INS001&order=UP").problem(422, "invalid");
        api.get(CITY, ranking + "INS001&minDenominator=x").problem(422, "invalid");
        api.get(CITY, ranking + "INS001&under=330100-gov").problem(404, "agency-unknown");
        api.get(CITY, ranking + "INS001&limit=501").problem(422, "invalid");
        api.get(CITY, ranking + "INS001&cursor=x").problem(422, "invalid");
        api.get(CITY, "/api/metrics/ranking?cycle=none&indicator=INS001").problem(404, "cycle-unknown");
        assertThat(api.get(CITY, ranking + "INS001&level=PROVINCE")
                        .is(200)
                        .json()
                        .path("items"))
                .isEmpty();
        api.get(CITY, "/api/metrics/definitions?cycle=none").problem(404, "cycle-unknown");
    }
}
