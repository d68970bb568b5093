package huikan.submission.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.submission.cycle.CycleIssue;
import huikan.submission.cycle.CyclePlan;
import huikan.submission.testing.OverHttp;
import huikan.submission.version.Versioned;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class IndicatorsOverHttpIT extends OverHttp {

    private static final String READER = "210902-gov";

    private static final String INDICATOR = """
            {"code": "%s", "version": 1, "name": "%s", "nameEn": "street law posts", "unit": "个", "type": "COUNT", "measure": "STOCK",
             "numerator": [], "denominator": [], "consolidation": "SUM", "overTime": "LAST", "notes": "年末数", "notesEn": "at the end",
             "heading": {"zh": "普法", "en": "law awareness"}}""";

    @Autowired
    CycleIssue issue;

    private final String code =
            "X" + Integer.toHexString(UUID.randomUUID().hashCode()).toUpperCase(Locale.ROOT);

    @BeforeEach
    void today() {
        itIs("2025-01-10");
    }

    private ObjectNode indicator() {
        return (ObjectNode) JSON.readTree(INDICATOR.formatted(code, "普法站点" + code));
    }

    private Answer put(String login, JsonNode body, String... headers) {
        return sendJson(login, "PUT", "/api/indicators/" + code, body, headers);
    }

    private Answer create(JsonNode body) {
        return put("admin", body, "If-None-Match", "*");
    }

    private String issued(int year) {
        String id = "defined-" + UUID.randomUUID();
        assertThat(issue.issue(new CyclePlan(
                        id,
                        "annual",
                        LocalDate.of(year, 1, 1),
                        LocalDate.of(year, 12, 31),
                        LocalDate.of(2025, 1, 1),
                        LocalDate.of(2025, 2, 1),
                        LocalDate.of(2025, 3, 1),
                        List.of(READER))))
                .isTrue();
        return id;
    }

    /** As the cycle's form has it; missing where it has not. */
    private JsonNode in(String cycle) {
        return get(READER, "/api/cycles/" + cycle + "/form")
                .is(200)
                .json()
                .path("groups")
                .valueStream()
                .flatMap(group -> group.path("indicators").valueStream())
                .filter(one -> one.path("code").asString().equals(code))
                .findFirst()
                .orElse(JSON.missingNode());
    }

    @Test
    void a_definition_is_dated_and_changes_nothing_of_a_cycle_that_is_there() {
        String before = issued(2024);
        Answer first = create(indicator()).is(201);
        assertThat(first.json().path("version").asInt()).isEqualTo(Versioned.FIRST_STORED);
        String old = issued(2024);
        assertThat(in(before).isMissingNode()).isTrue();
        assertThat(in(old).path("unit").asString()).isEqualTo("个");

        ObjectNode changed = indicator().put("unit", "处").put("from", "2025-01-01");
        Answer second = put("admin", changed, "If-Match", "\"1\"").is(200);
        assertThat(second.json().path("version").asInt()).isEqualTo(Versioned.FIRST_STORED + 1);
        assertThat(in(old).path("unit").asString()).isEqualTo("个");
        assertThat(in(issued(2024)).path("unit").asString()).isEqualTo("个");
        String after = issued(2025);
        assertThat(in(after).path("unit").asString()).isEqualTo("处");

        put("admin", changed.put("until", "2025-12-31"), "If-Match", "\"2\"").is(200);
        assertThat(in(issued(2026)).isMissingNode()).isTrue();
        assertThat(in(issued(2025)).path("unit").asString()).isEqualTo("处");
        assertThat(get(READER, "/api/indicators/" + code + "?version=" + Versioned.FIRST_STORED)
                        .is(200)
                        .json()
                        .path("unit")
                        .asString())
                .isEqualTo("个");
        assertThat(get(READER, "/api/indicators/" + code + "/trail")
                        .is(200)
                        .json()
                        .path("steps"))
                .hasSize(3);
    }

    @Test
    void what_is_put_twice_is_one_version() {
        create(indicator()).is(201);
        Answer again = put("admin", indicator(), "If-Match", "\"1\"").is(200);
        assertThat(again.json().path("version").asInt()).isEqualTo(Versioned.FIRST_STORED);
        assertThat(again.response().headers().firstValue("ETag")).contains("\"1\"");
    }

    @Test
    void only_the_administrator_changes_one_that_was_looked_at() {
        put("210900-gov.supervisor", indicator(), "If-None-Match", "*").problem(403, "admin-only");
        put("admin", indicator()).problem(428, "if-match-missing");
        create(indicator()).is(201);
        create(indicator()).problem(412, "stale");
        put("admin", indicator().put("unit", "处"), "If-Match", "\"7\"").problem(412, "stale");
        get(READER, "/api/indicators/NONE").problem(404, "indicator-unknown");
        get(READER, "/api/indicators/" + code + "?version=7").problem(404, "indicator-unknown");
    }

    @Test
    void nobody_is_asked_twice_for_one_figure() {
        JsonNode known = get(READER, "/api/indicators/REC001").is(200).json();
        Answer twin =
                create(indicator().put("name", known.path("name").asString()).set("heading", known.path("heading")));
        twin.problem(422, "indicator-invalid");
        assertThat(twin.json().at("/errors/0/code").asString()).isEqualTo("indicator.collected");
        assertThat(twin.json().at("/errors/0/message").asString()).contains("REC001");
    }

    @Test
    void what_was_filed_stays_comparable() {
        create(indicator().put("from", "2025-01-01")).is(201);
        refused(
                put("admin", indicator().put("type", "AMOUNT").put("from", "2025-01-01"), "If-Match", "\"1\""),
                "/type");
        refused(put("admin", indicator().put("from", "2024-01-01"), "If-Match", "\"1\""), "/from");
        refused(put("admin", indicator(), "If-Match", "\"1\""), "/from");
    }

    private static void refused(Answer answer, String pointer) {
        answer.problem(422, "indicator-invalid");
        assertThat(answer.json().path("errors").findValuesAsString("pointer")).containsExactly(pointer);
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                of("/code", one -> one.put("code", "OTHER")),
                of("/name", one -> one.put("name", " ")),
                of("/name", one -> one.put("name", "x".repeat(101))),
                of("/unit", one -> one.put("unit", "")),
                of("/notes", one -> one.put("notes", "x".repeat(2_001))),
                of("/until", one -> one.put("from", "2025-01-01").put("until", "2024-01-01")),
                of("/measure", one -> one.put("measure", "RATIO")),
                of("/consolidation", one -> one.put("consolidation", "RATIO_OF_SUMS")),
                of("/overTime", one -> one.put("overTime", "RATIO_OF_SUMS")),
                of(
                        "/numerator",
                        one -> one.set("numerator", JSON.createArrayNode().add("REC001"))),
                of("/denominator/0", one -> rate(one, "REC001", "NONE")),
                of("/denominator/0", one -> rate(one, "REC001", "LIT012")));
    }

    private static void rate(ObjectNode one, String numerator, String denominator) {
        one.put("type", "RATE")
                .put("measure", "RATIO")
                .put("consolidation", "RATIO_OF_SUMS")
                .put("overTime", "NONE");
        one.set("numerator", JSON.createArrayNode().add(numerator));
        one.set("denominator", JSON.createArrayNode().add(denominator));
    }

    private static Arguments of(String pointer, Consumer<ObjectNode> change) {
        return Arguments.of(pointer, change);
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void what_cannot_stand_is_refused_where_it_is_wrong(String pointer, Consumer<ObjectNode> change) {
        ObjectNode one = indicator();
        change.accept(one);
        Answer answer = create(one);
        answer.problem(422, "indicator-invalid");
        assertThat(answer.json().path("errors").findValuesAsString("pointer")).contains(pointer);
        get(READER, "/api/indicators/" + code).problem(404, "indicator-unknown");
    }
}
