package huikan.submission.rule;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.SubmissionReceived;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.indicator.Indicators;
import huikan.submission.intake.Settling;
import huikan.submission.submission.Submission;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.submission.Submissions;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import huikan.submission.version.VersionStore;
import huikan.submission.version.Versions;
import huikan.trail.TrailStep;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class RulesOverHttpIT extends OverHttp {

    private static final String RULE = """
            {"code": "%s", "version": 1, "published": null, "from": "2015-01-01", "severity": "HARD", "class": "BALANCE",
             "message": {"zh": "受理不得少于不予受理", "en": "at least as many are accepted as refused"}, "scopes": ["own"],
             "relations": [{"needs": ["REC002", "REC003"], "expression": "REC002 >= REC003"}],
             "cases": [
              {"expect": "PASSES", "filing": {"indicators": {"own": {"REC002": 2, "REC003": 1}}}},
              {"expect": "FAILS", "sees": "REC003=3", "filing": {"indicators": {"own": {"REC002": 2, "REC003": 3}}}},
              {"expect": "DOES_NOT_APPLY", "filing": {"indicators": {"own": {"REC002": 2}}}}]}""";

    private static final String BROKEN = "\"indicators\":{\"own\":{\"REC002\":2,\"REC003\":3}}";
    private static final String REPORTER = "210902-gov";

    @Autowired
    ApplicationContext service;

    @Autowired
    CycleIssue issue;

    @Autowired
    Submissions submissions;

    @Autowired
    VersionStore<CheckRule> stored;

    @Autowired
    Versions<CheckRule> versions;

    @BeforeEach
    void today() {
        itIs("2025-01-10");
    }

    private static ObjectNode rule(String code) {
        return (ObjectNode) JSON.readTree(RULE.formatted(code));
    }

    /** Of its own, so that no test sees another's. */
    private static String fresh() {
        return "X"
                + UUID.randomUUID().toString().replace("-", "").substring(0, 10).toUpperCase(Locale.ROOT);
    }

    private Answer put(String login, String code, JsonNode rule, String... headers) {
        return sendJson(login, "PUT", "/api/rules/" + code, rule, headers);
    }

    private Answer create(String code, JsonNode rule) {
        return put("admin", code, rule, "If-None-Match", "*");
    }

    private static String etag(Answer of) {
        return of.response().headers().firstValue("ETag").orElseThrow();
    }

    private String issued(String agency) {
        String id = "rules-" + UUID.randomUUID();
        assertThat(issue.issue(yearly(id, 2024, List.of(agency)))).isTrue();
        return id;
    }

    private Submission settled(String cycle) {
        SubmissionReceived event = Received.of(cycle, REPORTER, null, "2025-01-15T04:00:00Z", BROKEN);
        Settling.settle(service, event);
        return submissions.find(event.id()).orElseThrow();
    }

    @Test
    void a_draft_checks_nothing_and_a_published_version_checks_the_cycles_that_are_issued_from_its_day_on() {
        String code = fresh();
        Answer draft = create(code, rule(code)).is(201);
        assertThat(draft.json().path("version").asInt()).isEqualTo(CheckRule.FIRST_STORED);
        assertThat(draft.json().path("published").isNull()).isTrue();
        assertThat(get(REPORTER, "/api/rules").items())
                .noneMatch(one -> one.path("code").asString().equals(code));
        String before = issued(REPORTER);
        assertThat(settled(before).status()).isEqualTo(SubmissionStatus.ACCEPTED);

        ObjectNode seen =
                (ObjectNode) get(REPORTER, "/api/rules/" + code).is(200).json();
        Answer published = put("admin", code, seen.put("published", "2025-01-11"), "If-Match", etag(draft))
                .is(200);
        assertThat(published.json().path("version").asInt()).isEqualTo(CheckRule.FIRST_STORED);
        assertThat(get(REPORTER, "/api/rules").items())
                .anyMatch(one -> one.path("code").asString().equals(code));
        String early = issued(REPORTER);
        itIs("2025-01-11");
        String after = issued(REPORTER);
        assertThat(settled(early).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        Submission refused = settled(after);
        assertThat(refused.status()).isEqualTo(SubmissionStatus.REJECTED);
        assertThat(refused.checks()).singleElement().satisfies(check -> {
            assertThat(check.rule()).isEqualTo(code);
            assertThat(check.message()).contains("REC002=2, REC003=3");
        });
        // what another instance has in memory is nothing of it
        CheckRules other = new CheckRules(new Indicators(), stored::published);
        assertThat(other.atIssue(List.of(code), LocalDate.of(2024, 12, 31), LocalDate.of(2025, 1, 11)))
                .containsEntry(code, CheckRule.FIRST_STORED);
        assertThat(other.of(Map.of(code, CheckRule.FIRST_STORED))).hasSize(1);
        retire(code, published);
    }

    /** So that it says nothing in the cycles of others. */
    private void retire(String code, Answer last) {
        ObjectNode never = rule(code)
                .put("published", "2025-01-11")
                .put("from", "2015-01-01")
                .put("severity", "SOFT");
        ((ObjectNode) never.path("relations").get(0)).put("expression", "REC002 >= REC003 || REC002 < 1000000");
        ((ArrayNode) never.path("cases"))
                .set(
                        1,
                        JSON.readTree(
                                "{\"expect\":\"FAILS\",\"filing\":{\"indicators\":{\"own\":{\"REC002\":2000000,\"REC003\":3000000}}}}"));
        put("admin", code, never, "If-Match", etag(last)).is(200);
    }

    @Test
    void a_version_that_is_published_is_never_changed_and_a_draft_may_be() {
        String code = fresh();
        Answer published =
                create(code, rule(code).put("published", "2025-06-01")).is(201);
        Answer draft = put("admin", code, rule(code).put("severity", "SOFT"), "If-Match", etag(published))
                .is(200);
        assertThat(draft.json().path("version").asInt()).isEqualTo(CheckRule.FIRST_STORED + 1);
        ObjectNode again = rule(code).put("severity", "SOFT").put("class", "TENSE");
        Answer other = put("admin", code, again, "If-Match", etag(draft)).is(200);
        assertThat(other.json().path("version").asInt()).isEqualTo(CheckRule.FIRST_STORED + 1);
        JsonNode first = get(REPORTER, "/api/rules/" + code + "?version=" + CheckRule.FIRST_STORED)
                .is(200)
                .json();
        assertThat(first.path("severity").asString()).isEqualTo("HARD");
        get(REPORTER, "/api/rules/" + code + "?version=7").problem(404, "rule-unknown");
        // the same once more changes nothing
        Answer same = put("admin", code, other.json(), "If-Match", etag(other)).is(200);
        assertThat(etag(same)).isEqualTo(etag(other));

        JsonNode trail = get(REPORTER, "/api/rules/" + code + "/trail").is(200).json();
        assertThat(trail.path("steps")
                        .valueStream()
                        .map(step -> step.path("move").asString()))
                .containsExactly("publish", "draft", "draft");
        assertThat(trail.path("steps").get(0).path("by").asString()).isEqualTo("admin");
        assertThat(trail.path("steps").get(0).path("previous").asString()).isEqualTo(TrailStep.origin("rules", code));
    }

    @Test
    void what_a_rule_of_the_release_is_given_as_can_be_put_back_and_its_next_version_comes_behind_it() {
        Answer given = get(REPORTER, "/api/rules/R10").is(200);
        assertThat(given.json().path("cases").size()).isGreaterThan(2);
        Answer same = put("admin", "R10", given.json(), "If-Match", etag(given)).is(200);
        assertThat(same.json()).isEqualTo(given.json());
        assertThat(get(REPORTER, "/api/rules/R10/trail").json().path("steps").size())
                .isZero();
        ObjectNode changed = ((ObjectNode) given.json().deepCopy()).put("class", "TENSE");
        put("admin", "R10", changed, "If-Match", etag(given)).problem(422, "rule-invalid");
        Answer draft = put("admin", "R10", changed.putNull("published"), "If-Match", etag(given))
                .is(200);
        assertThat(draft.json().path("version").asInt()).isEqualTo(CheckRule.FIRST_STORED);
        assertThat(get(REPORTER, "/api/rules").items())
                .filteredOn(one -> one.path("code").asString().equals("R10"))
                .singleElement()
                .satisfies(one -> assertThat(one.path("version").asInt()).isEqualTo(1));
    }

    @Test
    void a_version_that_ends_retires_those_before_it() {
        String code = fresh();
        Answer first = create(code, rule(code).put("published", "2025-01-10")).is(201);
        assertThat(settled(issued(REPORTER)).status()).isEqualTo(SubmissionStatus.REJECTED);
        ObjectNode ended = ((ObjectNode) first.json().deepCopy())
                .put("published", "2025-01-10")
                .put("until", "2023-12-31");
        put("admin", code, ended, "If-Match", etag(first)).is(200);
        assertThat(settled(issued(REPORTER)).status()).isEqualTo(SubmissionStatus.ACCEPTED);
    }

    @Test
    void a_rule_over_findings_is_ended_and_written_as_any_other() {
        Answer given = get(REPORTER, "/api/rules/R30").is(200);
        ObjectNode ended = ((ObjectNode) given.json().deepCopy())
                .put("until", "2024-12-31")
                .putNull("published");
        put("admin", "R30", ended, "If-Match", etag(given)).is(200);
        Answer other = get(REPORTER, "/api/rules/R19").is(200);
        ObjectNode first = ((ObjectNode) other.json().deepCopy()).putNull("published");
        ArrayNode needs = (ArrayNode) first.path("relations").get(0).path("needs");
        needs.removeAll().add("findings_of_case_reviews").add("CFR009");
        put("admin", "R19", first, "If-Match", etag(other)).problem(422, "rule-invalid");
    }

    @Test
    void who_changes_a_rule_is_the_administrator_and_has_seen_it() {
        String code = fresh();
        put("210900-gov.supervisor", code, rule(code), "If-None-Match", "*").problem(403, "admin-only");
        put("admin", code, rule(code)).problem(428, "if-match-missing");
        put("admin", code, rule(code), "If-Match", "\"0\"").problem(412, "stale");
        put("admin", code, rule(code), "If-None-Match", "\"1\"").problem(422, "invalid");
        create(code, rule(code)).is(201);
        create(code, rule(code)).problem(412, "stale");
        put("admin", code, rule(code)).problem(428, "if-match-missing");
        put("admin", code, rule(code), "If-Match", "\"7\"").problem(412, "stale");
        get(REPORTER, "/api/rules/NONE").problem(404, "rule-unknown");
        get(REPORTER, "/api/rules/NONE/trail").problem(404, "rule-unknown");
    }

    @Test
    void of_two_who_saw_the_same_one_changes_it() {
        String code = fresh();
        CheckRule rule = JSON.treeToValue(rule(code), CheckRule.class);
        for (int revision = 0; revision < 2; revision++) {
            VersionStore.Stored<CheckRule> seen = stored.find(code);
            assertThat(seen.revision()).isEqualTo(revision);
            TrailStep step = TrailStep.after(
                    revision + 1L,
                    seen.head(),
                    new TrailStep.Made("draft", "admin", null, Instant.EPOCH),
                    null,
                    "DRAFT",
                    JSON.createObjectNode());
            assertThat(stored.keep(seen, rule, step)).isTrue();
            assertThat(stored.keep(seen, rule, step)).isFalse();
        }
        assertThat(versions.trail(code).faults()).isEmpty();
    }

    private static Arguments refused(String pointer, String code, Consumer<ObjectNode> change) {
        return Arguments.of(code + " " + pointer, pointer, code, change);
    }

    private static Consumer<ObjectNode> says(String expression) {
        return rule -> ((ObjectNode) rule.path("relations").get(0)).put("expression", expression);
    }

    static Stream<Arguments> wrong() {
        String at = "/relations/0/expression";
        return Stream.of(
                refused("/code", "rule.code", rule -> rule.put("code", "OTHER")),
                refused("/class", "text.malformed", rule -> rule.put("class", "no class")),
                refused("/class", "field.missing", rule -> rule.remove("class")),
                refused("/until", "date.order", rule -> rule.put("until", "2014-01-01")),
                refused("/published", "date.past", rule -> rule.put("published", "2025-01-09")),
                refused("/message/zh", "text.malformed", rule -> ((ObjectNode) rule.path("message")).put("zh", " ")),
                refused("/message/en", "text.malformed", rule -> ((ObjectNode) rule.path("message")).put("en", "a\nb")),
                refused(
                        "/scopes/0",
                        "scope.unknown",
                        rule -> rule.putArray("scopes").add("below")),
                refused("/scopes", "field.missing", rule -> rule.putArray("scopes")),
                refused("/expression", "expression.either", rule -> rule.putArray("relations")),
                refused(
                        "/expression",
                        "expression.either",
                        rule -> rule.put("each", "CELL").put("expression", "true")),
                refused("/when", "expression.either", rule -> rule.put("when", "true")),
                refused("/each", "field.type", rule -> rule.put("each", "PAGE")),
                refused(
                        "/relations/0/needs/1",
                        "indicator.unknown",
                        rule -> ((ArrayNode) rule.path("relations").get(0).path("needs")).set(1, "REC999")),
                refused(
                        "/relations/0/needs",
                        "items.count",
                        rule -> ((ObjectNode) rule.path("relations").get(0)).putArray("needs")),
                refused(at, "expression.malformed", says("REC002 >=")),
                refused(at, "expression.malformed", says("REC002 >= REC001")),
                refused(at, "expression.malformed", says("REC002 >= 'REC003'")),
                refused(at, "expression.malformed", says("REC002 + REC003")),
                refused(at, "expression.malformed", says("string(REC002).matches('(a+)+b')")),
                refused(at, "expression.malformed", says("string(REC002) + string(REC003) != ''")),
                refused(at, "expression.malformed", says("[REC002] + [REC003] != []")),
                refused(at, "expression.malformed", says("(".repeat(300) + "true" + ")".repeat(300))),
                refused(at, "expression.malformed", says("(".repeat(60) + "true" + ")".repeat(60))),
                refused(at, "expression.size", says("REC002 >= REC003" + " && REC002 >= REC003".repeat(300))),
                refused(at, "expression.errs", says("REC002 / REC003 >= 0")),
                refused(at, "expression.errs", says("REC002 * REC003 >= 0")),
                refused(at, "expression.malformed", says("[1, 2].all(x, [1, 2].all(y, x < 3))")),
                refused("/cases", "items.count", rule -> rule.putArray("cases")),
                refused(
                        "/cases",
                        "case.missing",
                        rule -> ((ObjectNode) rule.path("cases").get(2)).put("expect", "PASSES")),
                refused("/cases/1", "case.unmet", says("REC002 >= 0 || REC003 == 0")),
                refused(
                        "/cases/1",
                        "case.unmet",
                        rule -> ((ObjectNode) rule.path("cases").get(1)).put("sees", "no")),
                refused(
                        "/cases/0",
                        "case.unmet",
                        rule -> ((ObjectNode) rule.path("cases").get(0)).put("filing", "text")),
                refused(
                        "/cases/0",
                        "case.unmet",
                        rule -> ((ObjectNode) rule.path("cases").get(0))
                                .putObject("filing")
                                .put("indicators", 7)),
                refused(
                        "",
                        "rule.size",
                        rule -> ((ObjectNode) rule.path("cases").get(0)).put("name", "x".repeat(40_000))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_rule_that_is_not_right_is_refused_and_told_where(
            String name, String pointer, String error, Consumer<ObjectNode> change) {
        String code = fresh();
        ObjectNode rule = rule(code);
        change.accept(rule);
        Answer answer = create(code, rule).is(422);
        assertThat(answer.json().path("errors").valueStream())
                .as(answer.json().toString())
                .anySatisfy(one -> {
                    assertThat(one.path("pointer").asString()).isEqualTo(pointer);
                    assertThat(one.path("code").asString()).isEqualTo(error);
                });
        get("admin", "/api/rules/" + code).is(404);
    }

    @Test
    void what_is_no_json_is_told() {
        sendJson("admin", "PUT", "/api/rules/X1", "{").is(400);
    }
}
