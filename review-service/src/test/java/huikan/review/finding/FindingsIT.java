package huikan.review.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.events.AttachmentEvent.AttachmentRemoved;
import huikan.events.AttachmentEvent.AttachmentStored;
import huikan.review.testing.OverHttp;
import huikan.review.workflow.Evidence;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class FindingsIT extends OverHttp {

    private static final String UNIT = "210902-gov";
    private static final String CITY = "210900-gov.supervisor";
    private static final String INSPECTOR = "210900-gov.inspector";
    private static final String EVIDENCE = "'sha256:" + "a".repeat(64) + "'";

    @Autowired
    Evidence evidence;

    @BeforeEach
    void spring() {
        itIs("2024-03-01");
    }

    private static String body(String rectify, boolean key) {
        return """
                {'agency': '210902-gov', 'source': {'kind': 'INSPECTION', 'ref': 'X'}, 'title': '执法记录不全',
                 'description': '三份案卷没有全过程记录', 'category': 'ENFORCEMENT_RECORD', 'rectify': '%s', 'key': %s}
                """.formatted(rectify, key);
    }

    private String registered(String rectify, boolean key) {
        Answer created = post(INSPECTOR, "/api/findings", body(rectify, key)).is(201);
        assertThat(created.response().headers().firstValue("Location")).hasValue("/api/findings/" + created.id());
        return "/api/findings/" + created.id();
    }

    private String assigned(String rectify, boolean key) {
        String finding = registered(rectify, key);
        move(CITY, finding, "assign", "{'dueOn': '2024-06-28'}").is(200);
        return finding;
    }

    private String rectifying(boolean key) {
        String finding = assigned("BY_DEADLINE", key);
        move(UNIT, finding, "claim", null).is(200);
        move(
                        UNIT,
                        finding,
                        "plan",
                        "{'measures': [{'text': '补齐记录', 'owner': '张三', 'dueOn': '2024-05-31'},"
                                + "{'text': '培训', 'owner': '李四', 'dueOn': '2024-06-14'}]}")
                .is(200);
        move(CITY, finding, "plan-approval", "{'approved': true}").is(200);
        return finding;
    }

    private void finished(String finding) {
        for (int measure = 0; measure < 2; measure++) {
            move(
                            UNIT,
                            finding,
                            "progress",
                            "{'measure': %d, 'percent': 100, 'evidence': [%s], 'evidenceOn': '2024-02-29'}"
                                    .formatted(measure, EVIDENCE))
                    .is(200);
        }
        move(UNIT, finding, "closure-request", "{'report': '已整改完毕', 'evidence': [%s]}".formatted(EVIDENCE))
                .is(200);
    }

    @Test
    void a_finding_is_claimed_planned_rectified_and_closed_and_its_trail_holds() {
        String finding = rectifying(false);
        assertThat(move(UNIT, finding, "closure-request", "{'report': 'x'}").problem(409, "move-impossible"))
                .contains("move.possible");
        finished(finding);
        Answer closed = move(INSPECTOR, finding, "closing", "{'comment': '属实'}").is(200);
        assertThat(closed.text("status")).isEqualTo("CLOSED");
        assertThat(closed.text("closedOn")).isEqualTo("2024-03-01");
        assertThat(closed.json().path("percent").asInt()).isEqualTo(100);
        Trail trail = JSON.treeToValue(get(UNIT, finding + "/trail").is(200).json(), Trail.class);
        assertThat(trail.faults()).isEmpty();
        assertThat(trail.head()).isEqualTo(closed.text("head"));
        assertThat(trail.steps())
                .extracting(TrailStep::move)
                .containsExactly(
                        "register",
                        "assign",
                        "claim",
                        "plan",
                        "plan-approval",
                        "progress",
                        "progress",
                        "closure-request",
                        "closing");
        assertThat(trail.steps().getLast().n())
                .isEqualTo(closed.json().path("version").asLong());
    }

    @Test
    void what_is_to_be_done_at_once_needs_no_plan() {
        String finding = assigned("IMMEDIATE", false);
        assertThat(move(UNIT, finding, "claim", null).is(200).text("status")).isEqualTo("RECTIFYING");
        move(UNIT, finding, "closure-request", "{'report': '已改'}").is(200);
        Answer refused = move(CITY, finding, "refusal", "{'reason': '仍有缺失'}").is(200);
        assertThat(refused.text("status")).isEqualTo("RECTIFYING");
        assertThat(refused.json().path("refusals")).hasSize(1);
    }

    @Test
    void two_people_close_a_key_finding_and_nobody_does_it_twice() {
        String finding = rectifying(true);
        finished(finding);
        assertThat(move(INSPECTOR, finding, "closing", "{}").is(200).text("status"))
                .isEqualTo("VERIFYING");
        move(INSPECTOR, finding, "closing", "{}").problem(403, "separation-of-duties");
        assertThat(move(CITY, finding, "closing", "{}").is(200).text("status")).isEqualTo("CLOSED");
    }

    @Test
    void a_dispute_is_ruled_on_and_made_once() {
        String finding = assigned("BY_DEADLINE", false);
        move(UNIT, finding, "dispute", "{'reason': '不属本单位'}").is(200);
        assertThat(move(CITY, finding, "dispute-ruling", "{'upheld': false, 'comment': '属于'}")
                        .is(200)
                        .text("status"))
                .isEqualTo("ASSIGNED");
        Answer again = move(UNIT, finding, "dispute", "{'reason': '还是不属'}");
        again.problem(409, "move-impossible");
        assertThat(again.text("detail")).contains("once").contains("claim");
        String other = assigned("BY_DEADLINE", false);
        move(UNIT, other, "dispute", "{'reason': '不属本单位'}").is(200);
        Answer waived = move(CITY, other, "dispute-ruling", "{'upheld': true}").is(200);
        assertThat(waived.text("status")).isEqualTo("WAIVED");
        assertThat(waived.moves()).isEmpty();
    }

    @Test
    void it_is_disputed_while_it_may_be_claimed_and_not_later() {
        String finding = assigned("BY_DEADLINE", false);
        // assigned on a Friday: three working days are over on Wednesday
        itIs("2024-03-07");
        assertThat(get(UNIT, finding).moves()).containsExactly("claim");
        move(UNIT, finding, "dispute", "{'reason': '不属本单位'}").problem(409, "move-impossible");
    }

    @Test
    void an_extension_is_asked_for_before_the_due_date_and_twice_at_most() {
        String finding = rectifying(false);
        move(UNIT, finding, "extension", "{'to': '2024-06-28', 'reason': 'x'}").problem(422, "matter-invalid");
        for (String to : List.of("2024-07-31", "2024-08-30")) {
            move(UNIT, finding, "extension", "{'to': '%s', 'reason': '需要时间'}".formatted(to))
                    .is(200);
            move(UNIT, finding, "extension", "{'to': '2024-12-31', 'reason': 'x'}")
                    .problem(409, "move-impossible");
            assertThat(move(CITY, finding, "extension-ruling", "{'granted': true}")
                            .is(200)
                            .text("dueOn"))
                    .isEqualTo(to);
        }
        move(UNIT, finding, "extension", "{'to': '2024-12-31', 'reason': 'x'}").problem(409, "move-impossible");
        String late = rectifying(false);
        itIs("2024-07-01");
        await().untilAsserted(() -> assertThat(escalations(late)).hasSize(4));
        move(UNIT, late, "extension", "{'to': '2024-12-31', 'reason': 'x'}").problem(409, "move-impossible");
        assertThat(get(UNIT, late).json().path("overdue").asBoolean()).isTrue();
    }

    @Test
    void a_sustained_one_is_opened_again_when_the_quarters_evidence_does_not_come() {
        String finding = assigned("SUSTAINED", false);
        move(UNIT, finding, "claim", null).is(200);
        move(UNIT, finding, "plan", "{'measures': [{'text': '每季自查', 'owner': '张三', 'dueOn': '2024-06-28'}]}")
                .is(200);
        move(CITY, finding, "plan-approval", "{'approved': true}").is(200);
        move(UNIT, finding, "closure-request", "{'report': '长期坚持'}").is(200);
        assertThat(move(INSPECTOR, finding, "closing", "{}").is(200).text("status"))
                .isEqualTo("CLOSED_SUSTAINED");
        itIs("2024-05-31");
        move(UNIT, finding, "progress", "{'percent': 100}").problem(422, "matter-invalid");
        move(UNIT, finding, "progress", "{'percent': 100, 'evidence': [%s]}".formatted(EVIDENCE))
                .is(200);
        itIs("2024-08-30");
        assertThat(get(UNIT, finding).text("status")).isEqualTo("CLOSED_SUSTAINED");
        itIs("2024-09-03");
        await().untilAsserted(
                        () -> assertThat(get(UNIT, finding).text("status")).isEqualTo("RECTIFYING"));
        assertThat(get(UNIT, finding)
                        .json()
                        .path("reopenings")
                        .path(0)
                        .path("reason")
                        .asString())
                .contains("2024-08-31");
    }

    @Test
    void duplicates_are_merged_into_one_that_is_kept() {
        String kept = registered("BY_DEADLINE", false);
        String twice = registered("BY_DEADLINE", false);
        String id = kept.substring(kept.lastIndexOf('/') + 1);
        String own = twice.substring(twice.lastIndexOf('/') + 1);
        move(CITY, twice, "merge", "{'into': '%s'}".formatted(own)).problem(422, "matter-invalid");
        move(CITY, twice, "merge", "{'into': 'nothing'}").problem(422, "matter-invalid");
        assertThat(move(CITY, twice, "merge", "{'into': '%s'}".formatted(id))
                        .is(200)
                        .text("mergedInto"))
                .isEqualTo(id);
        move(CITY, kept, "merge", "{'into': '%s'}".formatted(own)).problem(422, "matter-invalid");
    }

    @Test
    void the_ladder_climbs_by_itself_once_a_rung_and_an_extension_begins_anew() {
        String finding = rectifying(false);
        assertThat(escalations(finding)).isEmpty();
        itIs("2024-06-19");
        await().untilAsserted(() -> assertThat(escalations(finding)).hasSize(1));
        // everything was down for a month: each rung is climbed, in order
        itIs("2024-07-31");
        await().untilAsserted(() -> assertThat(escalations(finding)).hasSize(6));
        assertThat(get(UNIT, finding).json().path("overdue").asBoolean()).isTrue();
        assertThat(JSON.treeToValue(get(UNIT, finding + "/trail").json(), Trail.class)
                        .faults())
                .isEmpty();
    }

    private List<Long> escalations(String finding) {
        return JSON.treeToValue(get(UNIT, finding + "/trail").is(200).json(), Trail.class).steps().stream()
                .filter(step -> step.move().equals("escalate"))
                .map(TrailStep::n)
                .toList();
    }

    @Test
    void a_unit_that_does_not_claim_is_urged_once() {
        String finding = assigned("BY_DEADLINE", false);
        itIs("2024-03-08");
        await().untilAsserted(() -> assertThat(
                        get(UNIT, finding).json().path("awaited").path("urged").asBoolean())
                .isTrue());
        long version = get(UNIT, finding).json().path("version").asLong();
        itIs("2024-03-20");
        await().during(java.time.Duration.ofMillis(400))
                .untilAsserted(() -> assertThat(
                                get(UNIT, finding).json().path("version").asLong())
                        .isEqualTo(version));
    }

    @Test
    void a_calendar_that_was_changed_since_moves_the_timer() {
        itIs("2098-03-03");
        String finding = "/api/findings/"
                + post(INSPECTOR, "/api/findings", body("BY_DEADLINE", false))
                        .is(201)
                        .id();
        move(CITY, finding, "assign", "{'dueOn': '2098-06-27'}").is(200);
        // to be claimed until Thursday, and missed on Friday
        String version = get("admin", "/api/calendar/2098").text("version");
        put(
                        "admin",
                        "/api/calendar/2098",
                        "{'days': [{'from': '2098-03-07', 'to': '2098-03-09', 'kind': 'REST', 'name': '假日'}]}",
                        "If-Match",
                        "\"" + version + "\"")
                .is(200);
        itIs("2098-03-07");
        await().during(java.time.Duration.ofMillis(400))
                .untilAsserted(() -> assertThat(isUrged(finding)).isFalse());
        itIs("2098-03-10");
        await().untilAsserted(() -> assertThat(isUrged(finding)).isTrue());
    }

    @Test
    void days_off_that_are_none_after_all_bring_the_next_rung_nearer() {
        itIs("2096-03-05");
        String days = "{'days': [{'from': '2096-06-28', 'to': '2096-07-20', 'kind': 'REST', 'name': '假日'}]}";
        put("admin", "/api/calendar/2096", days, "If-Match", "\"0\"").is(200);
        String finding = "/api/findings/"
                + post(INSPECTOR, "/api/findings", body("BY_DEADLINE", false))
                        .is(201)
                        .id();
        move(CITY, finding, "assign", "{'dueOn': '2096-06-27'}").is(200);
        itIs("2096-07-10");
        // the three warnings before; the first working day after it is far off
        await().untilAsserted(() -> assertThat(escalations(finding)).hasSize(3));
        await().during(java.time.Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(escalations(finding)).hasSize(3));
        put("admin", "/api/calendar/2096", "{'days': []}", "If-Match", "\"1\"").is(200);
        await().untilAsserted(() -> assertThat(escalations(finding)).hasSizeGreaterThan(3));
    }

    private boolean isUrged(String finding) {
        return get(UNIT, finding).json().path("awaited").path("urged").asBoolean();
    }

    @Test
    void nobody_sees_or_moves_what_is_not_theirs() {
        String finding = assigned("BY_DEADLINE", false);
        for (String stranger :
                List.of("210903-gov", "210902-ndmo", "210200-gov.supervisor", "210900-ndmo.supervisor")) {
            get(stranger, finding).problem(404, "matter-unknown");
            get(stranger, finding + "/trail").problem(404, "matter-unknown");
            move(stranger, finding, "claim", null).problem(404, "matter-unknown");
            assertThat(get(stranger, "/api/findings?under=210902-gov&limit=500")
                            .json()
                            .path("items")
                            .valueStream())
                    .extracting(one -> one.path("id").asString())
                    .doesNotContain(idOf(finding));
        }
        move(CITY, finding, "claim", null).problem(403, "move-not-yours");
        move("210902-gov.viewer", finding, "claim", null).problem(403, "move-not-yours");
        move("210900-gov.viewer", finding, "assign", "{'dueOn': '2024-06-28'}").problem(403, "move-not-yours");
        assertThat(get("210000-gov.viewer", finding).is(200).moves()).isEmpty();
        // a unit registers its own self-checks only, and nobody else's
        post(UNIT, "/api/findings", body("BY_DEADLINE", false)).problem(403, "move-not-yours");
        post(UNIT, "/api/findings", body("BY_DEADLINE", false).replace("INSPECTION", "SELF_CHECK"))
                .is(201);
        post("210200-gov.inspector", "/api/findings", body("BY_DEADLINE", false))
                .problem(422, "matter-invalid");
    }

    @Test
    void a_move_names_the_version_that_it_saw() {
        String finding = assigned("BY_DEADLINE", false);
        post(UNIT, finding + "/claim", null).problem(428, "if-match-missing");
        post(UNIT, finding + "/claim", null, "If-Match", "\"1\"").problem(412, "stale");
        post(UNIT, finding + "/claim", null, "If-Match", "\"2\"").is(200);
        post(UNIT, finding + "/claim", null, "If-Match", "\"2\"").problem(412, "stale");
    }

    @Test
    void everything_that_is_wrong_with_a_body_is_told() {
        assertThat(post(INSPECTOR, "/api/findings", "{}").problem(422, "invalid"))
                .hasSize(6);
        assertThat(post(
                                INSPECTOR,
                                "/api/findings",
                                body("BY_DEADLINE", false)
                                        .replace("执法记录不全", " ")
                                        .replace("'key': false", "'dueOn': '2024-02-29'"))
                        .problem(422, "matter-invalid"))
                .containsExactly("/title field.missing", "/dueOn date.past");
        assertThat(post(INSPECTOR, "/api/findings", body("SOMEHOW", false)).problem(422, "invalid"))
                .containsExactly("/rectify field.type");
        assertThat(post(
                                INSPECTOR,
                                "/api/findings",
                                body("BY_DEADLINE", false)
                                        .replace("执法记录不全", "half \\ud800")
                                        .replace("'key': false", "'dueOn': '+999999999-12-31'"))
                        .problem(422, "matter-invalid"))
                .containsExactly("/title text.not-unicode", "/dueOn date.range");
        String finding = rectifying(false);
        assertThat(move(
                                UNIT,
                                finding,
                                "progress",
                                "{'measure': 2, 'percent': 101, 'evidence': ['sha256:x'], 'evidenceOn': '2024-03-02'}")
                        .problem(422, "matter-invalid"))
                .containsExactly(
                        "/percent number.range",
                        "/evidence/0 digest.malformed",
                        "/evidenceOn date.too-late",
                        "/measure measure.unknown");
        String fresh = registered("BY_DEADLINE", false);
        assertThat(move(CITY, fresh, "assign", "{'lead': '210200-gov', 'supporting': ['210200-gov']}")
                        .problem(422, "matter-invalid"))
                .containsExactlyInAnyOrder(
                        "/dueOn field.missing",
                        "/supporting agency.twice",
                        "/lead agency.unknown",
                        "/supporting/0 agency.unknown");
    }

    @Test
    void evidence_was_uploaded_before_and_by_who_names_it() {
        String finding = rectifying(false);
        String progress = "{'measure': 0, 'percent': 10, 'evidence': ['sha256:%s']}";
        assertThat(move(UNIT, finding, "progress", progress.formatted("0".repeat(64)))
                        .problem(422, "matter-invalid"))
                .containsExactly("/evidence/0 evidence.unknown");
        // of another county
        String digest = "1".repeat(64);
        evidence.put(List.of(new AttachmentStored(
                "sha256:" + digest, 1, "application/pdf", List.of("210903-gov", "210900-gov"), 1)));
        assertThat(move(UNIT, finding, "progress", progress.formatted(digest)).problem(422, "matter-invalid"))
                .containsExactly("/evidence/0 evidence.unknown");
        evidence.put(List.of(new AttachmentStored("sha256:" + digest, 1, "application/pdf", List.of("210902-gov"), 2)));
        move(UNIT, finding, "progress", progress.formatted(digest)).is(200);
        // it was removed
        evidence.put(List.of(new AttachmentRemoved("sha256:" + digest, 3)));
        evidence.put(List.of(new AttachmentStored("sha256:" + digest, 1, "application/pdf", List.of("210902-gov"), 2)));
        move(UNIT, finding, "progress", progress.formatted(digest)).problem(422, "matter-invalid");
    }

    @Test
    void a_list_shows_what_was_asked_for_page_by_page() {
        String overdue = rectifying(false);
        itIs("2024-07-02");
        String fresh = registered("BY_DEADLINE", true);
        assertThat(ids("?overdue=true&order=DUE&limit=500"))
                .contains(idOf(overdue))
                .doesNotContain(idOf(fresh));
        assertThat(ids("?key=true&status=REGISTERED&under=210902-gov&limit=500"))
                .contains(idOf(fresh));
        assertThat(ids("?agency=210902-gov&order=DUE&limit=500")).contains(idOf(fresh), idOf(overdue));
        assertThat(ids("?status=REGISTERED&order=DUE&limit=500")).contains(idOf(fresh));
        for (String order : List.of("OPENED", "DUE")) {
            Answer first = get(CITY, "/api/findings?limit=1&order=" + order).is(200);
            Answer second = get(CITY, "/api/findings?limit=1&order=" + order + "&cursor=" + first.text("next"))
                    .is(200);
            assertThat(second.json().path("items").path(0).path("id"))
                    .isNotEqualTo(first.json().path("items").path(0).path("id"));
        }
    }

    private List<String> ids(String query) {
        return all(CITY, "/api/findings" + query).stream()
                .map(one -> one.path("id").asString())
                .toList();
    }

    private static String idOf(String finding) {
        return finding.substring(finding.lastIndexOf('/') + 1);
    }
}
