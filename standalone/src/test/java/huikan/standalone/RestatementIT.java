package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What was approved is corrected: until the correction is approved, too, the approved figures are what they were. */
class RestatementIT {

    private static final String CYCLE = "restated-2016";
    private static final String CITY = "210700-gov";
    private static final String REVIEWER = CITY + ".reviewer";

    private static Api api;
    private static String county;
    private static String other;

    private final List<Moment> moments = new ArrayList<>();

    /**
     * How the figures stood at an instant.
     *
     * @param reported of the county; null where nothing of it counts
     * @param approved likewise
     * @param counted the county's filing that is counted as approved
     */
    private record Moment(Instant at, Integer reported, Integer approved, String counted) {}

    @BeforeAll
    static void issue() throws IOException {
        api = RunningSuite.shared().api();
        List<String> counties = api.agencies(CITY, "TERRITORY").stream()
                .filter(code -> !code.startsWith("210700"))
                .filter(code -> code.endsWith("-gov"))
                .toList();
        county = counties.get(0);
        other = counties.get(1);
        api.post("admin", "/api/cycles", """
                        {"id": "%s", "form": "annual", "opensOn": "%s", "dueOn": "%s", "closesOn": "%s",
                         "period": {"from": "2016-01-01", "to": "2016-12-31"}, "agencies": {"under": "%s", "levels": ["COUNTY"]}}""".formatted(
                                CYCLE,
                                LocalDate.now().minusDays(2),
                                LocalDate.now().plusDays(20),
                                LocalDate.now().plusDays(30),
                                CITY))
                .is(201);
    }

    private static JsonNode filed(String agency, int figure, String replaces, String reason) {
        ObjectNode filing = Api.filing(CYCLE, agency);
        filing.withObject("/indicators/own").put("INS001", figure);
        if (replaces != null) {
            filing.put("replaces", replaces);
        }
        if (reason != null) {
            filing.put("reason", reason);
        }
        return api.file(filing);
    }

    private static String accepted(int figure, String replaces) {
        JsonNode filed = filed(county, figure, replaces, replaces == null ? null : "台账漏记");
        assertThat(filed.path("state").asString()).as(filed.toString()).isEqualTo("ACCEPTED");
        return filed.path("id").asString();
    }

    private static void approve(String submission) {
        api.passAllLevels(CITY, submission);
        api.awaitState(CITY, submission, "APPROVED");
    }

    private static void sendBack(String submission) {
        long version = api.review(REVIEWER, submission).path("version").asLong();
        api.post(
                        REVIEWER,
                        "/api/reviews/" + submission + "/decisions",
                        """
                        {"decision": "RETURN", "dueOn": "%s", "items": [{"pointer": "/indicators/own/INS001", "reason": "FIGURE_DOUBTFUL"}]}""".formatted(LocalDate.now().plusDays(5)),
                        "If-Match",
                        "\"" + version + "\"")
                .is(200);
        api.awaitState(CITY, submission, "RETURNED");
    }

    private static void refusedWithdrawal(String submission, String code) {
        long version = api.get(county, "/api/submissions/" + submission)
                .is(200)
                .json()
                .path("version")
                .asLong();
        api.post(county, "/api/submissions/" + submission + "/withdrawal", "", "If-Match", "\"" + version + "\"")
                .problem(409, code);
    }

    private void shows(Integer reported, Integer approved, String counted) {
        eventually(() -> {
            assertFigures("REPORTED", reported, "");
            assertFigures("APPROVED", approved, "");
            return null;
        });
        moments.add(new Moment(Instant.now(), reported, approved, counted));
    }

    private static JsonNode metric(String asked, String basis, String asOf) {
        return api.get(CITY, "/api/metrics/" + asked + "&basis=" + basis + asOf)
                .is(200)
                .json();
    }

    /** Of the county, and with the other one's 10 of the city. */
    private static void assertFigures(String basis, Integer figure, String asOf) {
        int city = 10 + (figure == null ? 0 : figure);
        int filings = figure == null ? 1 : 2;
        JsonNode rollup = metric("rollup?cycle=" + CYCLE + "&breakdown=children", basis, asOf);
        assertThat(rollup.at("/indicators/INS001/total").asInt()).isEqualTo(city);
        assertThat(rollup.at("/filings/counted").asInt()).isEqualTo(filings);
        assertThat(number(ofCounty(rollup.path("children"), "under").at("/indicators/INS001")))
                .isEqualTo(figure);
        assertThat(metric("completeness?cycle=" + CYCLE, basis, asOf)
                        .path("filed")
                        .asInt())
                .isEqualTo(2);

        JsonNode lineage = metric("lineage?indicator=INS001&cycle=" + CYCLE, basis, asOf);
        assertThat(lineage.path("value")).isEqualTo(rollup.at("/indicators/INS001"));
        assertThat(lineage.path("items")
                        .valueStream()
                        .mapToInt(one -> one.path("value").asInt())
                        .sum())
                .isEqualTo(city);
        assertThat(lineage.path("items")).hasSize(filings);

        JsonNode ranked = ofCounty(
                metric("ranking?indicator=INS001&cycle=" + CYCLE, basis, asOf).path("items"), "agency");
        assertThat(number(ranked.path("value"))).isEqualTo(figure);

        JsonNode series =
                metric("series?form=annual&indicator=INS001&from=2016-01-01&to=2016-12-31&by=CYCLE", basis, asOf);
        assertThat(series.path("items")
                        .valueStream()
                        .filter(one -> one.path("period").asString().equals(CYCLE))
                        .mapToInt(one -> one.at("/value/total").asInt()))
                .containsExactly(city);
        if (asOf.isEmpty()) {
            assertFeed(basis, figure);
        }
    }

    private static void assertFeed(String basis, Integer figure) {
        JsonNode rows = api.get(
                        CITY,
                        "/api/metrics/odata/Figures?$filter=cycle%20eq%20'" + CYCLE + "'%20and%20agency%20eq%20'"
                                + county + "'%20and%20indicator%20eq%20'INS001'%20and%20basis%20eq%20'" + basis + "'")
                .is(200)
                .json()
                .path("value");
        assertThat(rows.valueStream()
                        .mapToInt(one -> one.path("total").asInt(-1))
                        .sum())
                .isEqualTo(figure == null ? 0 : figure);
    }

    /** Null where no filing has it. */
    private static Integer number(JsonNode value) {
        return value.path("filings").asInt() == 0 ? null : value.path("total").asInt();
    }

    private static JsonNode ofCounty(JsonNode items, String field) {
        return items.valueStream()
                .filter(one -> one.path(field).asString().equals(county))
                .findFirst()
                .orElseThrow();
    }

    private static void assertOwed(String state, String submission) {
        eventually(() -> {
            JsonNode owed = api.get(county, "/api/obligations?limit=500&agency=" + county)
                    .is(200)
                    .json()
                    .path("items")
                    .valueStream()
                    .filter(one -> one.path("cycle").asString().equals(CYCLE))
                    .findFirst()
                    .orElseThrow();
            assertThat(owed.path("state").asString()).isEqualTo(state);
            assertThat(owed.at("/current/id").asString()).isEqualTo(submission);
            JsonNode books =
                    api.get(CITY, "/api/cycles/" + CYCLE + "/ledger").is(200).json();
            assertThat(books.path("balanced").asBoolean()).as(books.toString()).isTrue();
            assertThat(books.path("filed").asInt()).isEqualTo(2);
            assertThat(books.path("approved").asInt()).isEqualTo(state.equals("APPROVED") ? 2 : 1);
            return null;
        });
    }

    @Test
    void the_approved_figures_are_what_they_were_until_the_correction_is_approved() {
        approve(filed(other, 10, null, null).path("id").asString());
        String first = accepted(100, null);
        shows(100, null, null);
        // whoever claims it keeps the agency from taking it back
        api.post(
                        REVIEWER,
                        "/api/reviews/" + first + "/claim",
                        "",
                        "If-Match",
                        "\"" + api.review(REVIEWER, first).path("version").asLong() + "\"")
                .is(200);
        eventually(() -> assertThat(api.get(county, "/api/submissions/" + first + "/trail")
                        .is(200)
                        .text())
                .contains("take-up"));
        refusedWithdrawal(first, "not-withdrawable");
        approve(first);
        shows(100, 100, first);
        assertOwed("APPROVED", first);

        JsonNode withoutReason = filed(county, 90, first, null);
        assertThat(withoutReason.path("state").asString()).isEqualTo("REJECTED");
        assertThat(withoutReason.at("/rejection/errors/0/pointer").asString()).isEqualTo("/reason");
        shows(100, 100, first);

        String second = accepted(90, first);
        shows(90, 100, first);
        assertOwed("FILED", second);
        refusedWithdrawal(second, "restatement-not-withdrawable");
        assertThat(api.get(CITY, "/api/submissions/" + first + "/document")
                        .is(200)
                        .json()
                        .at("/indicators/own/INS001")
                        .asInt())
                .as("the old version is kept")
                .isEqualTo(100);
        sendBack(second);
        shows(null, 100, first);
        assertOwed("RETURNED", second);

        String third = accepted(95, second);
        shows(95, 100, first);
        refusedWithdrawal(third, "restatement-not-withdrawable");
        approve(third);
        shows(95, 95, third);
        assertOwed("APPROVED", third);
        assertThat(moments).hasSize(7);
        for (Moment then : moments) {
            assertFigures("REPORTED", then.reported(), "&asOf=" + then.at());
            assertFigures("APPROVED", then.approved(), "&asOf=" + then.at());
            assertThat(metric("lineage?indicator=INS001&cycle=" + CYCLE, "APPROVED", "&asOf=" + then.at())
                            .path("items")
                            .valueStream()
                            .filter(one -> one.path("agency").asString().equals(county))
                            .map(one -> one.path("submission").asString()))
                    .containsExactlyElementsOf(then.counted() == null ? List.of() : List.of(then.counted()));
        }
    }
}
