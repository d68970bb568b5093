package huikan.review.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.events.AgencyEvent.Ended;
import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.Superior;
import huikan.review.access.Directory;
import huikan.review.access.DirectoryOf;
import huikan.review.review.ReviewRequests.ItemRequest;
import huikan.review.review.ReviewRequests.Pass;
import huikan.review.review.ReviewRequests.Return;
import huikan.review.testing.AcceptedFiling;
import huikan.review.testing.OverHttp;
import huikan.review.workflow.Cases;
import huikan.review.workflow.Person;
import huikan.trail.Trail;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ReviewsOverHttpIT extends OverHttp {

    private static final String CITY = "210900-gov.reviewer";
    private static final Superior ABOVE = new Superior("210900-gov", AgencyLevel.CITY);
    private static final Superior TWO_SIGN = new Superior("210900-gov", AgencyLevel.CITY, 2);
    private static final Superior PROVINCE = new Superior("210000-gov", AgencyLevel.PROVINCE);
    private static final String RETURN =
            "{'decision': 'RETURN', 'items': [{'pointer': '/title', 'reason': 'X'}], 'dueOn': '2024-12-31'}";

    @Autowired
    Reviews reviews;

    @Autowired
    Directory directory;

    @Autowired
    Cases<Review, ReviewStatus> cases;

    @Autowired
    SubmissionListener submissions;

    @Autowired
    Voiding voiding;

    private String cycle;

    @BeforeEach
    void spring() {
        itIs("2024-03-01");
        cycle = "annual-" + UUID.randomUUID();
    }

    private String filed(String agency, String document, List<String> additive, Superior... path) {
        return filed(agency, 1, null, document, additive, path);
    }

    private String filed(
            String agency, long revision, String replaces, String document, List<String> additive, Superior... path) {
        return filed(agency, revision, replaces, document, additive, null, path);
    }

    private String filed(
            String agency,
            long revision,
            String replaces,
            String document,
            List<String> additive,
            LocalDate periodTo,
            Superior... path) {
        String id = UUID.randomUUID().toString();
        submissions.follow(List.of(accepted(id, agency, revision, replaces, document, additive, periodTo, path)));
        return "/api/reviews/" + id;
    }

    @Test
    void a_level_that_ended_is_decided_on_by_who_came_in_its_place_and_no_person_passes_two_levels() {
        String ended = "210391-gov";
        String successor = "210392-gov";
        DirectoryOf.county(directory, ended, "210000-gov", 1, null);
        DirectoryOf.county(directory, successor, "210000-gov", 1, null);
        String review = filed(
                "210902-gov",
                "{}",
                List.of(),
                new Superior(ended, AgencyLevel.CITY),
                new Superior(successor, AgencyLevel.CITY),
                PROVINCE);
        String first = successor + ".reviewer";
        String second = successor + ".reviewer2";
        get(first, review).is(200);
        pass(first, review).problem(409, "not-your-turn");
        DirectoryOf.county(
                directory, ended, "210000-gov", 2, new Ended(LocalDate.parse("2024-03-01"), List.of(successor)));
        assertThat(pass(first, review).is(200).text("waitingFor")).isEqualTo(successor);
        assertThat(get(first, review).moves()).doesNotContain("pass").contains("recall");
        pass(first, review).problem(403, "separation-of-duties");
        pass(second, review).is(200);
        Answer approved = pass("210000-gov.reviewer", review).is(200);
        assertThat(approved.text("state")).isEqualTo("APPROVED");
        assertThat(approved.json().at("/decisions/0/agency").asString()).isEqualTo(ended);
        assertThat(approved.json().at("/decisions/0/by").asString()).isEqualTo(first);
    }

    @Test
    void who_filed_it_for_its_agency_leaves_the_review_to_somebody_else_of_the_same_office() {
        SubmissionAccepted relayed = AcceptedFiling.under(ABOVE, PROVINCE)
                .id(UUID.randomUUID().toString())
                .cycle(cycle)
                .relayedBy("210900-gov", CITY)
                .event();
        submissions.follow(List.of(relayed));
        String review = "/api/reviews/" + relayed.id();
        Answer seen = get(CITY, review).is(200);
        assertThat(seen.json().path("relayedBy").toString())
                .isEqualTo("{\"agency\":\"210900-gov\",\"login\":\"210900-gov.reviewer\"}");
        assertThat(seen.moves()).doesNotContain("claim", "pass", "return");
        move(CITY, review, "claim", null).problem(403, "separation-of-duties");
        move(CITY, review, "decisions", "{'decision': 'PASS'}").problem(403, "separation-of-duties");
        move(CITY, review, "decisions", RETURN).problem(403, "separation-of-duties");
        assertThat(get(CITY, review).text("level")).isEqualTo("CITY");
        assertThat(get(CITY + "2", review).moves()).contains("claim", "pass", "return");
        move(CITY + "2", review, "decisions", "{'decision': 'PASS'}").is(200);
        assertThat(get(CITY, review).text("level")).isEqualTo("PROVINCE");
    }

    private SubmissionAccepted accepted(
            String id,
            String agency,
            long revision,
            String replaces,
            String document,
            List<String> additive,
            LocalDate periodTo,
            Superior... path) {
        return AcceptedFiling.under(path)
                .id(id)
                .cycle(cycle)
                .agency(agency)
                .replaces(replaces)
                .revision(revision)
                .at(clock.instant())
                .additive(additive)
                .periodTo(periodTo)
                .document(document)
                .event();
    }

    private String filed(Superior... path) {
        return filed("210902-gov", "{}", List.of(), path);
    }

    private Answer pass(String login, String review) {
        return move(login, review, "decisions", "{'decision': 'PASS'}");
    }

    @Test
    void who_claimed_it_decides_and_hands_it_over() {
        String review = filed(ABOVE, PROVINCE);
        Answer claimed = move(CITY, review, "claim", null).is(200);
        assertThat(claimed.text("claimedBy")).isEqualTo(CITY);
        pass("210900-gov.reviewer2", review).problem(409, "review-claimed");
        move("210900-gov.reviewer2", review, "claim", null).problem(409, "review-claimed");
        move("210900-gov.reviewer2", review, "hand-over", "{'to': '210900-gov.reviewer2'}")
                .problem(403, "move-not-yours");
        move(CITY, review, "hand-over", "{'to': '210900-gov.reviewer2'}").is(200);
        pass(CITY, review).problem(409, "review-claimed");
        move("210900-gov.supervisor", review, "hand-over", "{}").is(200);
        assertThat(pass(CITY, review).is(200).text("level")).isEqualTo("PROVINCE");
        assertThat(get(CITY, review).json().path("claimedBy").isNull()).isTrue();
        move(CITY, review, "claim", null).problem(409, "not-your-turn");
        move("210902-gov", review, "claim", null).problem(403, "own-filing");
        move("210903-gov.reviewer", review, "claim", null).problem(404, "review-unknown");
        Trail trail = JSON.treeToValue(get(CITY, review + "/trail").is(200).json(), Trail.class);
        assertThat(trail.faults()).isEmpty();
        assertThat(trail.steps()).extracting("move").containsExactly("open", "claim", "hand-over", "hand-over", "pass");
    }

    @Test
    void where_the_form_asks_for_two_two_people_pass_it() {
        String review = filed(TWO_SIGN, PROVINCE);
        Answer first = pass(CITY, review).is(200);
        assertThat(first.text("level")).isEqualTo("CITY");
        assertThat(first.json().path("signatures").asInt()).isEqualTo(1);
        assertThat(first.json().path("signaturesNeeded").asInt()).isEqualTo(2);
        pass(CITY, review).problem(403, "separation-of-duties");
        assertThat(pass("210900-gov.reviewer2", review).is(200).text("level")).isEqualTo("PROVINCE");
        String returned = filed(TWO_SIGN, PROVINCE);
        pass(CITY, returned).is(200);
        assertThat(move("210900-gov.reviewer2", returned, "decisions", RETURN)
                        .is(200)
                        .text("state"))
                .isEqualTo("RETURNED");
    }

    @Test
    void a_level_has_its_days_and_is_urged_once_when_they_are_over() {
        String review = filed(ABOVE, PROVINCE);
        // three working days after a Friday
        assertThat(get(CITY, review).text("dueOn")).isEqualTo("2024-03-06");
        itIs("2024-03-07");
        assertThat(get(CITY, review).json().path("overdue").asBoolean()).isTrue();
        await().untilAsserted(() -> assertThat(steps(review)).containsExactly("open", "urge"));
        pass(CITY, review).is(200);
        // five at the province, and the clock is a new one
        assertThat(get(CITY, review).text("dueOn")).isEqualTo("2024-03-14");
        assertThat(get(CITY, review).json().path("overdue").asBoolean()).isFalse();
        itIs("2024-04-15");
        await().untilAsserted(() -> assertThat(steps(review)).containsExactly("open", "urge", "pass", "urge"));
    }

    private List<String> steps(String review) {
        return get(CITY, review + "/trail")
                .json()
                .path("steps")
                .valueStream()
                .map(step -> step.path("move").asString())
                .toList();
    }

    @Test
    void the_clock_stands_while_it_is_with_the_agency() {
        String review = filed(ABOVE, PROVINCE);
        Answer returned = move(CITY, review, "decisions", RETURN).is(200);
        assertThat(returned.text("dueOn")).isEqualTo("2024-12-31");
        assertThat(cases.store().due(at("2024-06-28", java.time.LocalTime.NOON), 500))
                .as("nothing of it goes off")
                .doesNotContain(returned.json().path("submission").asString());
    }

    @Test
    void what_waits_for_a_reviewer_is_in_the_inbox_of_the_level_or_of_who_claimed_it() {
        String review = filed(ABOVE, PROVINCE);
        assertThat(inbox(CITY)).contains(review);
        assertThat(inbox("210000-gov.reviewer")).doesNotContain(review);
        move(CITY, review, "claim", null).is(200);
        assertThat(inbox(CITY)).contains(review);
        assertThat(inbox("210900-gov.reviewer2")).doesNotContain(review);
        pass(CITY, review).is(200);
        assertThat(inbox(CITY)).doesNotContain(review);
        assertThat(inbox("210000-gov.reviewer")).contains(review);
        String another = filed(PROVINCE);
        assertThat(inbox("210000-gov.reviewer", 1)).as("one a page").contains(review, another);
    }

    private List<String> inbox(String login) {
        return inbox(login, 500);
    }

    private List<String> inbox(String login, int limit) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            Answer page = get(login, "/api/inbox?limit=" + limit + cursor).is(200);
            page.json()
                    .path("items")
                    .forEach(item -> all.add("/api/" + item.path("kind").asString() + "/"
                            + item.path("id").asString()));
            cursor = page.json().path("next").isNull() ? null : "&cursor=" + page.text("next");
        } while (cursor != null);
        return all;
    }

    @Test
    void a_consolidated_filing_is_passed_when_it_is_the_sum_of_those_below() {
        String county = filed("210902-gov", "{'indicators': {'own': {'INS001': 670}}}", List.of(), ABOVE, PROVINCE);
        String city = filed(
                "210900-gov",
                "{'indicators': {'own': {'INS001': 30, 'REC006': 1}, 'consolidated': {'INS001': 710, 'REC006': 5}}}",
                List.of("INS001", "REC006"),
                PROVINCE);
        Answer refused = pass("210000-gov.reviewer", city);
        // nobody below filed REC006
        assertThat(refused.problem(422, "decision-invalid"))
                .containsExactly("/indicators/consolidated/INS001 consolidation.differs");
        assertThat(refused.json().path("errors").path(0).path("message").asString())
                .contains("710")
                .contains("700");
        filed("210903-gov", "{'indicators': {'own': {'INS001': 9}, 'consolidated': {'INS001': 10}}}", List.of(), ABOVE);
        pass("210000-gov.reviewer", city).is(200);
        // what was returned does not stand
        String again = filed(
                "210900-gov",
                "{'indicators': {'own': {'INS001': 30}, 'consolidated': {'INS001': 40}}}",
                List.of("INS001"),
                PROVINCE);
        pass("210000-gov.reviewer", again).problem(422, "decision-invalid");
        move(CITY, county, "decisions", RETURN).is(200);
        pass("210000-gov.reviewer", again).is(200);
        String explained = filed(
                "210900-gov",
                "{'indicators': {'own': {'INS001': 1}, 'consolidated': {'INS001': 1}}, 'explanations': {'R01': '区划调整'}}",
                List.of("INS001"),
                PROVINCE);
        pass("210000-gov.reviewer", explained).is(200);
    }

    @Test
    void a_filing_that_was_replaced_after_its_approval_stands_no_more_though_its_correction_was_returned() {
        String county = filed("210902-gov", "{'indicators': {'own': {'INS001': 670}}}", List.of(), ABOVE);
        pass(CITY, county).is(200);
        String correction = filed(
                "210902-gov",
                2,
                county.substring("/api/reviews/".length()),
                "{'indicators': {'own': {'INS001': 680}}}",
                List.of(),
                ABOVE);
        move(CITY, correction, "decisions", RETURN).is(200);
        filed("210903-gov", "{'indicators': {'own': {'INS001': 10}}}", List.of(), ABOVE);
        String city = filed(
                "210900-gov",
                "{'indicators': {'own': {'INS001': 30}, 'consolidated': {'INS001': 40}}}",
                List.of("INS001"),
                PROVINCE);
        pass("210000-gov.reviewer", city).is(200);
    }

    private static String id(String review) {
        return review.substring("/api/reviews/".length());
    }

    private static final String OF_670 = "{'indicators': {'own': {'INS001': 670}}}";
    private static final String OF_680 = "{'indicators': {'own': {'INS001': 680}}}";

    /** A city's filing over one county's 670. */
    private String consolidated(Superior... path) {
        return filed(
                "210900-gov",
                "{'indicators': {'own': {'INS001': 30}, 'consolidated': {'INS001': 700}}}",
                List.of("INS001"),
                path);
    }

    @Test
    void a_correction_below_takes_back_what_was_approved_above_and_says_so() {
        String county = filed("210902-gov", OF_670, List.of(), ABOVE, PROVINCE);
        String city = consolidated(PROVINCE);
        assertThat(pass("210000-gov.reviewer", city).is(200).text("state")).isEqualTo("APPROVED");
        String correction = filed("210902-gov", 2, id(county), OF_680, List.of(), ABOVE, PROVINCE);
        Answer voided = get("210900-gov", city).is(200);
        assertThat(voided.text("state")).isEqualTo("WAITING");
        assertThat(voided.text("waitingFor")).isEqualTo("210000-gov");
        assertThat(voided.text("dueOn")).isEqualTo("2024-03-08");
        assertThat(voided.json().at("/voided/figures/0").toString())
                .isEqualTo("{\"indicator\":\"INS001\",\"before\":670,\"after\":680}");
        assertThat(voided.json().at("/voided/filings/0/after").asString()).isEqualTo(id(correction));
        assertThat(voided.json().at("/decisions/0/voidedAt").isNull()).isFalse();
        assertThat(inbox("210000-gov.reviewer")).contains(city);
        assertThat(steps(city)).containsExactly("open", "pass", "void");
        Trail trail = JSON.treeToValue(get(CITY, city + "/trail").is(200).json(), Trail.class);
        assertThat(trail.faults()).isEmpty();
        // the same news twice
        voiding.changed(id(correction));
        assertThat(steps(city)).containsExactly("open", "pass", "void");
        assertThat(pass("210000-gov.reviewer", city).problem(422, "decision-invalid"))
                .containsExactly("/indicators/consolidated/INS001 consolidation.differs");
        // back to what was stated: the same reviewer passes it again
        filed("210902-gov", 3, id(correction), OF_670, List.of(), ABOVE, PROVINCE);
        assertThat(pass("210000-gov.reviewer", city).is(200).text("state")).isEqualTo("APPROVED");
        assertThat(steps(city)).containsExactly("open", "pass", "void", "pass");
    }

    /** It counts as approved until its correction is: a correction keeps nobody from losing an approval. */
    @Test
    void a_correction_below_takes_back_what_was_approved_also_while_a_correction_of_that_waits_or_was_returned() {
        String county = filed("210902-gov", OF_670, List.of(), ABOVE, PROVINCE);
        String city = consolidated(PROVINCE);
        pass("210000-gov.reviewer", city).is(200);
        String restated = filed(
                "210900-gov",
                2,
                id(city),
                "{'indicators': {'own': {'INS001': 31}, 'consolidated': {'INS001': 701}}}",
                List.of("INS001"),
                PROVINCE);
        move("210000-gov.reviewer", restated, "decisions", RETURN).is(200);
        assertThat(get(CITY, city).text("state")).isEqualTo("APPROVED");
        String correction = filed("210902-gov", 2, id(county), OF_680, List.of(), ABOVE, PROVINCE);
        Answer lapsed = get("210900-gov", city).is(200);
        assertThat(lapsed.text("state")).isEqualTo("WITHDRAWN");
        assertThat(lapsed.json().at("/voided/figures/0").toString())
                .isEqualTo("{\"indicator\":\"INS001\",\"before\":670,\"after\":680}");
        assertThat(steps(city)).containsExactly("open", "pass", "lapse");
        assertThat(inbox("210000-gov.reviewer")).doesNotContain(city);
        pass("210000-gov.reviewer", city).problem(409, "not-waiting");
        // the same news twice
        voiding.changed(id(correction));
        assertThat(steps(city)).containsExactly("open", "pass", "lapse");
        assertThat(steps(restated)).containsExactly("open", "return");
        // of two that were approved only the later one counts on
        String third = filed("210900-gov", 3, id(restated), CONSOLIDATED_680, List.of("INS001"), PROVINCE);
        pass("210000-gov.reviewer", third).is(200);
        String fourth = filed("210900-gov", 4, id(third), CONSOLIDATED_680, List.of("INS001"), PROVINCE);
        pass("210000-gov.reviewer", fourth).is(200);
        filed("210902-gov", 3, id(correction), OF_670, List.of(), ABOVE, PROVINCE);
        assertThat(steps(third)).containsExactly("open", "pass");
        assertThat(steps(fourth)).containsExactly("open", "pass", "void");
    }

    private static final String CONSOLIDATED_680 =
            "{'indicators': {'own': {'INS001': 30}, 'consolidated': {'INS001': 710}}}";

    @Test
    void what_changes_nothing_that_was_passed_takes_nothing_back() {
        String county = filed("210902-gov", OF_670, List.of(), ABOVE, PROVINCE);
        String city = consolidated(PROVINCE);
        pass("210000-gov.reviewer", city).is(200);
        filed(
                "210902-gov",
                2,
                id(county),
                "{'title': '更正', 'indicators': {'own': {'INS001': 670, 'REC006': 3}}}",
                List.of(),
                ABOVE,
                PROVINCE);
        filed("210903-gov", "{'indicators': {'own': {'REC006': 3}}}", List.of(), ABOVE, PROVINCE);
        assertThat(get(CITY, city).text("state")).isEqualTo("APPROVED");
        // a filing without figures of others binds nobody below
        String plain = filed("210700-gov", OF_670, List.of(), PROVINCE);
        pass("210000-gov.reviewer", plain).is(200);
        filed("210702-gov", OF_670, List.of(), new Superior("210700-gov", AgencyLevel.CITY), PROVINCE);
        assertThat(get("210700-gov", plain).text("state")).isEqualTo("APPROVED");
    }

    @Test
    void one_who_files_late_is_withdrawn_or_returned_takes_back_what_was_passed_above() {
        filed("210902-gov", OF_670, List.of(), ABOVE, PROVINCE);
        String city = consolidated(PROVINCE);
        pass("210000-gov.reviewer", city).is(200);
        String late = filed("210903-gov", "{'indicators': {'own': {'INS001': 1}}}", List.of(), ABOVE, PROVINCE);
        assertThat(get(CITY, city).text("state")).isEqualTo("WAITING");
        submissions.follow(List.of(new SubmissionWithdrawn(id(late), cycle, "210903-gov", 1, "x", clock.instant())));
        pass("210000-gov.reviewer", city).is(200);
        String again = filed("210904-gov", "{'indicators': {'own': {'INS001': 2}}}", List.of(), ABOVE, PROVINCE);
        assertThat(get(CITY, city).text("state")).isEqualTo("WAITING");
        move(CITY, again, "decisions", RETURN).is(200);
        pass("210000-gov.reviewer", city).is(200);
        assertThat(get(CITY, city).text("state")).isEqualTo("APPROVED");
    }

    /** 通报: what the agency replaced by itself is no return. */
    @Test
    void the_third_return_of_what_an_agency_owes_is_circulated_once() {
        Superior above = new Superior("210200-gov", AgencyLevel.CITY);
        String before = filed("210202-gov", 1, null, "{}", List.of(), above);
        for (int revision = 2; revision <= 4; revision++) {
            before = filed("210202-gov", revision, id(before), "{}", List.of(), above);
            if (revision > 2) {
                move("210200-gov.reviewer", before, "decisions", RETURN).is(200);
            }
        }
        assertThat(criticisms("210202-gov")).isEmpty();
        String last = filed("210202-gov", 5, id(before), "{}", List.of(), above);
        move("210200-gov.reviewer", last, "decisions", RETURN).is(200);
        await().untilAsserted(() ->
                assertThat(criticisms("210202-gov")).singleElement().asString().contains("3次"));
    }

    private List<String> criticisms(String agency) {
        return get("210200-gov.supervisor", "/api/letters?limit=500&agency=" + agency)
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .filter(letter -> letter.path("kind").asString().equals("CRITICISM"))
                .map(letter -> letter.path("matter").asString())
                .toList();
    }

    @Test
    void a_return_is_heard_of_from_the_topic() {
        String county = filed("210902-gov", OF_670, List.of(), ABOVE, PROVINCE);
        filed("210903-gov", "{'indicators': {'own': {'INS001': 0}}}", List.of(), ABOVE, PROVINCE);
        String city = consolidated(PROVINCE);
        pass("210000-gov.reviewer", city).is(200);
        move(CITY, county, "decisions", RETURN).is(200);
        await().untilAsserted(() -> assertThat(get(CITY, city).text("state")).isEqualTo("WAITING"));
        assertThat(get(CITY, city).json().at("/voided/figures/0").toString())
                .isEqualTo("{\"indicator\":\"INS001\",\"before\":670,\"after\":0}");
    }

    @Test
    void levels_that_had_passed_it_pass_it_again_and_signatures_are_given_anew() {
        String county = filed("210902-gov", OF_670, List.of(), ABOVE, PROVINCE);
        String city = consolidated(new Superior("210000-gov", AgencyLevel.PROVINCE, 2));
        pass("210000-gov.reviewer", city).is(200);
        filed("210902-gov", 2, id(county), OF_680, List.of(), ABOVE, PROVINCE);
        Answer voided = get(CITY, city).is(200);
        assertThat(voided.json().path("signatures").asInt()).isZero();
        assertThat(voided.text("state")).isEqualTo("WAITING");
        assertThat(steps(city)).containsExactly("open", "pass", "void");
    }

    /** The correction stands, and the news of it did not come here yet; it may come late, and takes back then. */
    @Test
    void a_decision_after_a_change_below_is_told_that_what_it_saw_is_stale() {
        String county = filed("210902-gov", OF_670, List.of(), ABOVE, PROVINCE);
        String city = consolidated(new Superior("210000-gov", AgencyLevel.PROVINCE, 2));
        pass("210000-gov.reviewer", city).is(200);
        SubmissionAccepted correction = accepted(
                UUID.randomUUID().toString(), "210902-gov", 2, id(county), OF_680, List.of(), null, ABOVE, PROVINCE);
        reviews.open(List.of(correction));
        post(
                        "210000-gov.reviewer2",
                        city + "/decisions",
                        "{'decision': 'PASS'}",
                        "If-Match",
                        "\"" + get(CITY, city).json().path("version").asString() + "\"")
                .problem(412, "stale");
        submissions.follow(List.of(correction));
        assertThat(steps(city)).containsExactly("open", "pass", "void");
    }

    /** Who decides looked below, then something changed there, and then the decision is written. */
    @Test
    void a_decision_that_looked_below_before_the_change_is_not_taken() {
        String county = filed("210902-gov", OF_670, List.of(), ABOVE, PROVINCE);
        String city = consolidated(PROVINCE);
        // news of the county came once before, too
        voiding.changed(id(county));
        Review seen = reviews.find(id(city)).orElseThrow();
        Review sentBack = reviews.find(id(county)).orElseThrow();
        Return request = new Return(
                null, List.of(new ItemRequest("/title", "X", null)), LocalDate.of(2024, 12, 31), sentBack.digest());
        cases.moveBySuite(sentBack, "return", request, by(sentBack)).orElseThrow();
        voiding.changed(id(county));
        assertThat(cases.moveBySuite(seen, "pass", new Pass(null, null), by(seen)))
                .isEmpty();
        assertThat(reviews.find(id(city)).orElseThrow().version()).isEqualTo(1);
    }

    private static Person by(Review seen) {
        return new Person("somebody", seen.deciding().orElseThrow().agency());
    }

    /** As from two instances: whoever is first, nothing is approved whose sums are not those that stand. */
    @Test
    void a_decision_that_crosses_with_a_change_below_approves_only_what_stands() throws Exception {
        for (int i = 0; i < 12; i++) {
            cycle = "annual-" + UUID.randomUUID();
            String county = filed("210902-gov", OF_670, List.of(), ABOVE, PROVINCE);
            String city = consolidated(PROVINCE);
            SubmissionAccepted correction = accepted(
                    UUID.randomUUID().toString(),
                    "210902-gov",
                    2,
                    id(county),
                    OF_680,
                    List.of(),
                    null,
                    ABOVE,
                    PROVINCE);
            Review seen = reviews.find(id(city)).orElseThrow();
            try (ExecutorService both = Executors.newFixedThreadPool(2)) {
                Future<?> changed = both.submit(() -> submissions.follow(List.of(correction)));
                Future<?> decided =
                        both.submit(() -> move("210000-gov.reviewer", city, "decisions", "{'decision': 'PASS'}"));
                changed.get();
                decided.get();
            }
            Review after = reviews.find(seen.submission()).orElseThrow();
            assertThat(after.status()).as(steps(city).toString()).isEqualTo(ReviewStatus.WAITING);
        }
    }

    @Test
    void nothing_is_final_before_its_period_is_over_nor_what_was_signed_before_without_an_explanation() {
        String signed = "{'signedOn': '2024-02-28'}";
        String early = filed("210902-gov", 1, null, signed, List.of(), LocalDate.of(2024, 3, 1), ABOVE, PROVINCE);
        // R43 is for the last level
        pass(CITY, early).is(200);
        assertThat(pass("210000-gov.reviewer", early).problem(422, "decision-invalid"))
                .containsExactly("/decision period.running");
        itIs("2024-03-02");
        assertThat(pass("210000-gov.reviewer", early).problem(422, "decision-invalid"))
                .containsExactly("/signedOn period.signed-before-end");
        String explained = filed(
                "210903-gov",
                1,
                null,
                "{'signedOn': '2024-02-28', 'explanations': {'R43': '快报'}}",
                List.of(),
                LocalDate.of(2024, 3, 1),
                ABOVE);
        pass(CITY, explained).is(200);
        String after =
                filed("210904-gov", 1, null, "{'signedOn': '2024-03-02'}", List.of(), LocalDate.of(2024, 3, 1), ABOVE);
        pass(CITY, after).is(200);
    }

    @Test
    void what_is_approved_is_looked_at_for_secrets_and_published_by_somebody_else() {
        String review = filed(ABOVE);
        String leader = "210902-gov.supervisor";
        move(leader, review, "secrecy-review", "{'cleared': true}").problem(409, "not-publishable");
        pass(CITY, review).is(200);
        move("210902-gov", review, "secrecy-review", "{'cleared': true}").problem(403, "move-not-yours");
        move("210902-gov", review, "publish", null).problem(409, "not-publishable");
        assertThat(move(leader, review, "secrecy-review", "{'cleared': false}").problem(422, "matter-invalid"))
                .containsExactly("/comment field.missing");
        move(leader, review, "secrecy-review", "{'cleared': false, 'comment': '含工作秘密'}")
                .is(200);
        move("210902-gov", review, "publish", null).problem(409, "not-publishable");
        move(leader, review, "secrecy-review", "{'cleared': true, 'embargo': '2024-04-01'}")
                .is(200);
        Answer early = move("210902-gov", review, "publish", null);
        early.problem(409, "not-publishable");
        assertThat(early.text("detail")).contains("2024-04-01");
        itIs("2024-04-01");
        move(leader, review, "publish", null).problem(403, "separation-of-duties");
        var publication =
                move("210902-gov", review, "publish", null).is(200).json().path("publication");
        assertThat(publication.path("stage").asString()).isEqualTo("PUBLISHED");
        assertThat(publication.path("publishedOn").asString()).isEqualTo("2024-04-01");
        move("210902-gov", review, "publish", null).problem(409, "not-publishable");
        assertThat(get(CITY, review).text("state")).isEqualTo("APPROVED");
        move("210200-gov", review, "publish", null).problem(404, "review-unknown");
    }

    @Test
    void of_two_who_decide_at_once_one_is_told_that_it_has_changed() throws Exception {
        String review = filed(ABOVE, PROVINCE);
        String version = get(CITY, review).json().path("version").asString();
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService reviewers = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 4; i++) {
                String body = i % 2 == 0 ? "{'decision': 'PASS'}" : RETURN;
                String login = "210900-gov.reviewer" + i;
                answers.add(reviewers.submit(
                        () -> post(login, review + "/decisions", body, "If-Match", "\"" + version + "\"")));
            }
        }
        int taken = 0;
        for (Future<Answer> answer : answers) {
            taken += answer.get().status() == 200 ? 1 : 0;
        }
        assertThat(taken).isEqualTo(1);
    }
}
