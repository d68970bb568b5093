package huikan.review.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import huikan.events.SupervisionEvent;
import huikan.events.SupervisionEvent.InspectionMoved;
import huikan.events.Topics;
import huikan.review.inspection.InspectionRequests.FeedbackRequest;
import huikan.review.testing.OverHttp;
import huikan.review.testing.Published;
import huikan.review.workflow.CaseParts;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Person;
import huikan.review.workflow.PutParts;
import huikan.service.problem.ProblemException;
import huikan.trail.Trail;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class InspectionsIT extends OverHttp {

    private static final String CITY = "210900-gov.supervisor";
    private static final String LEADER = "210900-gov.inspector";
    private static final String FIRST = "210902-gov";
    private static final String SECOND = "210903-gov";

    /** Each test has a year of its own, since units are inspected so and so often in one. */
    private static int year = 2030;

    @Autowired
    CaseParts<InspectedUnit> units;

    @Autowired
    PutParts parts;

    @Autowired
    Cases<Inspection, InspectionStatus> inspections;

    @Autowired
    FrequencyCap cap;

    @BeforeEach
    void spring() {
        year++;
        itIs(year + "-03-01");
    }

    private String proposed(boolean announced) {
        return "/api/inspections/"
                + post(CITY, "/api/inspections", """
                        {'title': '法治督察', 'content': '三项制度', 'under': '210900-gov', 'from': '%1$d-03-01', 'to': '%1$d-12-31',
                         'announced': %2$s}""".formatted(year, announced))
                        .is(201)
                        .id();
    }

    private static final String GROUPS = """
            {'groups': [{'leader': '210900-gov.inspector', 'members': ['210900-gov.inspector2'],
              'agencies': ['210902-gov', '210903-gov'], 'recusals': [{'member': '210900-gov.inspector3', 'agency': '210902-gov'}]}]}""";

    private String grouped(boolean announced) {
        String inspection = proposed(announced);
        move(CITY, inspection, "approve", null).is(200);
        move(CITY, inspection, "groups", GROUPS).is(200);
        return inspection;
    }

    private Answer batch(String inspection, String agencies) {
        return move(CITY, inspection, "batch", """
                {'group': 1, 'agencies': [%s], 'from': '%d-03-04', 'to': '%d-03-08'}""".formatted(agencies, year, year));
    }

    private Answer visit(String who, String inspection, String agency, String findings) {
        return move(who, inspection, "visit", """
                {'agency': '%s', 'record': '查阅资料', 'signedBy': ['210900-gov.inspector', '210900-gov.inspector2'],
                 'recommendations': ['完善制度'], 'findings': [%s]}""".formatted(agency, findings));
    }

    /** Both units are visited, and a finding is noted at each. */
    private String concluding(boolean announced) {
        String inspection = grouped(announced);
        batch(inspection, "'210902-gov', '210903-gov'").is(200);
        visit(LEADER, inspection, FIRST, "{'title': '未公示执法决定'}").is(200);
        visit("210900-gov.inspector2", inspection, SECOND, "{'title': '未全过程记录', 'key': true}")
                .is(200);
        move(LEADER, inspection, "batch-closing", "{'batch': 1, 'report': '小组报告'}")
                .is(200);
        move(CITY, inspection, "conclude", null).is(200);
        return inspection;
    }

    private List<String> findings(String agency, String inspection) {
        return all(CITY, "/api/findings?limit=500&agency=" + agency).stream()
                .filter(finding ->
                        inspection.endsWith(finding.path("source").path("ref").asString()))
                .map(finding -> finding.path("title").asString() + " "
                        + finding.path("status").asString())
                .toList();
    }

    @Test
    void an_inspection_goes_from_the_plan_to_its_summary_and_what_it_found_is_on_the_register() {
        String inspection = concluding(true);
        assertThat(findings(FIRST, inspection)).isEmpty();
        assertThat(move(CITY, inspection, "feedback", "{'agency': '210902-gov', 'opinion': '总体良好'}")
                        .is(200)
                        .text("status"))
                .isEqualTo("CONCLUDING");
        assertThat(findings(FIRST, inspection)).containsExactly("未公示执法决定 REGISTERED");
        Answer told = move(CITY, inspection, "feedback", null).is(200);
        assertThat(told.text("status")).isEqualTo("FED_BACK");
        assertThat(findings(SECOND, inspection)).containsExactly("未全过程记录 REGISTERED");
        assertThat(Published.events(
                        Topics.SUPERVISION,
                        SupervisionEvent.class,
                        InspectionMoved.class,
                        one -> inspection.endsWith(one.id())
                                && one.step().move().equals("feedback"),
                        2))
                .extracting(InspectionMoved::told)
                .containsExactly(List.of(FIRST), List.of(FIRST, SECOND));
        move(CITY, inspection, "look-back", null).is(200);
        var summary = move(CITY, inspection, "close", "{'summary': '总结'}")
                .is(200)
                .json()
                .path("summary");
        assertThat(summary.path("visited").asInt()).isEqualTo(2);
        assertThat(summary.path("findings").asInt()).isEqualTo(2);
        assertThat(summary.path("settled").asInt()).isZero();
        assertThat(summary.path("recommendations").asInt()).isEqualTo(2);
        Trail trail = JSON.treeToValue(get(CITY, inspection + "/trail").is(200).json(), Trail.class);
        assertThat(trail.faults()).isEmpty();
        get(FIRST, inspection + "/trail").problem(403, "move-not-yours");
    }

    @Test
    void units_of_an_unannounced_one_know_nothing_of_it_before_they_are_told() {
        String inspection = concluding(false);
        get(FIRST, inspection).problem(404, "matter-unknown");
        assertThat(get(FIRST, "/api/inspections?limit=500").json().path("items"))
                .noneMatch(one -> inspection.endsWith(one.path("id").asString()));
        move(CITY, inspection, "feedback", "{'agency': '210902-gov'}").is(200);
        Answer seen = get(FIRST, inspection).is(200);
        assertThat(seen.json().path("units")).hasSize(1);
        assertThat(seen.json().path("units").path(0).path("papers")).hasSize(1);
        get(SECOND, inspection).problem(404, "matter-unknown");
        String announced = grouped(true);
        get(FIRST, announced).problem(404, "matter-unknown");
        batch(announced, "'210902-gov'").is(200);
        visit(LEADER, announced, FIRST, "").is(200);
        Answer during = get(FIRST, announced).is(200);
        assertThat(during.json().path("units").path(0).path("papers"))
                .as("what the group noted")
                .isEmpty();
    }

    /** Who stands between those who inspect and the units hears of each unit when that is told, as the unit itself. */
    @Test
    void a_superior_of_a_unit_that_was_told_sees_nothing_of_one_that_was_not() {
        String province = "210000-gov.supervisor";
        String leader = "210000-gov.inspector";
        String inspection = "/api/inspections/"
                + post(province, "/api/inspections", """
                        {'title': '暗访', 'content': 'x', 'from': '%1$d-03-01', 'to': '%1$d-12-31', 'announced': false}""".formatted(year))
                        .is(201)
                        .id();
        move(province, inspection, "approve", null).is(200);
        move(province, inspection, "groups", """
                {'groups': [{'leader': '210000-gov.inspector', 'members': ['210000-gov.inspector2'],
                  'agencies': ['210902-gov', '210903-gov']}]}""").is(200);
        move(province, inspection, "batch", """
                {'group': 1, 'agencies': ['210902-gov', '210903-gov'], 'from': '%1$d-03-04', 'to': '%1$d-03-08'}""".formatted(year)).is(200);
        for (String unit : List.of(FIRST, SECOND)) {
            move(leader, inspection, "visit", """
                    {'agency': '%s', 'record': 'x', 'signedBy': ['210000-gov.inspector', '210000-gov.inspector2']}""".formatted(unit)).is(200);
        }
        move(leader, inspection, "batch-closing", "{'batch': 1, 'report': 'x'}").is(200);
        move(province, inspection, "conclude", null).is(200);
        get(CITY, inspection).problem(404, "matter-unknown");
        move(province, inspection, "feedback", "{'agency': '210902-gov'}").is(200);
        Answer seen = get(CITY, inspection).is(200);
        assertThat(seen.json().path("units")).hasSize(1);
        assertThat(seen.json().toString()).contains(FIRST).doesNotContain(SECOND);
        get(CITY, inspection + "/units/" + FIRST).is(200);
        get(CITY, inspection + "/units/" + SECOND).problem(404, "matter-unknown");
    }

    /** A move says anew what is left to be done, so what the one before it left is done first. */
    @Test
    void what_a_move_left_to_be_done_is_not_lost_with_the_next_one() {
        String inspection = concluding(true);
        Inspection seen = inspections
                .store()
                .find(inspection.substring("/api/inspections/".length()))
                .orElseThrow();
        // as if the process had ended right after the write
        Inspection told = inspections
                .moveBySuite(seen, "feedback", new FeedbackRequest(FIRST, null), new Person(CITY, "210900-gov"))
                .orElseThrow();
        post(CITY, inspection + "/feedback", "{}", "If-Match", "\"" + told.version() + "\"")
                .problem(412, "stale");
        move(CITY, inspection, "feedback", "{}").is(200);
        assertThat(findings(FIRST, inspection)).containsExactly("未公示执法决定 REGISTERED");
        assertThat(findings(SECOND, inspection)).containsExactly("未全过程记录 REGISTERED");
    }

    @Test
    void an_objection_that_is_upheld_waives_what_was_found() {
        String inspection = concluding(true);
        move(FIRST, inspection, "objection", "{'reason': 'x'}").problem(409, "move-impossible");
        move(CITY, inspection, "feedback", null).is(200);
        move(FIRST, inspection, "objection", "{'reason': '已公示'}").is(200);
        move(FIRST, inspection, "objection", "{'reason': 'x'}").problem(409, "move-impossible");
        move(CITY, inspection, "look-back", null).problem(409, "move-impossible");
        assertThat(move(CITY, inspection, "objection-ruling", "{'agency': '210903-gov', 'upheld': true}")
                        .problem(422, "matter-invalid"))
                .containsExactly("/agency agency.unfitting");
        move(CITY, inspection, "objection-ruling", "{'agency': '210902-gov', 'upheld': true, 'comment': '属实'}")
                .is(200);
        assertThat(findings(FIRST, inspection)).containsExactly("未公示执法决定 WAIVED");
        assertThat(findings(SECOND, inspection)).containsExactly("未全过程记录 REGISTERED");
        itIs(year + "-04-02");
        Answer late = move(SECOND, inspection, "objection", "{'reason': 'x'}");
        late.problem(409, "move-impossible");
        assertThat(late.text("detail")).contains(year + "-03-31");
    }

    @Test
    void groups_have_a_leader_and_nobody_who_is_recused() {
        String inspection = proposed(true);
        move(CITY, inspection, "approve", null).is(200);
        assertThat(move(CITY, inspection, "groups", """
                        {'groups': [{'leader': 'a', 'members': [], 'agencies': ['210902-gov', '210200-gov']},
                          {'leader': 'a', 'members': ['b'], 'agencies': ['210902-gov'],
                           'recusals': [{'member': 'b', 'agency': '210902-gov'}]}],
                         'objectsDraw': 'x'}""").problem(422, "matter-invalid"))
                .containsExactlyInAnyOrder(
                        "/groups/0/members items.count",
                        "/groups/0/agencies/1 agency.unknown",
                        "/groups/1/leader person.twice",
                        "/groups/1/recusals/0 person.recused",
                        "/groups agency.twice",
                        "/objectsDraw draw.unknown");
    }

    @Test
    void units_and_people_come_from_draws_that_anyone_can_check() {
        String draw = "/api/draws/" + post(CITY, "/api/draws", """
                        {'purpose': '随机抽取检查对象', 'count': 1, 'pool': [{'id': '210902-gov'}, {'id': '210903-gov'}]}""").is(201).id();
        move(CITY, draw, "reveal", "{}").is(200);
        String chosen = get(CITY, draw).json().path("result").path(0).path("id").asString();
        String other = chosen.equals(FIRST) ? SECOND : FIRST;
        String inspection = proposed(true);
        move(CITY, inspection, "approve", null).is(200);
        String groups = "{'groups': [{'leader': 'a', 'members': ['b'], 'agencies': ['%s']}], 'objectsDraw': '"
                + draw.substring("/api/draws/".length()) + "'}";
        assertThat(move(CITY, inspection, "groups", groups.formatted(other)).problem(422, "matter-invalid"))
                .containsExactly("/objectsDraw draw.other");
        move(CITY, inspection, "groups", groups.formatted(chosen)).is(200);
    }

    @Test
    void a_unit_is_not_inspected_more_often_than_the_cap_allows() {
        String first = grouped(true);
        batch(first, "'210902-gov'").is(200);
        assertThat(batch(first, "'210902-gov'").problem(422, "matter-invalid"))
                .containsExactly("/agencies/0 agency.unfitting");
        batch(grouped(false), "'210902-gov'").is(200);
        String third = grouped(true);
        assertThat(batch(third, "'210902-gov'").problem(422, "matter-invalid"))
                .containsExactly("/agencies/0 frequency.cap");
        batch(third, "'210903-gov'").is(200);
    }

    @Test
    void of_many_who_plan_to_inspect_one_unit_at_once_as_many_do_as_the_cap_allows() throws Exception {
        List<String> all = IntStream.range(0, 8).mapToObj(i -> grouped(true)).toList();
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService planners = Executors.newFixedThreadPool(all.size())) {
            // half of them the other way round
            for (int i = 0; i < all.size(); i++) {
                String one = all.get(i);
                String units = i % 2 == 0 ? "'210903-gov', '210902-gov'" : "'210902-gov', '210903-gov'";
                answers.add(planners.submit(() -> batch(one, units)));
            }
        }
        int taken = 0;
        for (Future<Answer> answer : answers) {
            assertThat(answer.get().status()).isIn(200, 412, 422);
            taken += answer.get().status() == 200 ? 1 : 0;
        }
        assertThat(taken).isEqualTo(2);
        assertThat(batch(all.getFirst(), "'210902-gov'").status()).isEqualTo(422);
    }

    @Test
    void papers_are_signed_by_two_of_the_group_and_a_batch_is_closed_by_its_leader() {
        String inspection = grouped(true);
        batch(inspection, "'210902-gov', '210903-gov'").is(200);
        move(LEADER, inspection, "visit", """
                        {'agency': '210902-gov', 'record': 'x', 'signedBy': ['210900-gov.inspector', '210900-gov.inspector']}""").problem(422, "matter-invalid");
        move(CITY, inspection, "visit", "{'agency': '210902-gov', 'record': 'x', 'signedBy': []}")
                .problem(403, "move-not-yours");
        visit(LEADER, inspection, FIRST, "").is(200);
        move("210900-gov.inspector2", inspection, "batch-closing", "{'batch': 1, 'report': 'x'}")
                .problem(403, "move-not-yours");
        assertThat(move(LEADER, inspection, "batch-closing", "{'batch': 1, 'report': 'x'}")
                        .problem(422, "matter-invalid"))
                .containsExactly("/excused units.left");
        Answer early = move(CITY, inspection, "conclude", null);
        early.problem(409, "move-impossible");
        move(
                        LEADER,
                        inspection,
                        "batch-closing",
                        "{'batch': 1, 'report': 'x', 'excused': [{'agency': '210903-gov', 'reason': '抗洪'}]}")
                .is(200);
        move(CITY, inspection, "conclude", null).is(200);
        assertThat(move(CITY, inspection, "feedback", null).is(200).text("status"))
                .as("who was not visited is told nothing")
                .isEqualTo("FED_BACK");
    }

    @Test
    void a_report_that_does_not_come_is_urged_for() {
        String inspection = grouped(true);
        batch(inspection, "'210902-gov'").is(200);
        itIs(year + "-04-15");
        await().untilAsserted(() -> assertThat(get(CITY, inspection)
                        .json()
                        .path("awaited")
                        .path("urged")
                        .asBoolean())
                .isTrue());
    }

    @Test
    void a_feedback_that_was_cut_short_is_gone_on_with() {
        String inspection = concluding(true);
        Inspection seen = inspections
                .store()
                .find(inspection.substring("/api/inspections/".length()))
                .orElseThrow();
        inspections
                .moveBySuite(seen, "feedback", new FeedbackRequest(null, null), new Person(CITY, "210900-gov"))
                .orElseThrow();
        await().untilAsserted(() -> assertThat(findings(FIRST, inspection)).hasSize(1));
        await().untilAsserted(() -> assertThat(findings(SECOND, inspection)).hasSize(1));
    }

    /** Five times as many are allowed, and an opinion may have 2 000 characters: told in one step they were megabytes. */
    @Test
    void many_units_are_told_some_after_the_other() {
        String inspection = concluding(true);
        String id = inspection.substring("/api/inspections/".length());
        List<String> many =
                IntStream.range(0, 100).mapToObj(i -> "unit-" + i + "-gov").toList();
        many.forEach(agency ->
                parts.put(units.part(id, agency, InspectedUnit.of(agency).withVisits(1))));
        move(CITY, inspection, "feedback", "{'opinion': '%s'}".formatted("意".repeat(2_000)))
                .is(200);
        await().untilAsserted(() -> assertThat(units.of(id))
                .hasSize(102)
                .allMatch(unit ->
                        unit.feedback() != null && unit.feedback().opinion().length() == 2_000));
        await().untilAsserted(() -> assertThat(
                        get(CITY, inspection).json().path("awaited").isNull())
                .isTrue());
        String trail =
                get(CITY, inspection + "/trail").is(200).json().path("steps").toString();
        assertThat(trail.split("\"settle\"", -1)).as("steps").hasSize(1 + 6);
        assertThat(findings(FIRST, inspection)).hasSize(1);
        assertThat(findings(SECOND, inspection)).hasSize(1);
    }

    @Test
    void who_is_too_late_for_one_unit_keeps_nobody_from_another() {
        String free = FrequencyCap.visit(FIRST, LocalDate.of(year, 3, 1));
        String full = FrequencyCap.visit(SECOND, LocalDate.of(year, 3, 1));
        for (int i = 0; i < cap.most(); i++) {
            cap.reserve(stored(), List.of(full), clock.instant());
        }
        Inspection late = stored();
        assertThatThrownBy(() -> cap.reserve(late, List.of(free, full), clock.instant()))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().kind().status()).isEqualTo(412));
        assertThat(cap.others(stored(), free, clock.instant())).isZero();
    }

    private Inspection stored() {
        String[] path = proposed(true).split("/");
        return inspections.store().find(path[path.length - 1]).orElseThrow();
    }
}
