package huikan.review.review;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.Superior;
import huikan.review.testing.AcceptedFiling;
import huikan.review.testing.OverHttp;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Decisions over a list and over a filter, and what a review desk shows of each filing. */
class ManyDecisionsIT extends OverHttp {

    private static final String CITY = "210900-gov.reviewer";
    private static final String PROVINCE = "210000-gov.reviewer";
    private static final String MANY = "/api/reviews/decisions";
    private static final Superior ABOVE = new Superior("210900-gov", AgencyLevel.CITY);
    private static final Superior TOP = new Superior("210000-gov", AgencyLevel.PROVINCE);

    @Autowired
    SubmissionListener submissions;

    private String cycle;

    @BeforeEach
    void spring() {
        itIs("2024-03-01");
        cycle = "many-" + UUID.randomUUID();
    }

    private SubmissionAccepted accepted(String agency, String replaces, String document, Superior... path) {
        return AcceptedFiling.under(path)
                .cycle(cycle)
                .agency(agency)
                .replaces(replaces)
                .at(clock.instant())
                .additive(List.of("INS001"))
                .document(document)
                .event();
    }

    private String filed(String agency, String document, Superior... path) {
        SubmissionAccepted accepted = accepted(agency, null, document, path);
        submissions.follow(List.of(accepted));
        return accepted.id();
    }

    private static final String PLAIN = "{'indicators': {'own': {'INS001': 5}}}";
    private static final String EXPLAINED =
            "{'indicators': {'own': {'INS001': 5}}, 'explanations': {'R27': '已核实', 'R28': ' '}}";

    private Answer count(String login, String parameters) {
        return get(login, "/api/reviews/count?cycle=" + cycle + parameters);
    }

    private int fitting(String login, String parameters) {
        return count(login, parameters).is(200).json().path("count").asInt();
    }

    private Answer passAll(String login, String filter, int expected) {
        return post(
                login,
                MANY,
                "{'filter': {'cycle': '%s'%s}, 'decision': 'PASS', 'comment': '同意', 'expected': %d}"
                        .formatted(cycle, filter, expected));
    }

    private static List<String> submissions(Answer answer) {
        return answer.json()
                .path("items")
                .valueStream()
                .map(row -> row.path("submission").asString())
                .toList();
    }

    @Test
    void all_that_fit_are_counted_first_then_passed_and_answered_row_by_row() {
        String one = filed("210902-gov", PLAIN, ABOVE, TOP);
        String other = filed("210903-gov", PLAIN, ABOVE, TOP);
        // it waits for another
        filed("210702-gov", PLAIN, new Superior("210700-gov", AgencyLevel.CITY), TOP);
        filed("210900-gov", PLAIN, TOP);
        assertThat(fitting(CITY, "")).isEqualTo(2);
        assertThat(count(CITY, "").json().path("more").asBoolean()).isFalse();
        assertThat(count(CITY, "").json().path("most").asInt()).isEqualTo(500);
        assertThat(count(CITY, "").json().path("agencies").valueStream().map(JsonNode::asString))
                .containsExactlyInAnyOrder("210902-gov", "210903-gov");
        assertThat(fitting(CITY, "&level=CITY&clean=true&under=210900-gov")).isEqualTo(2);
        assertThat(fitting(CITY, "&level=PROVINCE")).isZero();
        assertThat(fitting(CITY, "&under=210903-gov")).isEqualTo(1);
        assertThat(fitting(PROVINCE, "")).isEqualTo(1);
        Answer passed = passAll(CITY, ", 'clean': true", 2).is(200);
        assertThat(submissions(passed)).containsExactlyInAnyOrder(one, other);
        passed.json().path("items").forEach(row -> {
            assertThat(row.at("/review/level").asString()).isEqualTo("PROVINCE");
            assertThat(row.at("/review/decisions/0/comment").asString()).isEqualTo("同意");
            assertThat(row.has("problem")).isFalse();
        });
        assertThat(fitting(CITY, "")).isZero();
        assertThat(fitting(PROVINCE, "")).isEqualTo(3);
    }

    @Test
    void clean_takes_neither_what_explains_a_check_nor_what_states_other_sums_than_stand() {
        String county = filed("210902-gov", PLAIN, ABOVE, TOP);
        filed("210903-gov", EXPLAINED, ABOVE, TOP);
        assertThat(fitting(CITY, "")).isEqualTo(2);
        assertThat(fitting(CITY, "&clean=true")).isEqualTo(1);
        assertThat(submissions(passAll(CITY, ", 'clean': true", 1).is(200))).containsExactly(county);
        // 30 of its own, and 5 and 5 of those below
        filed("210900-gov", "{'indicators': {'own': {'INS001': 30}, 'consolidated': {'INS001': 41}}}", TOP);
        assertThat(fitting(PROVINCE, "&clean=true")).isEqualTo(1);
        String right =
                filed("210900-ndmo", "{'indicators': {'own': {'INS001': 30}, 'consolidated': {'INS001': 30}}}", TOP);
        assertThat(fitting(PROVINCE, "&clean=true")).isEqualTo(2);
        assertThat(submissions(passAll(PROVINCE, ", 'clean': true", 2).is(200)))
                .containsExactlyInAnyOrder(county, right);
    }

    @Test
    void whether_what_was_returned_is_mended_a_person_sees() {
        String first = filed("210902-gov", PLAIN, ABOVE, TOP);
        move(
                        CITY,
                        "/api/reviews/" + first,
                        "decisions",
                        "{'decision': 'RETURN', 'items': [{'pointer': '/title', 'reason': 'X'}], 'dueOn': '2024-12-31'}")
                .is(200);
        submissions.follow(List.of(accepted("210902-gov", first, PLAIN, ABOVE, TOP)));
        assertThat(fitting(CITY, "")).isEqualTo(1);
        assertThat(fitting(CITY, "&clean=true")).isZero();
    }

    @Test
    void another_number_than_expected_refuses_all_and_tells_it() {
        String one = filed("210902-gov", PLAIN, ABOVE, TOP);
        filed("210903-gov", PLAIN, ABOVE, TOP);
        Answer refused = passAll(CITY, "", 1);
        assertThat(refused.problem(409, "another-number-fits")).containsExactly("/expected count.now");
        assertThat(refused.json().at("/errors/0/message").asString()).isEqualTo("2");
        assertThat(get(CITY, "/api/reviews/" + one).text("level")).isEqualTo("CITY");
        passAll(CITY, "", 3).problem(409, "another-number-fits");
    }

    @Test
    void a_filter_says_pass_and_how_many_and_nothing_else() {
        assertThat(post(CITY, MANY, "{'filter': {}, 'decision': 'RETURN', 'decisions': []}")
                        .problem(422, "decision-invalid"))
                .containsExactly("/decisions field.unfitting", "/decision field.unfitting", "/expected field.missing");
        assertThat(post(CITY, MANY, "{}").problem(422, "invalid")).containsExactly("/decisions field.missing");
        passAll("210900-gov.supervisor", "", 0).problem(403, "not-a-reviewer");
        passAll("210902-gov", "", 0).problem(403, "not-a-reviewer");
        count("admin", "").problem(403, "not-a-reviewer");
        count(CITY, "&level=MOON").is(422);
        assertThat(submissions(passAll(CITY, "", 0).is(200))).isEmpty();
    }

    @Test
    void who_signed_is_not_asked_for_the_second_signature_and_what_another_claimed_is_theirs() {
        Superior twoSign = new Superior("210900-gov", AgencyLevel.CITY, 2);
        filed("210902-gov", PLAIN, twoSign, TOP);
        String claimed = filed("210903-gov", PLAIN, ABOVE, TOP);
        move("210900-gov.reviewer2", "/api/reviews/" + claimed, "claim", null).is(200);
        passAll(CITY, "", 1).is(200);
        assertThat(fitting(CITY, "")).isZero();
        assertThat(fitting("210900-gov.reviewer2", "")).isEqualTo(2);
    }

    @Test
    void more_than_are_decided_at_once_are_to_be_narrowed() {
        List<SubmissionAccepted> many = new ArrayList<>();
        for (int i = 0; i < 501; i++) {
            many.add(accepted("210902-gov", null, PLAIN, ABOVE, TOP));
        }
        submissions.follow(new ArrayList<>(many));
        JsonNode count = count(CITY, "").is(200).json();
        assertThat(count.path("count").asInt()).isEqualTo(500);
        assertThat(count.path("more").asBoolean()).isTrue();
        assertThat(passAll(CITY, "", 500).problem(422, "decision-invalid")).containsExactly("/filter filter.too-wide");
        assertThat(get(CITY, "/api/reviews/" + many.getFirst().id()).text("level"))
                .isEqualTo("CITY");
    }

    @Test
    void a_list_is_answered_one_by_one() {
        String one = filed("210902-gov", PLAIN, ABOVE, TOP);
        Answer answer = post(
                        CITY,
                        MANY,
                        "{'decisions': [{'submission': '%s', 'version': 1, 'decision': 'PASS'}, {'submission': '%s', 'version': 1, 'decision': 'PASS'}, {'submission': 'x', 'version': 1, 'decision': 'PASS'}]}"
                                .formatted(one, one))
                .is(200);
        assertThat(submissions(answer)).containsExactly(one, one, "x");
        assertThat(answer.json().at("/items/0/review/level").asString()).isEqualTo("PROVINCE");
        assertThat(answer.json().at("/items/1/problem/status").asInt()).isEqualTo(412);
        assertThat(answer.json().at("/items/2/problem/status").asInt()).isEqualTo(404);
    }

    @Test
    void a_row_of_the_desk_says_what_it_is_since_when_it_waits_and_what_it_explains() {
        String first = filed("210902-gov", EXPLAINED, ABOVE, TOP);
        JsonNode row = row(CITY, first);
        assertThat(row.path("agency").asString()).isEqualTo("210902-gov");
        assertThat(row.path("cycle").asString()).isEqualTo(cycle);
        assertThat(row.path("round").asInt()).isEqualTo(1);
        assertThat(row.path("level").asString()).isEqualTo("CITY");
        assertThat(row.path("dueOn").asString()).isEqualTo("2024-03-06");
        assertThat(row.path("explanations").asInt()).isEqualTo(1);
        assertThat(row.path("replaces").isNull()).isTrue();
        assertThat(row.path("receivedAt").asString()).startsWith("2024-03-01");
        assertThat(row.path("waitingSince").asString())
                .isEqualTo(row.path("receivedAt").asString());
        itIs("2024-03-05");
        move(CITY, "/api/reviews/" + first, "decisions", "{'decision': 'PASS'}").is(200);
        assertThat(row(PROVINCE, first).path("waitingSince").asString()).startsWith("2024-03-05");
        itIs("2024-03-06");
        move(CITY, "/api/reviews/" + first, "recall", null).is(200);
        assertThat(row(CITY, first).path("waitingSince").asString()).startsWith("2024-03-06");
        move(
                        CITY,
                        "/api/reviews/" + first,
                        "decisions",
                        "{'decision': 'RETURN', 'items': [{'pointer': '/title', 'reason': 'X'}], 'dueOn': '2024-12-31'}")
                .is(200);
        assertThat(row(CITY, first).path("waitingSince").isNull()).isTrue();
        SubmissionAccepted correction = accepted("210902-gov", first, PLAIN, ABOVE, TOP);
        submissions.follow(List.of(correction));
        JsonNode second = row(CITY, correction.id());
        assertThat(second.path("round").asInt()).isEqualTo(2);
        assertThat(second.path("returns").asInt()).isEqualTo(1);
        assertThat(second.path("replaces").asString()).isEqualTo(first);
        assertThat(second.path("explanations").asInt()).isZero();
    }

    private JsonNode row(String login, String submission) {
        return get(login, "/api/reviews?limit=500&cycle=" + cycle)
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("submission").asString().equals(submission))
                .findFirst()
                .orElseThrow();
    }
}
