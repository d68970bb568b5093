package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The demo directory, and how it is kept. */
class DirectoryIT {

    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        api = RunningSuite.shared().api();
    }

    private static Api.Answer put(String login, String code, ObjectNode agency, String... headers) {
        HttpRequest.Builder request = api.as(login, "/api/agencies/" + code)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(agency.toString()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return api.send(request);
    }

    private static ObjectNode agency(String level, String territory, String department) {
        return Api.JSON
                .createObjectNode()
                .put("name", "某单位")
                .put("level", level)
                .put("territory", territory)
                .put("department", department);
    }

    @Test
    void an_office_has_both_superiors_and_a_district_of_a_municipality_is_directly_below_it() {
        JsonNode office =
                api.get("210902-ndmo", "/api/agencies/210902-ndmo").is(200).json();
        assertThat(office.path("territory").asString()).isEqualTo("210902-gov");
        assertThat(office.path("department").asString()).isEqualTo("210900-ndmo");
        assertThat(office.path("name").asString()).isEqualTo("海州区国防动员办公室");
        JsonNode district =
                api.get("310105-gov", "/api/agencies/310105-gov").is(200).json();
        assertThat(district.path("level").asString()).isEqualTo("COUNTY");
        assertThat(district.path("territory").asString()).isEqualTo("310000-gov");
        api.get("530000-gov.viewer", "/api/agencies/530623-gov").is(200);
        api.get("530623-gov", "/api/agencies/530000-gov").problem(404, "agency-unknown");
    }

    @Test
    void the_administrator_adds_and_moves_an_agency_and_the_new_superior_sees_it() {
        String code = "310106-test";
        put("310000-gov.supervisor", code, agency("COUNTY", "310106-gov", null)).problem(403, "admin-only");
        put("admin", code, agency("COUNTY", "nobody-gov", null)).problem(422, "agency-invalid");
        put("admin", code, agency("COUNTY", "310106-gov", null)).is(201);
        put("admin", code, agency("COUNTY", "310107-gov", null)).problem(428, "if-match-missing");
        put("admin", code, agency("COUNTY", "310107-gov", null), "If-Match", "\"7\"")
                .problem(412, "stale");
        api.get("310106-gov", "/api/agencies/" + code).is(200);
        put("admin", code, agency("COUNTY", "310107-gov", null), "If-Match", "\"1\"")
                .is(200);
        api.get("310107-gov", "/api/agencies/" + code).is(200);
        api.get("310106-gov", "/api/agencies/" + code).problem(404, "agency-unknown");
        // the projection that answers metrics has heard of it, too
        eventually(() -> api.get("310107-gov", "/api/metrics/rollup?cycle=annual-2023&under=" + code)
                .is(200));
    }

    @Test
    void an_agency_that_moves_while_a_cycle_is_open_counts_for_those_above_it_at_the_issue() {
        String county = "210521-gov";
        String before = "210500-gov";
        String after = "210600-gov";
        api.post("admin", "/api/cycles", Api.JSON.readTree("""
                        {"id": "moved", "form": "annual", "opensOn": "%s", "dueOn": "%s", "closesOn": "%s",
                         "period": {"from": "2024-01-01", "to": "2024-12-31"},
                         "agencies": {"under": "210500-gov", "levels": ["COUNTY"]}}""".formatted(
                                LocalDate.now().minusDays(2),
                                LocalDate.now().plusDays(20),
                                LocalDate.now().plusDays(30))))
                .is(201);
        int expected = ledger("moved", before).path("expected").asInt();
        assertThat(expected).isPositive();
        move(county, after);
        try {
            String first = api.accepted(filing(county, 5)).path("id").asString();
            eventually(() -> assertThat(counted(before)).endsWith("counted 1, INS001 5"));
            Instant inBetween = Instant.now();
            move(county, before);
            move(county, after);
            String second = api.accepted(
                            filing(county, 7).put("replaces", first).put("reason", "更正"))
                    .path("id")
                    .asString();
            eventually(() ->
                    assertThat(counted(before)).isEqualTo("1 of %d filed; counted 1, INS001 7".formatted(expected)));
            assertThat(lineage(before, null)).isEqualTo("7 of " + second + " with {\"INS001\":7}");
            assertThat(lineage(before, inBetween)).isEqualTo("5 of " + first + " with {\"INS001\":5}");
            assertThat(api.get(
                                    before,
                                    "/api/metrics/rollup?cycle=moved&breakdown=children&basis=REPORTED&under=" + before
                                            + "&asOf=" + inBetween)
                            .is(200)
                            .json()
                            .findValuesAsString("total"))
                    .containsExactly("5", "5");
            assertThat(counted(after)).isEqualTo("0 of 0 filed; counted 0, INS001 ");
            JsonNode books = ledger("moved", before);
            assertThat(books.path("balanced").asBoolean()).isTrue();
            assertThat(books.path("expected").asInt()).isEqualTo(expected);
            assertThat(books.path("filed").asInt()).isEqualTo(1);
            assertThat(ledger("moved", after).path("expected").asInt()).isZero();
            assertThat(ledger("moved", after).path("filed").asInt()).isZero();
            api.get(before, "/api/submissions/" + second).is(200);
            api.get(after, "/api/submissions/" + second).problem(404, "submission-unknown");
        } finally {
            move(county, before);
        }
    }

    /** The number, and the one filing that makes it. */
    private static String lineage(String under, @Nullable Instant asOf) {
        JsonNode lineage = api.get(
                        under,
                        "/api/metrics/lineage?cycle=moved&indicator=INS001&basis=REPORTED&under=" + under
                                + (asOf == null ? "" : "&asOf=" + asOf))
                .is(200)
                .json();
        assertThat(lineage.path("items")).hasSize(1);
        assertThat(lineage.at("/items/0/value")).isEqualTo(lineage.at("/value/total"));
        return "%s of %s with %s"
                .formatted(
                        lineage.at("/value/total"),
                        lineage.at("/items/0/submission").asString(),
                        lineage.at("/items/0/cells"));
    }

    private static void move(String agency, String territory) {
        Api.Answer seen = api.get("admin", "/api/agencies/" + agency).is(200);
        ObjectNode moved = agency(seen.json().path("level").asString(), territory, null);
        put(
                        "admin",
                        agency,
                        moved.put("name", seen.json().path("name").asString()),
                        "If-Match",
                        "\"" + seen.json().path("version").asLong() + "\"")
                .is(200);
        eventually(() -> api.get(territory, "/api/metrics/rollup?cycle=moved&under=" + agency)
                .is(200));
    }

    private static ObjectNode filing(String agency, int figure) {
        ObjectNode filing = Api.filing("moved", agency);
        filing.withObject("/indicators/own").put("INS001", figure);
        return filing;
    }

    private static JsonNode ledger(String cycle, String under) {
        return api.get(under, "/api/cycles/" + cycle + "/ledger?under=" + under)
                .is(200)
                .json();
    }

    private static String counted(String under) {
        JsonNode rollup = api.rollup(under, "moved", under, "REPORTED");
        JsonNode completeness = api.get(under, "/api/metrics/completeness?cycle=moved&under=" + under)
                .is(200)
                .json();
        return "%d of %d filed; counted %d, INS001 %s"
                .formatted(
                        completeness.path("filed").asInt(),
                        completeness.path("expected").asInt(),
                        rollup.at("/filings/counted").asInt(),
                        rollup.at("/indicators/INS001/total").asString(""));
    }

    @Test
    void the_shipped_lists_can_be_read() {
        assertThat(api.get("210902-gov", "/api/indicators")
                        .is(200)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(191);
        assertThat(api.get("210902-gov", "/api/indicators/PEN011")
                        .is(200)
                        .json()
                        .path("type")
                        .asString())
                .isEqualTo("AMOUNT");
        api.get("210902-gov", "/api/indicators/XYZ999").problem(404, "indicator-unknown");
        assertThat(api.get("210902-gov", "/api/rules/R08")
                        .is(200)
                        .json()
                        .path("severity")
                        .asString())
                .isEqualTo("HARD");
        assertThat(api.get("210902-gov", "/api/forms/annual-ndmo")
                        .is(200)
                        .json()
                        .path("line")
                        .asString())
                .isEqualTo("DEPARTMENT");
        assertThat(api.get("210902-gov", "/api/cycles/annual-2023")
                        .is(200)
                        .json()
                        .path("expected")
                        .asInt())
                .isEqualTo(160);
        api.get("210902-gov", "/api/cycles/none").problem(404, "cycle-unknown");
    }
}
