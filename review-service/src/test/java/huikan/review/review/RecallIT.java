package huikan.review.review;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent;
import huikan.events.ReviewEvent.ReviewPassed;
import huikan.events.ReviewEvent.ReviewRecalled;
import huikan.events.Superior;
import huikan.events.Topics;
import huikan.review.testing.AcceptedFiling;
import huikan.review.testing.OverHttp;
import huikan.review.testing.Published;
import huikan.trail.Trail;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** 收回: whoever passed a filing takes that back while nobody above has decided. */
class RecallIT extends OverHttp {

    private static final String CITY = "210900-gov.reviewer";
    private static final String COLLEAGUE = "210900-gov.reviewer2";
    private static final String PROVINCE = "210000-gov.reviewer";
    private static final Superior ABOVE = new Superior("210900-gov", AgencyLevel.CITY);
    private static final Superior TOP = new Superior("210000-gov", AgencyLevel.PROVINCE);

    @Autowired
    SubmissionListener submissions;

    @Autowired
    Reviews reviews;

    private String cycle;

    @BeforeEach
    void spring() {
        itIs("2024-03-01");
        cycle = "recall-" + UUID.randomUUID();
    }

    private String filed(Superior... path) {
        return filed("210902-gov", "{}", List.of(), path);
    }

    private String filed(String agency, String document, List<String> additive, Superior... path) {
        String id = UUID.randomUUID().toString();
        submissions.follow(List.of(AcceptedFiling.under(path)
                .id(id)
                .cycle(cycle)
                .agency(agency)
                .at(clock.instant())
                .additive(additive)
                .document(document)
                .event()));
        return "/api/reviews/" + id;
    }

    private Answer pass(String login, String review) {
        return move(login, review, "decisions", "{'decision': 'PASS'}");
    }

    private Answer recall(String login, String review) {
        return move(login, review, "recall", null);
    }

    @Test
    void what_one_passed_is_taken_back_and_waits_for_that_level_again() {
        String review = filed(ABOVE, TOP);
        pass(CITY, review).is(200);
        itIs("2024-03-04");
        move(PROVINCE, review, "claim", null).is(200);
        Answer recalled = recall(CITY, review).is(200);
        assertThat(recalled.text("level")).isEqualTo("CITY");
        assertThat(recalled.text("state")).isEqualTo("WAITING");
        assertThat(recalled.text("waitingFor")).isEqualTo("210900-gov");
        // three working days from the Monday on
        assertThat(recalled.text("dueOn")).isEqualTo("2024-03-07");
        assertThat(recalled.json().path("claimedBy").isNull()).isTrue();
        assertThat(recalled.json().at("/decisions/0/voidedAt").isNull()).isFalse();
        pass(PROVINCE, review).problem(409, "not-your-turn");
        Trail trail = JSON.treeToValue(get(CITY, review + "/trail").is(200).json(), Trail.class);
        assertThat(trail.faults()).isEmpty();
        assertThat(trail.steps()).extracting("move").containsExactly("open", "pass", "claim", "recall");
        // and it goes its way again
        pass(CITY, review).is(200);
        assertThat(pass(PROVINCE, review).is(200).text("state")).isEqualTo("APPROVED");
    }

    @Test
    void a_review_says_what_its_reader_may_do_with_it_now() {
        String review = filed(ABOVE, TOP);
        assertThat(moves(CITY, review)).containsExactly("claim", "pass", "return");
        assertThat(moves(PROVINCE, review)).isEmpty();
        pass(CITY, review).is(200);
        assertThat(moves(CITY, review)).containsExactly("recall");
        assertThat(moves("210902-gov", review)).isEmpty();
        move(PROVINCE, review, "claim", null).is(200);
        assertThat(moves(PROVINCE, review)).containsExactly("claim", "hand-over", "pass", "return");
        pass(PROVINCE, review).is(200);
        assertThat(moves("210902-gov", review)).isEmpty();
        assertThat(moves("210902-gov.supervisor", review)).containsExactly("secrecy-review");
        // and so does each row of a list
        assertThat(get("210902-gov.supervisor", "/api/reviews?cycle=" + cycle)
                        .is(200)
                        .json()
                        .at("/items/0/moves/0")
                        .asString())
                .isEqualTo("secrecy-review");
    }

    private List<String> moves(String login, String review) {
        return get(login, review)
                .is(200)
                .json()
                .path("moves")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @Test
    void it_is_told() {
        String review = filed(ABOVE, TOP);
        pass(CITY, review).is(200);
        recall(CITY, review).is(200);
        List<ReviewRecalled> told = Published.events(
                Topics.REVIEWS,
                ReviewEvent.class,
                ReviewRecalled.class,
                one -> one.cycle().equals(cycle),
                1);
        assertThat(told).singleElement().satisfies(one -> {
            assertThat(review).endsWith(one.submission());
            assertThat(one.level()).isEqualTo(AgencyLevel.CITY);
            assertThat(one.by()).isEqualTo(CITY);
            assertThat(one.step()).isEqualTo(3);
        });
        assertThat(Published.events(
                        Topics.REVIEWS,
                        ReviewEvent.class,
                        ReviewPassed.class,
                        one -> one.cycle().equals(cycle),
                        1))
                .extracting(ReviewPassed::step)
                .containsExactly(2L);
    }

    @Test
    void nobody_takes_back_what_another_person_passed_and_nothing_that_was_not() {
        String review = filed(ABOVE, TOP);
        recall(CITY, review).problem(409, "not-recallable");
        pass(CITY, review).is(200);
        recall(COLLEAGUE, review).problem(403, "separation-of-duties");
        recall(PROVINCE, review).problem(409, "not-recallable");
        recall("210902-gov", review).problem(403, "own-filing");
        recall("210900-gov.supervisor", review).problem(403, "not-a-reviewer");
        recall("210700-gov.reviewer", review).problem(404, "review-unknown");
        post(CITY, review + "/recall", null).problem(428, "if-match-missing");
        post(CITY, review + "/recall", null, "If-Match", "\"1\"").problem(412, "stale");
        recall(CITY, review).is(200);
        recall(CITY, review).problem(409, "not-recallable");
    }

    @Test
    void what_somebody_above_decided_on_stays() {
        Superior twoSign = new Superior("210000-gov", AgencyLevel.PROVINCE, 2);
        String review = filed(ABOVE, twoSign);
        pass(CITY, review).is(200);
        pass(PROVINCE, review).is(200);
        Answer refused = recall(CITY, review);
        refused.problem(409, "not-recallable");
        assertThat(refused.text("detail")).contains("210000-gov");
        // whoever signed above takes that back, and then the one below may
        assertThat(recall(PROVINCE, review).is(200).text("level")).isEqualTo("PROVINCE");
        assertThat(recall(CITY, review).is(200).text("level")).isEqualTo("CITY");
    }

    @Test
    void a_return_and_an_approval_are_final() {
        String returned = filed(ABOVE, TOP);
        pass(CITY, returned).is(200);
        move(
                        PROVINCE,
                        returned,
                        "decisions",
                        "{'decision': 'RETURN', 'items': [{'pointer': '/title', 'reason': 'X'}], 'dueOn': '2024-12-31'}")
                .is(200);
        recall(CITY, returned).problem(409, "not-recallable");
        String approved = filed(ABOVE);
        pass(CITY, approved).is(200);
        Answer refused = recall(CITY, approved);
        refused.problem(409, "not-recallable");
        assertThat(refused.text("detail")).contains("final");
    }

    @Test
    void of_two_signatures_each_is_taken_back_by_who_gave_it() {
        String review = filed(new Superior("210900-gov", AgencyLevel.CITY, 2), TOP);
        pass(CITY, review).is(200);
        itIs("2024-03-04");
        Answer none = recall(CITY, review).is(200);
        assertThat(none.json().path("signatures").asInt()).isZero();
        assertThat(none.text("dueOn")).as("its days go on").isEqualTo("2024-03-06");
        pass(CITY, review).is(200);
        pass(COLLEAGUE, review).is(200);
        Answer one = recall(CITY, review).is(200);
        assertThat(one.text("level")).isEqualTo("CITY");
        assertThat(one.json().path("signatures").asInt()).isEqualTo(1);
        pass(COLLEAGUE, review).problem(403, "separation-of-duties");
        assertThat(pass(CITY, review).is(200).text("level")).isEqualTo("PROVINCE");
    }

    @Test
    void what_stood_below_binds_only_while_something_passed_counts() {
        filed("210902-gov", "{'indicators': {'own': {'INS001': 670}}}", List.of(), ABOVE, TOP);
        String city = filed(
                "210900-gov",
                "{'indicators': {'own': {'INS001': 30}, 'consolidated': {'INS001': 700}}}",
                List.of("INS001"),
                new Superior("210000-gov", AgencyLevel.PROVINCE, 2));
        pass(PROVINCE, city).is(200);
        recall(PROVINCE, city).is(200);
        assertThat(reviews.find(city.substring("/api/reviews/".length()))
                        .orElseThrow()
                        .below())
                .isNull();
        filed("210903-gov", "{'indicators': {'own': {'INS001': 1}}}", List.of(), ABOVE, TOP);
        // nothing was passed that could be void; what is stated is compared with what stands now
        JsonNode errors = pass(PROVINCE, city).is(422).json().path("errors");
        assertThat(errors.at("/0/code").asString()).isEqualTo("consolidation.differs");
    }
}
