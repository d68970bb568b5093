package huikan.review.reinspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.review.finding.Finding.Look.Outcome;
import huikan.review.reinspection.ReinspectionRequests.OutcomeRequest;
import huikan.review.testing.OverHttp;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Person;
import huikan.trail.Trail;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ReinspectionsIT extends OverHttp {

    private static final String UNIT = "210200-ndmo";
    private static final String PROVINCE = "210000-ndmo.supervisor";
    private static final String INSPECTOR = "210000-ndmo.inspector";
    private static YearMonth next = YearMonth.of(2024, 1);

    @Autowired
    Cases<Reinspection, ReinspectionStatus> reinspections;

    /** Each test closes its findings in a month of its own. */
    private String month;

    @BeforeEach
    void aMonth() {
        month = next.toString();
        next = next.plusMonths(1);
        itIs(month + "-05");
    }

    private String closed(boolean key) {
        String finding = "/api/findings/"
                + post(PROVINCE, "/api/findings", """
                                {'agency': '210200-ndmo', 'source': {'kind': 'CASE_REVIEW'}, 'title': '台账缺失', 'description': 'x',
                                 'category': 'LEDGER', 'rectify': 'IMMEDIATE', 'key': %s, 'dueOn': '%s-28'}""".formatted(key, month))
                        .is(201)
                        .id();
        move(PROVINCE, finding, "assign", "{}").is(200);
        move(UNIT, finding, "claim", null).is(200);
        move(UNIT, finding, "closure-request", "{'report': '已改'}").is(200);
        move(PROVINCE, finding, "closing", "{}").is(200);
        if (key) {
            move("210000-gov.supervisor", finding, "closing", "{}").is(200);
        }
        return finding.substring("/api/findings/".length());
    }

    private String planned() {
        return "/api/reinspections/"
                + post(
                                PROVINCE,
                                "/api/reinspections",
                                "{'title': '回头看', 'under': '210200-ndmo', 'closedFrom': '%s-01', 'closedTo': '%s-05', 'share': 0.3}"
                                        .formatted(month, month))
                        .is(201)
                        .id();
    }

    private List<String> drawn(String campaign) {
        return get(PROVINCE, campaign)
                .json()
                .path("items")
                .valueStream()
                .map(item -> item.path("finding").asString())
                .toList();
    }

    private Answer outcome(String campaign, String finding, String outcome) {
        move(PROVINCE, campaign, "assign", "{'finding': '%s', 'inspector': '%s'}".formatted(finding, INSPECTOR))
                .is(200);
        return move(
                INSPECTOR,
                campaign,
                "outcome",
                "{'finding': '%s', 'outcome': '%s', 'comment': '现场查看'}".formatted(finding, outcome));
    }

    @Test
    void a_sample_is_drawn_looked_at_and_what_did_not_hold_is_ordered_again() {
        List<String> keys = List.of(closed(true), closed(true));
        List<String> others = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            others.add(closed(false));
        }
        String campaign = planned();
        String commitment = get(PROVINCE, campaign).text("commitment");
        Answer drawn = move(PROVINCE, campaign, "draw", null).is(200);
        // both key ones, and 30 % of five rounded up
        assertThat(drawn(campaign)).hasSize(4).containsAll(keys);
        String draw = "/api/draws/" + drawn.text("draw");
        assertThat(get(PROVINCE, draw).is(200).text("commitment")).isEqualTo(commitment);
        assertThat(post(PROVINCE, draw + "/verification", null)
                        .json()
                        .path("sound")
                        .asBoolean())
                .isTrue();
        drawn(campaign)
                .forEach(one -> assertThat(get(UNIT, "/api/findings/" + one).text("status"))
                        .isEqualTo("REINSPECTING"));

        String relapsed = keys.getFirst();
        Answer after = outcome(campaign, relapsed, "RELAPSED").is(200);
        Answer finding = get(UNIT, "/api/findings/" + relapsed).is(200);
        assertThat(finding.text("status")).isEqualTo("RECTIFYING");
        assertThat(finding.json().path("relapses").asInt()).isEqualTo(1);
        assertThat(finding.json().path("looks").path(0).path("by").path("login").asString())
                .isEqualTo(INSPECTOR);
        JsonNode item = after.json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("finding").asString().equals(relapsed))
                .findFirst()
                .orElseThrow();
        assertThat(item.path("recurrences")).hasSizeGreaterThanOrEqualTo(6);
        Answer order = get(UNIT, "/api/orders/" + item.path("order").asString()).is(200);
        assertThat(order.text("status")).isEqualTo("ISSUED");
        assertThat(order.text("number")).matches("督办〔2024〕\\d+号");
        assertThat(order.json().path("findings").path(0).asString()).isEqualTo(relapsed);

        move(PROVINCE, campaign, "close", null).problem(409, "move-impossible");
        outcome(campaign, keys.getLast(), "FALSE_RECTIFICATION").is(200);
        for (String one : drawn(campaign)) {
            if (!keys.contains(one)) {
                outcome(campaign, one, "CONFIRMED").is(200);
                assertThat(get(UNIT, "/api/findings/" + one).text("status")).isEqualTo("CONFIRMED");
            }
        }
        assertThat(move(PROVINCE, campaign, "close", null).is(200).text("status"))
                .isEqualTo("CLOSED");
        for (String trail : List.of(campaign, "/api/findings/" + relapsed, draw)) {
            assertThat(JSON.treeToValue(get(PROVINCE, trail + "/trail").json(), Trail.class)
                            .faults())
                    .isEmpty();
        }
    }

    @Test
    void who_closed_it_does_not_look_again_and_only_the_assigned_one_says_the_outcome() {
        String key = closed(true);
        String campaign = planned();
        move(PROVINCE, campaign, "draw", null).is(200);
        String body = "{'finding': '%s', 'outcome': 'CONFIRMED'}".formatted(key);
        move(INSPECTOR, campaign, "outcome", body).problem(403, "move-not-yours");
        move(PROVINCE, campaign, "assign", "{'finding': '%s', 'inspector': '%s'}".formatted(key, PROVINCE))
                .problem(403, "separation-of-duties");
        move(PROVINCE, campaign, "assign", "{'finding': '%s', 'inspector': '%s'}".formatted(key, INSPECTOR))
                .is(200);
        move("210000-gov.inspector", campaign, "outcome", body).problem(403, "move-not-yours");
        move(INSPECTOR, campaign, "outcome", body).is(200);
        move(INSPECTOR, campaign, "outcome", body).problem(403, "move-not-yours");
        assertThat(move(PROVINCE, campaign, "assign", "{'finding': '%s', 'inspector': '%s'}".formatted(key, INSPECTOR))
                        .problem(422, "matter-invalid"))
                .containsExactly("/finding finding.unfitting");
        get(UNIT, campaign).problem(404, "matter-unknown");
        get("210900-ndmo.supervisor", campaign).problem(404, "matter-unknown");
    }

    @Test
    void what_was_decided_and_cut_short_is_carried_out_all_the_same() {
        String key = closed(true);
        String campaign = planned();
        move(PROVINCE, campaign, "draw", null).is(200);
        move(PROVINCE, campaign, "assign", "{'finding': '%s', 'inspector': '%s'}".formatted(key, INSPECTOR))
                .is(200);
        Reinspection seen = reinspections
                .store()
                .find(campaign.substring("/api/reinspections/".length()))
                .orElseThrow();
        // what outcome writes before anything is carried out; the process ends here
        reinspections
                .moveBySuite(
                        seen,
                        "outcome",
                        new OutcomeRequest(key, Outcome.NOT_RECTIFIED, null, null),
                        new Person(INSPECTOR, "210000-ndmo"))
                .orElseThrow();
        await().untilAsserted(() -> {
            JsonNode item = get(PROVINCE, campaign).json().path("items").path(0);
            assertThat(item.path("order").isString()).isTrue();
            assertThat(get(UNIT, "/api/orders/" + item.path("order").asString()).text("status"))
                    .isEqualTo("ISSUED");
        });
        assertThat(get(UNIT, "/api/findings/" + key).text("status")).isEqualTo("RECTIFYING");
        assertThat(get(UNIT, "/api/orders?limit=500")
                        .json()
                        .path("items")
                        .valueStream()
                        .filter(order -> order.path("findings").toString().contains(key)))
                .hasSize(1);
    }

    @Test
    void everything_that_is_wrong_is_told() {
        assertThat(post(
                                PROVINCE,
                                "/api/reinspections",
                                "{'title': ' ', 'under': '330000-gov', 'closedFrom': '2024-02-01', 'closedTo': '2024-01-01', 'share': 0.1}")
                        .problem(422, "matter-invalid"))
                .containsExactlyInAnyOrder(
                        "/under agency.unknown", "/title field.missing", "/closedTo date.past", "/share number.range");
        post(UNIT, "/api/reinspections", "{'title': 'x', 'under': '210200-ndmo'}")
                .problem(403, "move-not-yours");
        String none = "/api/reinspections/"
                + post(PROVINCE, "/api/reinspections", "{'title': 'x', 'under': '210900-ndmo'}")
                        .is(201)
                        .id();
        assertThat(get(PROVINCE, none).text("closedTo"))
                .isEqualTo(LocalDate.parse(month + "-05").minusMonths(1).toString());
        assertThat(move(PROVINCE, none, "draw", null).problem(422, "matter-invalid"))
                .containsExactly("findings.count");
        assertThat(move(PROVINCE, none, "close", null).is(200).text("status")).isEqualTo("CLOSED");
        String another = "/api/reinspections/"
                + post(PROVINCE, "/api/reinspections", "{'title': 'x', 'under': '210900-ndmo'}")
                        .is(201)
                        .id();
        assertThat(get(PROVINCE, "/api/reinspections?status=PLANNED")
                        .json()
                        .path("items")
                        .valueStream()
                        .map(one -> "/api/reinspections/" + one.path("id").asString()))
                .contains(another)
                .doesNotContain(none);
    }
}
