package huikan.standalone;

import static huikan.standalone.Api.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.trail.Trail;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole year: a cycle, filings, a return, a finding that is late, letters, an order, an inspection by draw, closing, the
 * second look with a relapse, its order, closing. Between its parts the suite is stopped, and starts again on a later day.
 */
@Execution(ExecutionMode.CONCURRENT)
class YearIT {

    private static final String UNIT = "210902-gov";
    private static final String CITY = "210900-gov.supervisor";
    private static final String INSPECTOR = "210900-gov.inspector";
    private static final String PROVINCE = "210000-gov.supervisor";
    private static final LocalDate FIRST_DAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    private final List<String> things = new ArrayList<>();
    private RunningSuite suite;
    private Api api;
    private LocalDate today;

    @AfterEach
    void stop() {
        suite.close();
    }

    /** Stops the suite where it is, and starts it so many days after the first one. */
    private void itIsDay(int days) throws IOException {
        Path data = suite == null ? Files.createTempDirectory("huikan-year") : suite.data;
        if (suite != null) {
            suite.close();
        }
        suite = new RunningSuite(data, Ports.free());
        suite.start("--demo", "--days-ahead", Integer.toString(days));
        api = suite.api();
        today = FIRST_DAY.plusDays(days);
    }

    private String opened(String login, String path, String body) {
        String thing = eventually(
                () -> api.post(login, path, body.replace('\'', '"')).is(201).header("Location"));
        things.add(thing);
        return thing;
    }

    /** Timers move things, too: who is told that a thing has changed looks again. */
    private JsonNode move(String login, String thing, String move, String body) {
        return eventually(() -> {
            String version =
                    api.get(login, thing).is(200).json().path("version").asString();
            return api.post(login, thing + "/" + move, body.replace('\'', '"'), "If-Match", "\"" + version + "\"")
                    .is(200)
                    .json();
        });
    }

    private String status(String thing) {
        return api.get(PROVINCE, thing).is(200).json().path("status").asString();
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The digest of an upload. */
    private String evidence(String text) {
        Api.Answer answer = api.send(api.as(UNIT, "/api/attachments")
                .header("Content-Type", "application/pdf")
                .POST(HttpRequest.BodyPublishers.ofString("%PDF-1.7\n" + text)));
        return answer.is(201).json().path("digest").asString();
    }

    @Test
    void nothing_that_was_promised_in_a_year_is_forgotten() throws IOException {
        itIsDay(0);
        String cycle = cycle();
        String submission = filedReturnedAndApproved(cycle);
        String late = findingWithAPlan(submission);

        itIsDay(75);
        ladderClimbed(late);
        String order = order(late);
        closed(late);
        completed(CITY, order);
        assertThat(status(late)).isEqualTo("CLOSED");

        itIsDay(110);
        String inspected = foundByAnInspection();
        move(CITY, inspected, "assign", "{'dueOn': '%s'}".formatted(today.plusDays(20)));
        move(UNIT, inspected, "claim", "");
        closed(inspected);

        itIsDay(170);
        String second = relapsed(late, inspected);
        assertThat(status(inspected)).isEqualTo("CONFIRMED");
        assertThat(status(late)).isEqualTo("RECTIFYING");
        move(UNIT, late, "progress", "{'measure': 0, 'percent': 100}");
        closed(late);
        completed(PROVINCE, second);

        itIsDay(365);
        eventually(() -> {
            assertThat(List.of(status(order), status(second))).containsOnly("ARCHIVED");
            return true;
        });
        everythingAgrees(cycle, late, inspected);
    }

    private String cycle() {
        String id = "year-" + FIRST_DAY;
        api.post("admin", "/api/cycles", """
                        {"id": "%s", "form": "annual", "period": {"from": "2023-01-01", "to": "2023-12-31"}, "opensOn": "%s",
                         "dueOn": "%s", "closesOn": "%s", "agencies": {"under": "210900-gov", "levels": ["COUNTY"]}}""".formatted(id, FIRST_DAY, FIRST_DAY.plusDays(30), FIRST_DAY.plusDays(60)))
                .is(201);
        return id;
    }

    private ObjectNode filing(String cycle) {
        ObjectNode filing = Api.filing(cycle, UNIT)
                .put("title", "2023年法治政府建设年度报告")
                .put("signedBy", "细河区人民政府")
                .put("signedOn", "2024-02-08");
        filing.putObject("indicators").putObject("own").put("INS001", 670);
        return filing;
    }

    private String filedReturnedAndApproved(String cycle) {
        String first = api.accepted(filing(cycle)).path("id").asString();
        String reviewer = "210900-gov.reviewer";
        JsonNode review = api.review(reviewer, first);
        api.post(
                        reviewer,
                        "/api/reviews/" + first + "/decisions",
                        """
                        {"decision": "RETURN", "dueOn": "%s", "items": [{"pointer": "/indicators/own/INS001", "reason": "FIGURE_DOUBTFUL"}]}""".formatted(today.plusDays(5)),
                        "If-Match",
                        "\"" + review.path("version").asLong() + "\"")
                .is(200);
        api.awaitState(UNIT, first, "RETURNED");
        ObjectNode correction = filing(cycle).put("replaces", first).put("reason", "更正");
        correction.withObject("/indicators/own").put("INS001", 680);
        String corrected = api.accepted(correction).path("id").asString();
        assertThat(api.passAllLevels("210000-gov", corrected).path("state").asString())
                .isEqualTo("APPROVED");
        api.awaitState(UNIT, corrected, "APPROVED");
        things.add("/api/reviews/" + first);
        things.add("/api/reviews/" + corrected);
        return corrected;
    }

    private String findingWithAPlan(String submission) {
        String finding = opened("210900-gov.reviewer", "/api/findings", """
                {'agency': '210902-gov', 'source': {'kind': 'REVIEW', 'ref': '%s'}, 'title': '检查次数与台账不一致', 'description': '多报十次',
                 'category': 'FIGURES', 'rectify': 'BY_DEADLINE', 'key': true}""".formatted(submission));
        move(CITY, finding, "assign", "{'dueOn': '%s'}".formatted(today.plusDays(45)));
        move(UNIT, finding, "claim", "");
        move(
                UNIT,
                finding,
                "plan",
                "{'measures': [{'text': '核对台账', 'owner': '张三', 'dueOn': '%s'}]}".formatted(today.plusDays(30)));
        move(CITY, finding, "plan-approval", "{'approved': true}");
        return finding;
    }

    /** Thirty days late: what the ladder says of 22 working days was said while nobody ran. */
    private void ladderClimbed(String finding) {
        eventually(() -> {
            assertThat(moves(finding)).filteredOn("escalate"::equals).hasSize(6);
            return true;
        });
        assertThat(api.get(UNIT, finding).json().path("overdue").asBoolean()).isTrue();
        JsonNode letters = api.get(UNIT, "/api/letters?agency=210902-gov&limit=500")
                .is(200)
                .json()
                .path("items");
        List<String> kinds = letters.valueStream()
                .filter(letter -> letter.path("findings").toString().contains(id(finding)))
                .map(letter -> letter.path("kind").asString())
                .toList();
        assertThat(kinds).containsExactlyInAnyOrder("REMINDER", "SUPERVISION");
        letters.forEach(letter -> things.add("/api/letters/" + letter.path("id").asString()));
    }

    private List<String> moves(String thing) {
        return api.get(PROVINCE, thing + "/trail")
                .is(200)
                .json()
                .path("steps")
                .valueStream()
                .map(step -> step.path("move").asString())
                .toList();
    }

    private String order(String finding) {
        String order = opened(CITY, "/api/orders", """
                {'agency': '210902-gov', 'title': '限期整改', 'matter': '核对台账', 'urgency': 'URGENT', 'findings': ['%s']}""".formatted(id(finding)));
        assertThat(move(CITY, order, "register", "").path("number").asString()).startsWith("督办〔");
        move(CITY, order, "issue", "");
        return order;
    }

    /** Two people close a key finding. */
    private void closed(String finding) {
        JsonNode seen = api.get(UNIT, finding).is(200).json();
        if (seen.path("plan").isObject() && seen.path("percent").asInt() < 100) {
            move(
                    UNIT,
                    finding,
                    "progress",
                    "{'measure': 0, 'percent': 100, 'evidence': ['%s'], 'evidenceOn': '%s'}"
                            .formatted(evidence("台账 " + today), today));
        }
        move(
                UNIT,
                finding,
                "closure-request",
                "{'report': '已更正', 'evidence': ['%s']}".formatted(evidence("报告 " + today)));
        move(INSPECTOR, finding, "closing", "{'comment': '属实'}");
        if (seen.path("key").asBoolean()) {
            move(CITY, finding, "closing", "{}");
        }
    }

    private void completed(String issuer, String order) {
        move(UNIT, order, "receive", "");
        move(UNIT, order, "handle", "");
        move(UNIT, order, "reply", "{'reply': '已办结'}");
        move(issuer, order, "reply-acceptance", "");
        assertThat(move(issuer, order, "complete", "").path("status").asString())
                .isEqualTo("COMPLETED");
    }

    /** The unit is certain to be drawn, so that the year goes on with it. */
    private String foundByAnInspection() {
        String draw = opened(
                CITY,
                "/api/draws",
                "{'purpose': '检查对象', 'count': 2, 'pool': [{'id': '210902-gov', 'weight': 3}, {'id': '210903-gov'}]}");
        move(CITY, draw, "reveal", "{}");
        assertThat(api.post(CITY, draw + "/verification", "")
                        .is(200)
                        .json()
                        .path("sound")
                        .asBoolean())
                .isTrue();
        String inspection = opened(CITY, "/api/inspections", """
                {'title': '三项制度督察', 'content': '公示、记录、审核', 'under': '210900-gov', 'from': '%s', 'to': '%s', 'announced': false}""".formatted(today, today.plusDays(20)));
        move(CITY, inspection, "approve", "");
        move(CITY, inspection, "groups", """
                {'groups': [{'leader': '210900-gov.inspector', 'members': ['210900-gov.supervisor'],
                  'agencies': ['210902-gov', '210903-gov']}], 'objectsDraw': '%s'}""".formatted(id(draw)));
        move(
                CITY,
                inspection,
                "batch",
                "{'group': 1, 'agencies': ['210902-gov', '210903-gov'], 'from': '%s', 'to': '%s'}"
                        .formatted(today, today.plusDays(5)));
        api.get(UNIT, inspection).problem(404, "matter-unknown");
        move(INSPECTOR, inspection, "visit", """
                {'agency': '210902-gov', 'record': '查阅案卷', 'signedBy': ['210900-gov.inspector', '210900-gov.supervisor'],
                 'findings': [{'title': '未公示处罚决定', 'category': 'DISCLOSURE', 'rectify': 'IMMEDIATE'}]}""");
        move(INSPECTOR, inspection, "batch-closing", """
                {'batch': 1, 'report': '小组报告', 'excused': [{'agency': '210903-gov', 'reason': '抗洪'}]}""");
        move(CITY, inspection, "conclude", "");
        JsonNode told = move(CITY, inspection, "feedback", "{}");
        String finding = "/api/findings/"
                + told.path("units")
                        .path(0)
                        .path("feedback")
                        .path("findings")
                        .path(0)
                        .asString();
        things.add(finding);
        api.get(UNIT, inspection).is(200);
        return finding;
    }

    /** The order that a relapse brings with it. */
    private String relapsed(String late, String held) {
        String campaign = opened(PROVINCE, "/api/reinspections", "{'title': '回头看', 'under': '210900-gov', 'share': 1}");
        JsonNode drawn = move(PROVINCE, campaign, "draw", "");
        assertThat(drawn.path("items").toString()).contains(id(late)).contains(id(held));
        for (String finding : List.of(late, held)) {
            move(
                    PROVINCE,
                    campaign,
                    "assign",
                    "{'finding': '%s', 'inspector': '210000-gov.inspector'}".formatted(id(finding)));
        }
        move(
                "210000-gov.inspector",
                campaign,
                "outcome",
                "{'finding': '%s', 'outcome': 'CONFIRMED'}".formatted(id(held)));
        JsonNode looked = move(
                "210000-gov.inspector",
                campaign,
                "outcome",
                "{'finding': '%s', 'outcome': 'RELAPSED', 'comment': '又多报五次'}".formatted(id(late)));
        move(PROVINCE, campaign, "close", "");
        String order = "/api/orders/"
                + looked.path("items")
                        .valueStream()
                        .filter(item -> item.path("finding").asString().equals(id(late)))
                        .map(item -> item.path("order").asString())
                        .findFirst()
                        .orElseThrow();
        things.add(order);
        return order;
    }

    private void everythingAgrees(String cycle, String late, String inspected) {
        JsonNode ledger = api.get("210000-gov", "/api/cycles/" + cycle + "/ledger")
                .is(200)
                .json();
        assertThat(ledger.path("balanced").asBoolean()).as(ledger.toString()).isTrue();
        assertThat(ledger.path("approved").asLong()).isEqualTo(1);
        assertThat(ledger.path("received").asLong()).isEqualTo(2);
        JsonNode register = api.get(CITY, "/api/findings/register?under=210902-gov&limit=500")
                .is(200)
                .json();
        for (String finding : List.of(late, inspected)) {
            JsonNode row = register.path("items")
                    .valueStream()
                    .filter(one -> one.path("id").asString().equals(id(finding)))
                    .findFirst()
                    .orElseThrow();
            JsonNode one = api.get(CITY, finding).is(200).json();
            assertThat(row.path("status")).isEqualTo(one.path("status"));
            List<String> moves = moves(finding);
            assertThat(moves).hasSize(one.path("version").asInt());
        }
        assertThat(moves(late)).contains("relapse").endsWith("closing");
        for (String thing : things) {
            Trail trail = Api.JSON.treeToValue(
                    api.get(PROVINCE, thing + "/trail").is(200).json(), Trail.class);
            assertThat(trail.faults()).as(thing).isEmpty();
            JsonNode one = api.get(PROVINCE, thing).is(200).json();
            assertThat(trail.steps().getLast().to())
                    .as(thing)
                    .isEqualTo(one.path(one.has("status") ? "status" : "state").asString());
        }
        // the rollup is still that of the filing that was approved
        eventually(() -> {
            JsonNode rollup = api.rollup("210000-gov", cycle, "210000-gov", "APPROVED");
            assertThat(rollup.at("/indicators/INS001/total").asLong()).isEqualTo(680);
            return true;
        });
    }
}
