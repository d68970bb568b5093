package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.draw.PublishedDraw;
import huikan.trail.Trail;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Supervision through the gateway, with the logins of the demo directory. */
class SupervisionIT {

    private static final String UNIT = "210303-gov";
    private static final String CITY = "210300-gov.supervisor";
    private static final String INSPECTOR = "210300-gov.inspector";
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));
    private static final JsonMapper LENIENT = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private static Api api;

    @BeforeAll
    static void start() throws IOException {
        api = RunningSuite.shared().api();
    }

    private static String finding(String unit, boolean key) {
        String body = """
                {"agency": "%s", "source": {"kind": "INSPECTION", "ref": "督导2024"}, "title": "行政检查未登记",
                 "description": "抽查二十户，三户没有登记", "category": "INSPECTION_RECORD", "rectify": "IMMEDIATE", "key": %s,
                 "dueOn": "%s"}""".formatted(unit, key, TODAY.plusDays(30));
        // the directory reaches the service a moment after the start
        return eventually(() -> {
            Api.Answer created = api.post(INSPECTOR, "/api/findings", body).is(201);
            assertThat(created.header("ETag")).isEqualTo("\"1\"");
            return created.header("Location");
        });
    }

    private static JsonNode move(String login, String thing, String move, String body) {
        String version = api.get(login, thing).is(200).json().path("version").asString();
        return api.post(login, thing + "/" + move, body, "If-Match", "\"" + version + "\"")
                .is(200)
                .json();
    }

    private static String closed(boolean key) {
        String finding = finding(UNIT, key);
        closes(UNIT, finding, key);
        return finding;
    }

    private static void closes(String unit, String finding, boolean key) {
        move(CITY, finding, "assign", "{}");
        move(unit, finding, "claim", "");
        move(unit, finding, "closure-request", "{\"report\": \"已全部补登\"}");
        move(INSPECTOR, finding, "closing", "{\"comment\": \"属实\"}");
        if (key) {
            move(CITY, finding, "closing", "{}");
        }
        assertThat(api.get(unit, finding).json().path("status").asString()).isEqualTo("CLOSED");
    }

    /** The messages of a rule of a filing that was not filed. */
    private static List<String> told(String rule, String cycle, String figures) {
        return api.post(UNIT, "/api/submissions/check", """
                        {"cycle": "%s", "agency": "%s", "indicators": {"own": {%s}}}""".formatted(cycle, UNIT, figures))
                .is(200)
                .json()
                .path("checks")
                .valueStream()
                .filter(one -> one.path("rule").asString().equals(rule))
                .map(one -> one.path("message").asString())
                .toList();
    }

    @Test
    void a_filing_of_the_findings_closed_is_compared_with_the_register() {
        String cycle = "closed-" + UUID.randomUUID();
        api.post("admin", "/api/cycles", """
                        {"id": "%s", "form": "annual", "opensOn": "%s", "dueOn": "%s", "closesOn": "%s",
                         "period": {"from": "%s", "to": "%s"}, "agencies": {"under": "%s", "levels": ["COUNTY"]}}""".formatted(
                                cycle, TODAY, TODAY.plusDays(9), TODAY.plusDays(9), TODAY.minusDays(1), TODAY, UNIT))
                .is(201);
        closed(false);
        eventually(() -> {
            assertThat(told("R30", cycle, "\"RCT003\": 4711").getFirst())
                    .startsWith("填报销号数与系统台账不一致 (RCT003=4711, findings_registered=");
            return true;
        });
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Test
    void a_finding_is_closed_looked_at_again_relapses_and_is_ordered_and_every_trail_holds() {
        String key = closed(true);
        String campaign = api.post(
                        "210000-gov.supervisor",
                        "/api/reinspections",
                        "{\"title\": \"回头看\", \"under\": \"210300-gov\", \"closedFrom\": \"%s\", \"closedTo\": \"%s\"}"
                                .formatted(TODAY, TODAY))
                .is(201)
                .header("Location");
        JsonNode drawn = move("210000-gov.supervisor", campaign, "draw", "");
        assertThat(drawn.path("items").toString()).contains(id(key));
        move(
                "210000-gov.supervisor",
                campaign,
                "assign",
                "{\"finding\": \"%s\", \"inspector\": \"210000-gov.inspector\"}".formatted(id(key)));
        JsonNode looked = move(
                "210000-gov.inspector",
                campaign,
                "outcome",
                "{\"finding\": \"%s\", \"outcome\": \"RELAPSED\", \"comment\": \"又有五户\"}".formatted(id(key)));
        String order = "/api/orders/"
                + looked.path("items")
                        .valueStream()
                        .filter(item -> item.path("finding").asString().equals(id(key)))
                        .findFirst()
                        .orElseThrow()
                        .path("order")
                        .asString();
        assertThat(api.get(UNIT, order).is(200).json().path("number").asString())
                .startsWith("督办〔");
        move(UNIT, order, "receive", "");
        move(UNIT, order, "handle", "");
        move(UNIT, key, "closure-request", "{\"report\": \"重新整改\"}");
        move(INSPECTOR, key, "closing", "{}");
        move(CITY, key, "closing", "{}");
        move(UNIT, order, "reply", "{\"reply\": \"已重新整改\"}");
        move("210000-gov.supervisor", order, "reply-acceptance", "");
        assertThat(move("210000-gov.supervisor", order, "complete", "")
                        .path("status")
                        .asString())
                .isEqualTo("COMPLETED");
        for (String thing : new String[] {key, order, campaign}) {
            Trail trail = Api.JSON.treeToValue(
                    api.get("210000-gov.supervisor", thing + "/trail").is(200).json(), Trail.class);
            assertThat(trail.faults()).as(thing).isEmpty();
            assertThat(trail.steps()).hasSizeGreaterThan(3);
        }
        api.get("210200-gov.supervisor", order).problem(404, "matter-unknown");
    }

    /** What a unit, that no other test has findings at, is told of its rectification. */
    @Test
    void the_figures_of_rectification_follow_a_finding_to_its_closing_and_its_relapse() {
        String unit = "210304-gov";
        String finding = finding(unit, true);
        closes(unit, finding, true);
        JsonNode closed = figures(unit, "/findings/closed");
        assertThat(closed.at("/findings/registered").asInt()).isEqualTo(1);
        assertThat(closed.at("/findings/closingRate/rate").asString()).isEqualTo("100.00");
        assertThat(closed.at("/findings/relapseRate/rate").asString()).isEqualTo("N/A");
        String asOf = closed.path("asOf").asString();

        String campaign = api.post(
                        "210000-gov.supervisor",
                        "/api/reinspections",
                        "{\"title\": \"回头看\", \"under\": \"%s\", \"closedFrom\": \"%s\", \"closedTo\": \"%s\"}"
                                .formatted(unit, TODAY, TODAY))
                .is(201)
                .header("Location");
        move("210000-gov.supervisor", campaign, "draw", "");
        move(
                "210000-gov.supervisor",
                campaign,
                "assign",
                "{\"finding\": \"%s\", \"inspector\": \"210000-gov.inspector\"}".formatted(id(finding)));
        move(
                "210000-gov.inspector",
                campaign,
                "outcome",
                "{\"finding\": \"%s\", \"outcome\": \"RELAPSED\", \"comment\": \"又有五户\"}".formatted(id(finding)));
        JsonNode relapsed = figures(unit, "/findings/relapsed");
        assertThat(relapsed.at("/findings/closingRate/rate").asString()).isEqualTo("0.00");
        assertThat(relapsed.at("/findings/relapseRate").toString())
                .isEqualTo("{\"rate\":\"100.00\",\"numerator\":1,\"denominator\":1}");
        figures(unit, "/orders/issued");
        JsonNode then = api.get("210300-gov.viewer", "/api/metrics/rectification?under=" + unit + "&asOf=" + asOf)
                .is(200)
                .json();
        assertThat(then.path("findings")).isEqualTo(closed.path("findings"));
        api.get("210200-gov.viewer", "/api/metrics/rectification?under=" + unit).problem(404, "agency-unknown");
    }

    /** As soon as one of them is one. */
    private static JsonNode figures(String unit, String one) {
        return eventually(() -> {
            JsonNode told = api.get("210300-gov.viewer", "/api/metrics/rectification?under=" + unit)
                    .is(200)
                    .json();
            assertThat(told.at(one).asInt()).as(told.toString()).isEqualTo(1);
            return told;
        });
    }

    @Test
    void a_letter_and_a_draw_go_their_way_and_anybody_can_check_the_draw() {
        String letter = api.post(
                        CITY,
                        "/api/letters",
                        "{\"agency\": \"210303-gov\", \"kind\": \"SUPERVISION\", \"title\": \"关于登记\", \"matter\": \"请说明\"}")
                .is(201)
                .header("Location");
        assertThat(move(CITY, letter, "issue", "").path("number").asString()).startsWith("督办函〔");
        move(UNIT, letter, "receive", "");
        move(UNIT, letter, "reply", "{\"reply\": \"说明如下\"}");
        move(CITY, letter, "close", "{}");

        String draw = api.post(CITY, "/api/draws", """
                        {"purpose": "双随机", "count": 1, "pool": [{"id": "甲", "weight": 1}, {"id": "乙", "weight": 3}]}""").is(201).header("Location");
        move(CITY, draw, "reveal", "{}");
        assertThat(api.post(CITY, draw + "/verification", "")
                        .is(200)
                        .json()
                        .path("sound")
                        .asBoolean())
                .isTrue();
        assertThat(LENIENT.treeToValue(api.get(CITY, draw).json(), PublishedDraw.class)
                        .faults())
                .isEmpty();
    }

    @Test
    void the_register_is_a_page_a_sheet_and_a_table_of_text() {
        String finding = closed(false);
        JsonNode page = api.get(CITY, "/api/findings/register?under=210303-gov&limit=500")
                .is(200)
                .json();
        assertThat(page.path("items").toString()).contains(id(finding));
        Api.Answer csv = api.get(CITY, "/api/findings/register?format=csv").is(200);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.text()).contains(id(finding)).contains("行政检查未登记");
        Api.Answer xlsx = api.send(api.as(CITY, "/api/findings/register")
                        .header("Accept", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"))
                .is(200);
        assertThat(xlsx.text().getBytes(StandardCharsets.UTF_8)[0]).isEqualTo((byte) 'P');
        assertThat(api.get(UNIT, "/api/calendar?from=2024-02-10&to=2024-02-10")
                        .is(200)
                        .json()
                        .path("items")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("春节");
    }
}
