package huikan.submission.owed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent;
import huikan.events.ReviewEvent.Item;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.SubmissionReceived;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.service.consuming.CloudEvents;
import huikan.service.consuming.ReceivedFilings;
import huikan.submission.cycle.CycleIssue;
import huikan.submission.cycle.CyclePlan;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Returned;
import huikan.submission.obligation.Take;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

class OwedIT extends OverHttp {

    /** A county that owes nothing but what the tests issue, beside the demo's five years. */
    private static final String AGENCY = "210603-gov";

    private static final String SINCE_2025 = "/api/obligations?limit=500&agency=" + AGENCY;
    private static boolean issued;

    @Autowired
    CycleIssue issue;

    @Autowired
    Obligations obligations;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @BeforeEach
    void cyclesOfManyKinds() {
        itIs("2026-03-13");
        if (!issued) {
            for (String due : List.of("2026-02-27", "2026-03-12", "2026-03-13", "2026-03-16", "2026-04-30")) {
                issue("owed-" + due, due);
            }
            issue("owed-filed", "2026-01-30");
            filed("owed-filed");
            issue("owed-approved", "2026-01-29");
            String approved = filed("owed-approved");
            tell(new ReviewApproved(approved, "owed-approved", AGENCY, 1, "sha256:x", 2L, "x", Instant.EPOCH));
            issue("owed-returned", "2026-03-31");
            tell(returned("owed-returned", filed("owed-returned"), "2026-04-10", 2));
            issued = true;
        }
    }

    private void issue(String id, String due) {
        LocalDate dueOn = LocalDate.parse(due);
        assertThat(issue.issue(new CyclePlan(
                        id,
                        "annual",
                        LocalDate.of(2025, 1, 1),
                        LocalDate.of(2025, 12, 31),
                        LocalDate.of(2026, 1, 1),
                        dueOn,
                        dueOn.plusYears(1),
                        List.of(AGENCY))))
                .isTrue();
    }

    private String filed(String cycle) {
        String id = UUID.randomUUID().toString();
        take(cycle, AGENCY, id, null, Instant.parse("2026-01-31T00:00:00Z"), true);
        return id;
    }

    private void take(String cycle, String agency, String id, String replaces, Instant at, boolean late) {
        Obligation seen = obligations.find(cycle, agency).orElseThrow();
        assertThat(obligations.take(List.of(new Take(seen, id, replaces, at, late))))
                .isTrue();
    }

    private static ReviewReturned returned(String cycle, String id, String dueOn, int items) {
        return new ReviewReturned(
                id,
                cycle,
                AGENCY,
                1,
                "sha256:x",
                AgencyLevel.CITY,
                Collections.nCopies(items, new Item("/indicators/own/INS001", "FIGURE_DOUBTFUL", "与台账不一致")),
                LocalDate.parse(dueOn),
                "请核对",
                2L,
                "210600-gov.reviewer",
                Instant.EPOCH);
    }

    /** As the listener of reviews follows it, without a filing behind the obligation. */
    private void tell(ReviewEvent event) {
        switch (event) {
            case ReviewReturned one ->
                obligations.follow(
                        one.cycle(), one.agency(), one.submission(), ObligationStatus.RETURNED, Returned.of(one));
            default ->
                obligations.follow(event.cycle(), event.agency(), event.submission(), ObligationStatus.APPROVED, null);
        }
    }

    private List<JsonNode> own(String parameters) {
        return get(AGENCY, SINCE_2025 + parameters).is(200).items().stream()
                .filter(one -> one.path("cycle").asString().startsWith("owed-"))
                .toList();
    }

    private static List<String> cycles(List<JsonNode> items) {
        return items.stream().map(one -> one.path("cycle").asString()).toList();
    }

    @Test
    void what_was_returned_is_first_then_the_overdue_then_what_is_due_then_what_was_filed() {
        List<JsonNode> all = own("");
        assertThat(cycles(all))
                .containsExactly(
                        "owed-returned",
                        "owed-2026-02-27",
                        "owed-2026-03-12",
                        "owed-2026-03-13",
                        "owed-2026-03-16",
                        "owed-2026-04-30",
                        "owed-approved",
                        "owed-filed");
        assertThat(all.stream().map(one -> one.path("daysLeft").toString()))
                // 28 February 2026 is a Saturday of make-up work, 6 April is a day off
                .containsExactly("19", "-11", "-1", "0", "1", "33", "null", "null");
        assertThat(all.stream().map(one -> one.path("overdue").asBoolean()))
                .containsExactly(false, true, true, false, false, false, false, false);
    }

    @Test
    void each_says_what_is_to_be_filed_what_was_and_what_is_to_be_mended() {
        JsonNode returned = own("&state=RETURNED").getFirst();
        assertThat(returned.path("form").asString()).isEqualTo("annual");
        assertThat(returned.path("formName").asString()).isEqualTo("法治政府建设年度报告");
        assertThat(returned.path("period").toString()).isEqualTo("{\"from\":\"2025-01-01\",\"to\":\"2025-12-31\"}");
        assertThat(returned.path("opensOn").asString()).isEqualTo("2026-01-01");
        assertThat(returned.path("dueOn").asString()).isEqualTo("2026-04-10");
        assertThat(returned.path("closesOn").asString()).isEqualTo("2027-03-31");
        assertThat(returned.path("current").path("state").asString()).isEqualTo("RETURNED");
        assertThat(returned.path("current").path("revision").asInt()).isEqualTo(1);
        assertThat(returned.path("current").path("receivedAt").asString()).isEqualTo("2026-01-31T00:00:00Z");
        assertThat(returned.path("current").path("late").asBoolean()).isTrue();
        assertThat(returned.path("returned").path("items")).hasSize(2);
        assertThat(returned.path("returned").path("items").path(0).toString())
                .isEqualTo(
                        "{\"pointer\":\"/indicators/own/INS001\",\"reason\":\"FIGURE_DOUBTFUL\",\"comment\":\"与台账不一致\"}");
        assertThat(returned.path("returned").path("by").asString()).isEqualTo("210600-gov.reviewer");
        assertThat(returned.path("returned").path("comment").asString()).isEqualTo("请核对");
        JsonNode filed = own("&state=FILED").getFirst();
        assertThat(filed.path("current").path("state").asString()).isEqualTo("ACCEPTED");
        assertThat(filed.path("returned").isNull()).isTrue();
        assertThat(own("&state=MISSING").getFirst().path("current").isNull()).isTrue();
    }

    @Test
    void the_correction_of_what_was_returned_leaves_nothing_to_mend() {
        issue("mended", "2026-03-31");
        String first = filed("mended");
        tell(returned("mended", first, "2026-04-10", 1));
        take("mended", AGENCY, "second", first, Instant.EPOCH, false);
        JsonNode mended = get(AGENCY, SINCE_2025 + "&state=FILED").items().stream()
                .filter(one -> one.path("cycle").asString().equals("mended"))
                .findFirst()
                .orElseThrow();
        assertThat(mended.path("returned").isNull()).isTrue();
        assertThat(mended.path("current").path("id").asString()).isEqualTo("second");
        // the day that the return set stays
        assertThat(mended.path("dueOn").asString()).isEqualTo("2026-04-10");
    }

    @Test
    void only_what_is_overdue_or_only_what_is_not_is_listed_when_asked_for() {
        assertThat(cycles(own("&overdue=true"))).containsExactly("owed-2026-02-27", "owed-2026-03-12");
        assertThat(cycles(own("&overdue=false&state=MISSING")))
                .containsExactly("owed-2026-03-13", "owed-2026-03-16", "owed-2026-04-30");
        assertThat(cycles(own("&overdue=false")))
                .contains("owed-returned", "owed-filed")
                .doesNotContain("owed-2026-02-27");
        assertThat(own("&overdue=true&state=FILED")).isEmpty();
        get(AGENCY, "/api/obligations?state=LOST").is(422);
    }

    @Test
    void pages_of_every_length_are_the_whole_list_and_a_cursor_that_was_made_up_is_refused() {
        List<String> whole = cycles(get(AGENCY, "/api/obligations?limit=500").items());
        assertThat(whole).hasSizeGreaterThan(12).contains("annual-2023");
        for (int limit : new int[] {1, 2, 3, 5, whole.size()}) {
            assertThat(pages(limit)).as("pages of %d", limit).containsExactlyElementsOf(whole);
        }
        get(AGENCY, "/api/obligations?cursor=x").problem(422, "invalid");
        get(AGENCY, "/api/obligations?cursor=3.2026-01-01.x").problem(422, "invalid");
        // another agency's is a place in one's own list
        assertThat(get("210604-gov", "/api/obligations?cursor=0.2026-01-01.x").items())
                .isNotEmpty()
                .allMatch(one -> one.path("agency").asString().equals("210604-gov"));
    }

    private List<String> pages(int limit) {
        List<String> all = new ArrayList<>();
        String cursor = "";
        do {
            Answer page =
                    get(AGENCY, "/api/obligations?limit=" + limit + cursor).is(200);
            assertThat(page.items().size()).isBetween(1, limit);
            all.addAll(cycles(page.items()));
            JsonNode next = page.json().path("next");
            cursor = next.isNull() ? null : "&cursor=" + next.asString();
        } while (cursor != null);
        return all;
    }

    @Test
    void a_page_ends_early_where_much_was_returned_and_the_next_one_goes_on() {
        String agency = "210604-gov";
        List<String> returned = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String cycle = "much-" + i;
            LocalDate due = LocalDate.of(2026, 5, 1);
            issue.issue(new CyclePlan(cycle, "annual", due, due, due, due, due, List.of(agency)));
            take(cycle, agency, cycle, null, Instant.EPOCH, false);
            ReviewReturned event = returned(cycle, cycle, "2026-05-01", 200);
            obligations.follow(cycle, agency, cycle, ObligationStatus.RETURNED, Returned.of(event));
            returned.add(cycle);
        }
        Answer first = get(agency, "/api/obligations?state=RETURNED&limit=500").is(200);
        assertThat(first.items().size()).isBetween(5, 7);
        Answer second = get(
                        agency,
                        "/api/obligations?state=RETURNED&limit=500&cursor="
                                + first.json().path("next").asString())
                .is(200);
        assertThat(second.json().path("next").isNull()).isTrue();
        List<String> both = new ArrayList<>(cycles(first.items()));
        both.addAll(cycles(second.items()));
        assertThat(both).containsExactlyElementsOf(returned);
    }

    @Test
    void the_agency_itself_and_those_above_it_see_it_and_nobody_else() {
        for (String login : List.of(AGENCY + ".viewer", "210600-gov.reviewer", "210000-gov.supervisor", "admin")) {
            assertThat(get(login, SINCE_2025).is(200).items()).as(login).isNotEmpty();
        }
        for (String login : List.of("210604-gov", "210700-gov.supervisor", "330000-gov.supervisor")) {
            get(login, SINCE_2025).problem(404, "agency-unknown");
        }
        get("admin", "/api/obligations?agency=999999-gov").problem(404, "agency-unknown");
        get("admin", "/api/obligations").problem(422, "agency-invalid");
    }

    @Test
    void what_a_review_sends_back_is_told_with_what_is_to_be_mended() {
        issue("listened", "2026-03-31");
        WellFormed read = (WellFormed) FilingReader.read(
                Received.body("listened", AGENCY, Received.figures(5)).getBytes(StandardCharsets.UTF_8));
        Instant at = Instant.parse("2026-03-01T00:00:00Z");
        String id = UUID.randomUUID().toString().replace("-", "");
        kafka.send(ReceivedFilings.record(
                new SubmissionReceived(id, "listened", AGENCY, null, read.digest(), at, AGENCY, read.canonical()),
                "gateway"));
        await().until(
                        () -> listened("FILED"),
                        one -> one.path("current").path("id").asString().equals(id));
        kafka.send(CloudEvents.record(returned("listened", id, "2026-04-10", 1), "r", "review-service", at));
        JsonNode returned = await().until(
                        () -> listened("RETURNED"),
                        one -> one.path("dueOn").asString().equals("2026-04-10"));
        assertThat(returned.path("returned").path("items")).hasSize(1);
        assertThat(returned.path("returned").path("comment").asString()).isEqualTo("请核对");
        assertThat(returned.path("current").path("receivedAt").asString()).isEqualTo("2026-03-01T00:00:00Z");
    }

    private JsonNode listened(String state) {
        return get(AGENCY, SINCE_2025 + "&state=" + state).is(200).items().stream()
                .filter(one -> one.path("cycle").asString().equals("listened"))
                .findFirst()
                .orElseGet(JSON::createObjectNode);
    }
}
