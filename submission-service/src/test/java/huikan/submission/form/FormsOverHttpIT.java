package huikan.submission.form;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.SubmissionReceived;
import huikan.submission.intake.Settling;
import huikan.submission.submission.Submission;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.submission.Submissions;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import java.util.List;
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
import tools.jackson.databind.node.ObjectNode;

class FormsOverHttpIT extends OverHttp {

    private static final String COUNTY = "210902-gov";

    private static final String FORM = """
            {"id": "%s", "version": 1, "title": "行政复议月报", "titleEn": "Monthly report on reconsideration", "line": "TERRITORY",
             "required": ["REC001"], "sections": [], "indicators": ["REC002", "REC001", "LIT003"], "rules": ["*"],
             "groups": [{"names": {"zh": "案件", "en": "cases"}, "indicators": ["REC001", "REC002"]}],
             "levels": {"LIT003": ["CITY", "PROVINCE"]}}""";

    @Autowired
    ApplicationContext service;

    @Autowired
    Submissions submissions;

    private final String id = "form-" + UUID.randomUUID();

    @BeforeEach
    void today() {
        itIs("2025-01-10");
    }

    private ObjectNode form() {
        return (ObjectNode) JSON.readTree(FORM.formatted(id));
    }

    private Answer put(String login, JsonNode body, String... headers) {
        return sendJson(login, "PUT", "/api/forms/" + id, body, headers);
    }

    private Answer create(JsonNode body) {
        return put("admin", body, "If-None-Match", "*");
    }

    private Answer issue(String cycle) {
        return sendJson("admin", "POST", "/api/cycles", """
                {"id": "%s", "form": "%s", "period": {"from": "2024-12-01", "to": "2024-12-31"}, "opensOn": "2025-01-01",
                 "dueOn": "2025-02-01", "closesOn": "2025-03-01", "agencies": {"under": "210900-gov", "orgs": ["gov"]}}""".formatted(cycle, id));
    }

    private String issued() {
        String cycle = "of-" + UUID.randomUUID();
        issue(cycle).is(201);
        return cycle;
    }

    private JsonNode formOf(String cycle) {
        return get(COUNTY, "/api/cycles/" + cycle + "/form").is(200).json();
    }

    private static List<String> codes(JsonNode group) {
        return group.path("indicators").findValuesAsString("code");
    }

    private Submission settled(String cycle, String own) {
        SubmissionReceived event =
                Received.of(cycle, COUNTY, null, "2025-01-15T04:00:00Z", "\"indicators\":{\"own\":{" + own + "}}");
        Settling.settle(service, event);
        return submissions.find(event.id()).orElseThrow();
    }

    @Test
    void a_form_in_use_never_changes_under_a_filing() {
        create(form()).is(201);
        String before = issued();
        ObjectNode changed = form();
        changed.set("required", JSON.createArrayNode().add("REC001").add("REC003"));
        changed.set("indicators", JSON.createArrayNode().add("REC001").add("REC003"));
        changed.remove(List.of("groups", "levels"));
        put("admin", changed, "If-Match", "\"1\"").is(200);
        String after = issued();

        assertThat(codes(formOf(before).at("/groups/0"))).containsExactly("REC001", "REC002");
        assertThat(settled(before, "\"REC001\":1,\"REC002\":1").status()).isEqualTo(SubmissionStatus.ACCEPTED);
        Submission without = settled(after, "\"REC001\":1");
        assertThat(without.status()).isEqualTo(SubmissionStatus.REJECTED);
        assertThat(without.checks().toString()).contains("REC003");
        assertThat(settled(after, "\"REC001\":1,\"REC002\":1").rejection().toString())
                .contains("indicator.not-in-form");
        assertThat(settled(after, "\"REC001\":1,\"REC003\":1").status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(get(COUNTY, "/api/forms/" + id + "?version=1001")
                        .is(200)
                        .json()
                        .path("required"))
                .hasSize(1);
        assertThat(get(COUNTY, "/api/forms/" + id + "/trail").is(200).json().path("steps"))
                .hasSize(2);
    }

    @Test
    void it_has_its_own_groups_and_order_and_asks_a_level_for_its_own() {
        create(form()).is(201);
        String cycle = issued();
        JsonNode shown = formOf(cycle);
        assertThat(shown.at("/groups/0/names/zh").asString()).isEqualTo("案件");
        assertThat(codes(shown.at("/groups/0"))).containsExactly("REC001", "REC002");
        assertThat(codes(shown.at("/groups/1"))).containsExactly("LIT003");
        assertThat(shown.at("/groups/1/indicators/0/levels").toString()).isEqualTo("[\"CITY\",\"PROVINCE\"]");
        assertThat(shown.at("/groups/0/indicators/0").has("levels")).isFalse();
        assertThat(shown.path("sections").findValuesAsString("kind")).containsExactly("OTHER");
        Submission county = settled(cycle, "\"REC001\":1,\"LIT003\":1");
        assertThat(county.status()).isEqualTo(SubmissionStatus.REJECTED);
        assertThat(county.rejection().toString()).contains("indicator.not-asked");
        assertThat(settled(cycle, "\"REC001\":1").status()).isEqualTo(SubmissionStatus.ACCEPTED);
    }

    @Test
    void a_form_that_asks_for_nothing_in_the_period_is_not_issued() {
        create(form().put("until", "2024-11-30")).is(201);
        Answer over = issue("over-" + UUID.randomUUID());
        over.problem(422, "cycle-invalid");
        assertThat(over.json().path("errors").findValuesAsString("code")).containsExactly("form.over");
    }

    @Test
    void only_the_administrator_changes_one_that_was_looked_at() {
        put("210900-gov.supervisor", form(), "If-None-Match", "*").problem(403, "admin-only");
        put("admin", form()).problem(428, "if-match-missing");
        create(form()).is(201);
        create(form()).problem(412, "stale");
        put("admin", form().put("title", "x"), "If-Match", "\"7\"").problem(412, "stale");
        assertThat(put("admin", form(), "If-Match", "\"1\"")
                        .is(200)
                        .json()
                        .path("version")
                        .asInt())
                .isEqualTo(1001);
        get(COUNTY, "/api/forms/none").problem(404, "form-unknown");
        assertThat(get(COUNTY, "/api/forms").items().stream()
                        .map(one -> one.path("id").asString()))
                .contains("annual", "annual-ndmo", id);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                of("/id", one -> one.put("id", "other")),
                of("/title", one -> one.put("title", "")),
                of("/indicators/0", one -> one.set("indicators", codes("NONE", "REC001"))),
                of("/indicators", one -> one.set("indicators", codes("REC001", "REC001"))),
                of("/indicators", one -> one.set("indicators", codes("*", "REC001"))),
                of("/indicators", one -> one.set("indicators", codes())),
                of("/required/0", one -> one.set("required", codes("REC009"))),
                of("/rules/0", one -> one.set("rules", codes("R99"))),
                of(
                        "/groups/0/indicators/0",
                        one -> one.withArray("groups")
                                .get(0)
                                .withArray("indicators")
                                .set(0, "REC009")),
                of(
                        "/groups",
                        one -> one.withArray("groups")
                                .get(0)
                                .withArray("indicators")
                                .set(0, "REC002")),
                of("/groups/0/names/en", one -> ((ObjectNode) one.at("/groups/0/names")).put("en", "")),
                of("/wholes/0/1", one -> one.set("wholes", lists(codes("REC015", "REC001")))),
                of("/wholes/0/1", one -> one.set("wholes", lists(codes("REC015", "ENF009")))),
                of("/wholes/0", one -> one.set("wholes", lists(codes("REC015")))),
                of("/wholes", one -> one.set("wholes", lists(codes("REC015", "REC015")))),
                of("/levels/REC009", one -> one.withObject("levels").set("REC009", codes("CITY"))),
                of("/levels/LIT003", one -> one.withObject("levels").set("LIT003", codes())));
    }

    private static Arguments of(String pointer, Consumer<ObjectNode> change) {
        return Arguments.of(pointer, change);
    }

    private static JsonNode lists(JsonNode... lists) {
        var array = JSON.createArrayNode();
        List.of(lists).forEach(array::add);
        return array;
    }

    private static JsonNode codes(String... codes) {
        var array = JSON.createArrayNode();
        List.of(codes).forEach(array::add);
        return array;
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_cannot_stand_is_refused_where_it_is_wrong(String pointer, Consumer<ObjectNode> change) {
        ObjectNode one = form();
        change.accept(one);
        Answer answer = create(one);
        answer.problem(422, "form-invalid");
        assertThat(answer.json().path("errors").findValuesAsString("pointer")).contains(pointer);
        get(COUNTY, "/api/forms/" + id).problem(404, "form-unknown");
    }

    @Test
    void nothing_is_null_in_it() {
        ObjectNode levels = form();
        levels.withObject("levels").putNull("LIT003");
        ObjectNode codes = form();
        codes.withArray("indicators").addNull();
        for (ObjectNode one : List.of(levels, codes)) {
            create(one).problem(422, "invalid");
        }
        get(COUNTY, "/api/forms/" + id).problem(404, "form-unknown");
    }

    @Test
    void another_line_is_another_form() {
        create(form()).is(201);
        Answer other = put("admin", form().put("line", "DEPARTMENT"), "If-Match", "\"1\"");
        other.problem(422, "form-invalid");
        assertThat(other.json().path("errors").findValuesAsString("code")).containsExactly("form.line");
    }
}
