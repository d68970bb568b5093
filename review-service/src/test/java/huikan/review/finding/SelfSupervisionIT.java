package huikan.review.finding;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.review.testing.OverHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody supervises themselves: superior means strictly above every responsible unit, for every kind. */
class SelfSupervisionIT extends OverHttp {

    private static final String PROVINCE = "210000-gov.supervisor";
    private static final String CITY = "210900-gov.supervisor";
    private static final String UNIT = "210902-gov";
    private static final String DAY = "2031-03-03";

    @BeforeEach
    void aDay() {
        itIs(DAY);
    }

    private String finding(String by, String agency) {
        return "/api/findings/"
                + post(by, "/api/findings", """
                        {'agency': '%s', 'source': {'kind': 'INSPECTION'}, 'title': 'x', 'description': 'x',
                         'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2031-06-30'}""".formatted(agency)).is(201).id();
    }

    private String closed(String assignment) {
        String finding = finding(CITY, UNIT);
        move(CITY, finding, "assign", assignment).is(200);
        move(UNIT, finding, "claim", null).is(200);
        move(UNIT, finding, "closure-request", "{'report': 'x'}").is(200);
        move("210900-gov.inspector", finding, "closing", "{}").is(200);
        return finding;
    }

    private String campaign(String by, String under) {
        return "/api/reinspections/"
                + post(
                                by,
                                "/api/reinspections",
                                "{'title': 'x', 'under': '%s', 'closedFrom': '%s', 'closedTo': '%s', 'share': 1}"
                                        .formatted(under, DAY, DAY))
                        .is(201)
                        .id();
    }

    @Test
    void a_unit_looks_at_nothing_again_that_is_its_own() {
        String finding = closed("{}");
        String own = campaign(UNIT + ".supervisor", UNIT);
        assertThat(move(UNIT + ".supervisor", own, "draw", null).problem(422, "matter-invalid"))
                .containsExactly("findings.count");
        assertThat(get(UNIT, finding).text("status")).isEqualTo("CLOSED");
        String superior = campaign(PROVINCE, UNIT);
        assertThat(move(PROVINCE, superior, "draw", null)
                        .is(200)
                        .json()
                        .path("items")
                        .toString())
                .contains(finding.substring("/api/findings/".length()));
    }

    @Test
    void a_campaign_takes_nothing_of_another_line_where_its_unit_only_supports() {
        String finding = closed("{'supporting': ['210902-ndmo']}");
        String across = campaign("210900-ndmo.supervisor", "210902-ndmo");
        assertThat(move("210900-ndmo.supervisor", across, "draw", null).problem(422, "matter-invalid"))
                .containsExactly("findings.count");
        assertThat(get(UNIT, finding).text("status")).isEqualTo("CLOSED");
    }

    @Test
    void a_city_rules_on_nothing_of_its_own_though_a_county_leads() {
        String finding = finding(PROVINCE, "210900-gov");
        move(PROVINCE, finding, "assign", "{'lead': '210902-gov'}").is(200);
        move(UNIT, finding, "claim", null).is(200);
        move(UNIT, finding, "closure-request", "{'report': 'x'}").is(200);
        assertThat(get(CITY, finding).is(200).moves()).isEmpty();
        move(CITY, finding, "closing", "{}").problem(403, "move-not-yours");
        move(CITY, finding, "refusal", "{'reason': 'x'}").problem(403, "move-not-yours");
        assertThat(move(PROVINCE, finding, "closing", "{}").is(200).text("status"))
                .isEqualTo("CLOSED");
    }

    @Test
    void who_helps_does_not_rule_either() {
        String finding = finding(CITY, UNIT);
        move(CITY, finding, "assign", "{'supporting': ['210900-gov']}").is(200);
        move(UNIT, finding, "claim", null).is(200);
        move(UNIT, finding, "closure-request", "{'report': 'x'}").is(200);
        move(CITY, finding, "closing", "{}").problem(403, "move-not-yours");
        move(PROVINCE, finding, "closing", "{}").is(200);
    }

    @Test
    void nobody_stands_above_the_root_which_rules_on_its_own() {
        String finding =
                "/api/findings/" + post(PROVINCE, "/api/findings", """
                        {'agency': '210000-gov', 'source': {'kind': 'SELF_CHECK'}, 'title': 'x', 'description': 'x',
                         'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2031-06-30'}""").is(201).id();
        move(PROVINCE, finding, "assign", "{'lead': '210902-gov'}").is(200);
        move(UNIT, finding, "claim", null).is(200);
        move(UNIT, finding, "closure-request", "{'report': 'x'}").is(200);
        move(CITY, finding, "closing", "{}").problem(403, "move-not-yours");
        move(PROVINCE, finding, "closing", "{}").is(200);
    }

    @Test
    void a_unit_does_not_inspect_itself() {
        String inspection = "/api/inspections/"
                + post(CITY, "/api/inspections", """
                        {'title': 'x', 'content': 'x', 'from': '2031-03-03', 'to': '2031-12-31'}""").is(201).id();
        move(CITY, inspection, "approve", null).is(200);
        assertThat(move(CITY, inspection, "groups", """
                        {'groups': [{'leader': 'a', 'members': ['b'], 'agencies': ['210902-gov', '210900-gov']}]}""").problem(422, "matter-invalid"))
                .containsExactly("/groups/0/agencies/1 superior.none");
    }

    @Test
    void nobody_orders_writes_to_or_scores_their_own_unit() {
        post(CITY, "/api/orders", """
                        {'agency': '210900-gov', 'title': 'x', 'matter': 'x', 'urgency': 'URGENT'}""").problem(403, "move-not-yours");
        post(CITY, "/api/letters", """
                        {'agency': '210900-gov', 'kind': 'SUPERVISION', 'title': 'x', 'matter': 'x'}""").problem(403, "move-not-yours");
        post(CITY, "/api/case-reviews", """
                        {'agency': '210900-gov', 'title': 'x', 'from': '2030-01-01', 'to': '2030-12-31', 'count': 1,
                         'standard': {'name': 'x', 'version': '1', 'criteria': [{'code': 'A', 'text': 'x', 'points': 100}]},
                         'scorers': [{'login': '210903-gov.inspector', 'agency': '210903-gov'},
                                     {'login': '210200-gov.inspector', 'agency': '210200-gov'}]}""").problem(403, "move-not-yours");
    }

    @Test
    void who_leads_a_task_did_not_issue_it() {
        assertThat(post(CITY, "/api/task-lists", """
                        {'title': 'x', 'aspects': [{'title': 'x', 'goals': [{'title': 'x', 'measures': [
                          {'text': 'x', 'lead': '210900-gov', 'dueOn': '2031-06-30', 'deliverable': 'x'}]}]}]}""").problem(422, "matter-invalid"))
                .containsExactly("/aspects/0/goals/0/measures/0/lead lead.owner");
    }
}
