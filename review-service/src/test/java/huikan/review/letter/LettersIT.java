package huikan.review.letter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.review.testing.OverHttp;
import huikan.trail.Trail;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LettersIT extends OverHttp {

    private static final String UNIT = "210902-gov";
    private static final String CITY = "210900-gov.supervisor";

    @BeforeEach
    void spring() {
        itIs("2024-03-01");
    }

    private static String body(String kind) {
        return "{'agency': '210902-gov', 'kind': '%s', 'title': '关于执法记录', 'matter': '请说明情况'}".formatted(kind);
    }

    private String issued(String kind) {
        String letter =
                "/api/letters/" + post(CITY, "/api/letters", body(kind)).is(201).id();
        get(UNIT, letter).problem(404, "matter-unknown");
        assertThat(get(CITY, "/api/letters?agency=210902-gov&limit=500").json().path("items"))
                .as("its own drafts are listed with the others to the unit")
                .anyMatch(one -> letter.endsWith(one.path("id").asString()));
        move(CITY, letter, "issue", null).is(200);
        return letter;
    }

    @Test
    void a_letter_is_issued_with_a_number_replied_to_and_closed() {
        String letter = issued("SUPERVISION");
        Answer seen = get(UNIT, letter).is(200);
        assertThat(seen.text("number")).matches("督办函〔2024〕\\d+号");
        // ten working days
        assertThat(seen.text("dueOn")).isEqualTo("2024-03-15");
        move(UNIT, letter, "receive", null).is(200);
        move(CITY, letter, "close", "{}").problem(409, "move-impossible");
        move(UNIT, letter, "reply", "{'reply': '情况如下'}").is(200);
        assertThat(move(CITY, letter, "close", "{'comment': '收悉'}").is(200).text("status"))
                .isEqualTo("CLOSED");
        assertThat(JSON.treeToValue(get(UNIT, letter + "/trail").json(), Trail.class)
                        .faults())
                .isEmpty();
    }

    @Test
    void a_reminder_needs_no_reply() {
        String letter = issued("REMINDER");
        assertThat(get(UNIT, letter).json().path("dueOn").isNull()).isTrue();
        move(UNIT, letter, "receive", null).is(200);
        move(CITY, letter, "close", "{}").is(200);
    }

    @Test
    void one_that_nobody_signs_for_is_urged() {
        String letter = issued("OPINION");
        itIs("2024-03-05");
        await().untilAsserted(() -> assertThat(
                        get(UNIT, letter).json().path("awaited").path("urged").asBoolean())
                .isTrue());
    }

    @Test
    void a_finding_that_is_late_brings_its_letters_once() {
        String finding =
                "/api/findings/" + post(CITY, "/api/findings", """
                                {'agency': '210903-gov', 'source': {'kind': 'COMPLAINT'}, 'title': '迟迟未改', 'description': 'x',
                                 'category': 'X', 'rectify': 'IMMEDIATE', 'dueOn': '2024-03-29'}""").is(201).id();
        move(CITY, finding, "assign", "{}").is(200);
        itIs("2024-06-28");
        await().untilAsserted(() -> assertThat(letters())
                .containsExactlyInAnyOrder(
                        "REMINDER 迟迟未改", "SUPERVISION 迟迟未改", "INTERVIEW 迟迟未改", "CRITICISM 迟迟未改", "LISTING 迟迟未改"));
        await().untilAsserted(() -> assertThat(
                        JSON.treeToValue(get(CITY, finding + "/trail").json(), Trail.class)
                                .steps())
                .filteredOn(step -> step.move().equals("escalate"))
                .hasSize(9));
        assertThat(letters()).hasSize(5);
    }

    private List<String> letters() {
        return get("210903-gov", "/api/letters?limit=500")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                // other tests share the unit
                .filter(one -> one.path("title").asString().equals("迟迟未改"))
                .map(one ->
                        one.path("kind").asString() + " " + one.path("title").asString())
                .toList();
    }

    @Test
    void everything_that_is_wrong_is_told() {
        post(UNIT, "/api/letters", body("REMINDER")).problem(403, "move-not-yours");
        assertThat(post(CITY, "/api/letters", body("INVENTED").replace("请说明情况", " "))
                        .problem(422, "matter-invalid"))
                .containsExactlyInAnyOrder("/kind kind.unknown", "/matter field.missing");
        String letter = issued("DECISION");
        move(CITY, letter, "withdraw", "{'reason': ' '}").problem(422, "matter-invalid");
        move(CITY, letter, "withdraw", "{'reason': '有误'}").is(200);
        assertThat(get(CITY, "/api/letters?status=WITHDRAWN&order=DUE&under=210902-gov&limit=500")
                        .json()
                        .path("items"))
                .isNotEmpty();
    }

    @Test
    void which_kinds_there_are_is_told() {
        JsonNode kinds = get(CITY, "/api/workflows/letters").json().at("/moves/0/request/properties/kind/enum");
        assertThat(kinds.valueStream().map(JsonNode::asString)).contains("REMINDER", "SUPERVISION", "LISTING");
    }
}
