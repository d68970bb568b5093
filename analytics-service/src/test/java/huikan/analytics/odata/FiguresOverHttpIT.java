package huikan.analytics.odata;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The same figures outside the feed: as JSON and as tables. */
class FiguresOverHttpIT extends OnFeed {

    private static final Instant FIRST = Instant.parse("2024-01-01T00:00:00Z");

    private HttpResponse<String> metrics(String question, String... headers) {
        return send(COUNTY, "GET", "http://127.0.0.1:" + port + "/api/metrics/" + question, headers);
    }

    private JsonNode told(String question) {
        HttpResponse<String> answer = metrics(question);
        assertThat(answer.statusCode()).as(question + answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private String table(String question) {
        HttpResponse<String> answer = metrics(question + "&format=csv");
        assertThat(answer.statusCode()).as(question + answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void the_present_is_as_of_when_something_last_happened() {
        for (String question : List.of(
                "rollup?cycle=annual-2023&indicators=INS001&basis=REPORTED",
                "rollup?cycle=annual-2023&indicators=INS001&basis=REPORTED&breakdown=children",
                "completeness?cycle=annual-2023",
                "series?form=annual&indicator=INS001&basis=REPORTED",
                "turnaround?cycle=annual-2023")) {
            JsonNode now = told(question);
            Instant asOf = Instant.parse(now.path("asOf").asString());
            assertThat(asOf).as(question).isAfter(FIRST);
            JsonNode again = told(question + "&asOf=" + asOf);
            for (String figures : List.of("filings", "indicators", "filed", "items", "levels")) {
                assertThat(again.path(figures)).as(question + " " + figures).isEqualTo(now.path(figures));
            }
        }
    }

    private void refused(String question, String code, String words) {
        HttpResponse<String> answer = metrics(question);
        assertThat(answer.statusCode()).as(question).isEqualTo(422);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.at("/errors/0/code").asString()).isEqualTo(code);
        assertThat(problem.path("detail").asString()).contains(words);
    }

    @Test
    void what_is_misspelt_is_refused_with_what_it_could_be() {
        refused(
                "rollup?cycle=annual-2023&asof=2020-01-01T00:00:00Z",
                "parameter.unknown",
                "asOf, basis, breakdown, cycle");
        refused("completeness?cycle=annual-2023&indicator=INS001", "parameter.unknown", "this path takes");
        refused("rollup?cycle=annual-2023&breakdown=child", "parameter.breakdown", "children");
        refused("rollup?cycle=annual-2023&basis=approved", "parameter.basis", "one of REPORTED, APPROVED");
        refused("rollup?cycle=annual-2023&asOf=2026-11-29", "parameter.asOf", "2026-01-31T08:00:00Z");
        refused("series?form=annual&indicator=INS001&from=2023", "parameter.from", "a day, such as");
        refused(
                "ranking?cycle=annual-2023&indicator=INS001&minDenominator=-3",
                "parameter.minDenominator",
                "0 or more");
    }

    @Test
    void a_table_says_in_which_unit_its_numbers_are_and_of_which_basis_and_instant() {
        String rollup = table("rollup?cycle=annual-2023&basis=REPORTED&indicators=INS001,INS900");
        assertThat(rollup).containsPattern("INS001,行政检查次数,次,").containsPattern("INS900,,分,");
        assertThat(table("ranking?cycle=annual-2023&indicator=INS900")).contains("单位");
        assertThat(metrics("rollup?cycle=annual-2023&basis=REPORTED&asOf=2024-06-01T00:00:00Z&format=csv")
                        .headers()
                        .firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"rollup-annual-2023-210902-gov-REPORTED-20240601T000000Z.csv\"");
        JsonNode amount = get(COUNTY, "Indicators(cycle='annual-2023',code='INS900')");
        assertThat(amount.path("unit").asString()).isEqualTo("分");
    }

    @Test
    void what_nobody_filed_is_blank_in_a_table() {
        assertThat(told("rollup?cycle=annual-2023&indicators=NEVER")
                        .at("/indicators/NEVER/filings")
                        .asInt())
                .isZero();
        assertThat(table("rollup?cycle=annual-2023&indicators=NEVER")).contains(",NEVER,,,,,");
    }

    @Test
    void a_workbook_that_shows_the_same_is_not_sent_again() {
        String question = "rollup?cycle=annual-2023&basis=REPORTED&format=xlsx";
        HttpResponse<String> first = metrics(question);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(metrics(question, "If-None-Match", tag).statusCode()).isEqualTo(304);
        assertThat(metrics(question + "&lang=en", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
        assertThat(metrics(question.replace("2023", "2022"), "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(200);
    }
}
