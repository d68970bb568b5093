package huikan.submission.submission;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent;
import huikan.events.ReviewEvent.ChangedSum;
import huikan.events.ReviewEvent.Item;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewClaimed;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.ReviewEvent.ReviewVoided;
import huikan.events.SubmissionEvent.Outcome;
import huikan.events.SubmissionEvent.SubmissionDecided;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionReceived;
import huikan.service.consuming.CloudEvents;
import huikan.service.start.Instance;
import huikan.submission.intake.Settling;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import huikan.submission.testing.OverHttp;
import huikan.submission.testing.Received;
import huikan.submission.testing.Told;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

/** What was approved is corrected: the correction has the slot, and what was approved stays what it was until it is approved, too. */
class RestatementsIT extends OverHttp {

    private static final String CYCLE = "annual-2021";

    @Autowired
    ApplicationContext service;

    @Autowired
    Submissions submissions;

    @Autowired
    Obligations obligations;

    @Autowired
    MongoDatabase database;

    @Autowired
    ReviewListener reviews;

    @Autowired
    Instance instance;

    @BeforeEach
    void spring() {
        itIs("2022-02-10");
    }

    private SubmissionReceived filed(String agency, int figure, String replaces) {
        String correction = replaces == null ? "" : ",\"replaces\":\"" + replaces + "\",\"reason\":\"another count\"";
        SubmissionReceived event =
                Received.of(CYCLE, agency, null, "2022-02-01T00:00:00Z", Received.figures(figure) + correction);
        Settling.settle(service, event);
        assertThat(found(event).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        return event;
    }

    private Submission found(SubmissionReceived event) {
        return submissions.find(event.id()).orElseThrow();
    }

    private void review(ReviewEvent event) {
        ProducerRecord<String, byte[]> told =
                CloudEvents.record(event, event.subject() + "/" + event.type(), instance.service(), Instant.EPOCH);
        ConsumerRecord<String, byte[]> heard = new ConsumerRecord<>(told.topic(), 0, 0, told.key(), told.value());
        told.headers().forEach(heard.headers()::add);
        reviews.on(List.of(heard));
    }

    private SubmissionReceived approved(SubmissionReceived of, long step) {
        review(new ReviewApproved(of.id(), CYCLE, of.agency(), 1, of.digest(), step, "somebody", Instant.EPOCH));
        assertThat(found(of).status()).isEqualTo(SubmissionStatus.APPROVED);
        return of;
    }

    private void returned(SubmissionReceived of) {
        review(new ReviewReturned(
                of.id(),
                CYCLE,
                of.agency(),
                1,
                of.digest(),
                AgencyLevel.CITY,
                List.of(new Item("/title", "X", null)),
                LocalDate.of(2022, 3, 1),
                null,
                2L,
                "somebody",
                Instant.EPOCH));
    }

    private void voided(SubmissionReceived of, long step) {
        review(new ReviewVoided(
                of.id(),
                CYCLE,
                of.agency(),
                1,
                of.digest(),
                List.of(new ChangedSum("INS001", 5L, 6L)),
                List.of(),
                step,
                "suite",
                Instant.EPOCH));
    }

    private Answer withdraw(SubmissionReceived one) {
        return send(
                one.agency(),
                "POST",
                "/api/submissions/" + one.id() + "/withdrawal",
                new byte[0],
                "If-Match",
                "\"" + found(one).version() + "\"");
    }

    private String restates(SubmissionReceived event) {
        return get(event.agency(), "/api/submissions/" + event.id())
                .is(200)
                .json()
                .path("restates")
                .asString("");
    }

    private List<String> steps(SubmissionReceived event) {
        Trail trail = submissions.trail(event.id()).orElseThrow();
        assertThat(trail.faults()).isEmpty();
        return trail.steps().stream().map(TrailStep::move).toList();
    }

    @Test
    void a_correction_of_what_was_approved_is_looked_at_for_its_reason_before_it_is_filed() {
        String agency = "211403-gov";
        String id = approved(filed(agency, 5, null), 3).id();
        String correction = ",\"replaces\":\"" + id + "\"";
        for (String reason : List.of("", ",\"reason\":\"\u3000\u200b\"")) {
            String body = Received.body(CYCLE, agency, Received.figures(7) + correction + reason);
            JsonNode looked = sendJson(agency, "POST", "/api/submissions/check", body)
                    .is(200)
                    .json();
            assertThat(looked.path("outcome").asString()).isEqualTo("REJECTED");
            assertThat(looked.path("checks").findValuesAsString("pointer")).contains("/reason");
        }
        String body = Received.body(CYCLE, agency, Received.figures(7) + correction + ",\"reason\":\"漏报\"");
        assertThat(sendJson(agency, "POST", "/api/submissions/check", body)
                        .json()
                        .path("outcome")
                        .asString())
                .isEqualTo("ACCEPTED");
    }

    @Test
    void a_correction_of_a_correction_says_why_what_was_approved_is_another() {
        String agency = "211481-gov";
        SubmissionReceived first = approved(filed(agency, 5, null), 3);
        SubmissionReceived second = filed(agency, 6, first.id());
        String correction = Received.figures(7) + ",\"replaces\":\"" + second.id() + "\"";
        JsonNode looked = sendJson(agency, "POST", "/api/submissions/check", Received.body(CYCLE, agency, correction))
                .json();
        assertThat(looked.path("checks").findValuesAsString("pointer")).contains("/reason");
        assertThat(looked.path("outcome").asString()).isEqualTo("REJECTED");
        SubmissionReceived silent = Received.of(CYCLE, agency, null, "2022-02-01T00:00:00Z", correction);
        Settling.settle(service, silent);
        assertThat(found(silent).rejection().errors())
                .singleElement()
                .satisfies(one -> assertThat(one.pointer()).isEqualTo("/reason"));
        // nor is the reason lost where all of it comes at once
        SubmissionReceived third = Received.of(
                CYCLE,
                agency,
                null,
                "2022-02-01T00:00:00Z",
                Received.figures(8) + ",\"replaces\":\"" + second.id() + "\",\"reason\":\"another count\"");
        SubmissionReceived fourth = Received.of(CYCLE, agency, null, "2022-02-01T00:00:00Z", 9, third.id());
        Settling.settle(service, third, fourth);
        assertThat(found(third).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(fourth).rejection().errors())
                .singleElement()
                .satisfies(one -> assertThat(one.pointer()).isEqualTo("/reason"));
    }

    @Test
    void what_is_wrong_beside_its_checks_is_told_with_them() {
        String agency = "211402-gov";
        SubmissionReceived first = approved(filed(agency, 5, null), 3);
        SubmissionReceived wrong = Received.of(
                CYCLE,
                agency,
                null,
                "2022-02-01T00:00:00Z",
                "\"indicators\":{\"own\":{\"NOPE01\":1}},\"replaces\":\"" + first.id() + "\"");
        SubmissionReceived beside =
                Received.of(CYCLE, agency, null, "2022-02-01T00:00:00Z", "\"indicators\":{\"own\":{\"NOPE01\":1}}");
        Settling.settle(service, wrong, beside);
        assertThat(found(wrong).rejection().reasons()).contains("indicator.unknown");
        assertThat(found(wrong).rejection().errors())
                .anyMatch(one -> one.pointer().equals("/reason"));
        assertThat(found(beside).rejection().reasons()).contains("indicator.unknown", "slot-held");
    }

    @Test
    void a_correction_of_an_approved_filing_is_not_withdrawn_nor_is_a_correction_of_that() {
        String agency = "210682-gov";
        SubmissionReceived first = approved(filed(agency, 5, null), 2);
        SubmissionReceived second = filed(agency, 6, first.id());
        Answer refused = withdraw(second);
        refused.problem(409, "restatement-not-withdrawable");
        assertThat(refused.json().path("detail").asString())
                .contains(first.id())
                .contains(second.id());
        assertThat(steps(second)).containsExactly("receive", "accept");
        assertThat(restates(second)).isEqualTo(first.id());
        assertThat(restates(first)).isEmpty();
        // whoever corrects once more is not free of it
        SubmissionReceived third = filed(agency, 7, second.id());
        withdraw(third).problem(409, "restatement-not-withdrawable");
        assertThat(restates(third)).isEqualTo(first.id());
        returned(third);
        SubmissionReceived fourth = filed(agency, 8, third.id());
        withdraw(fourth).problem(409, "restatement-not-withdrawable");
        assertThat(found(first).status()).isEqualTo(SubmissionStatus.REPLACED);
        // what it owes is what holds the slot
        JsonNode owed = get(agency, "/api/obligations?agency=" + agency + "&limit=500").items().stream()
                .filter(one -> one.path("cycle").asString().equals(CYCLE))
                .findFirst()
                .orElseThrow();
        assertThat(owed.path("state").asString()).isEqualTo("FILED");
        assertThat(owed.at("/current/id").asString()).isEqualTo(fourth.id());
        assertThat(owed.at("/current/state").asString()).isEqualTo("ACCEPTED");
        approved(fourth, 3);
        assertThat(obligations.find(CYCLE, agency).orElseThrow().status()).isEqualTo(ObligationStatus.APPROVED);
    }

    @Test
    void a_correction_of_what_was_never_approved_is_withdrawn_until_a_reviewer_claims_it() {
        SubmissionReceived first = filed("210503-gov", 5, null);
        returned(first);
        SubmissionReceived second = filed("210503-gov", 6, first.id());
        withdraw(second).is(200);
        assertThat(obligations.find(CYCLE, "210503-gov").orElseThrow().status()).isEqualTo(ObligationStatus.MISSING);
        SubmissionReceived third = filed("210503-gov", 7, null);
        review(new ReviewClaimed(
                third.id(), CYCLE, third.agency(), 3, AgencyLevel.CITY, "210500-gov.reviewer", Instant.EPOCH));
        withdraw(third).problem(409, "not-withdrawable");
        assertThat(found(third).status()).isEqualTo(SubmissionStatus.ACCEPTED);
    }

    @Test
    void an_approval_that_ended_before_the_correction_holds_nothing_back() {
        SubmissionReceived first = approved(filed("210504-gov", 5, null), 2);
        voided(first, 3);
        SubmissionReceived second = filed("210504-gov", 6, first.id());
        withdraw(second).is(200);
    }

    /** The process died after the correction was written down, and before what it corrects was. */
    @Test
    void a_withdrawal_in_the_middle_of_a_replacement_does_not_slip_through() {
        SubmissionReceived first = approved(filed("210505-gov", 5, null), 2);
        SubmissionReceived second = filed("210505-gov", 6, first.id());
        // as it was then
        database.getCollection("submissions")
                .updateOne(
                        eq(first.id()), combine(set("status", "APPROVED"), unset("restated"), unset("approvedStep")));
        withdraw(second).problem(409, "restatement-not-withdrawable");
        assertThat(found(first).status()).isEqualTo(SubmissionStatus.REPLACED);
    }

    @Test
    void whoever_hears_of_a_replacement_hears_what_was_approved_and_the_same_when_it_comes_again() {
        try (Told told = new Told()) {
            SubmissionReceived first = approved(filed("210521-gov", 5, null), 2);
            SubmissionReceived second = filed("210521-gov", 6, first.id());
            SubmissionReceived third = filed("210521-gov", 7, second.id());
            Settling.settle(service, second, third);
            assertThat(told.all(first.id(), SubmissionReplaced.class, 2))
                    .extracting(SubmissionReplaced::approvedStep)
                    .containsExactly(3L, 3L);
            assertThat(told.all(first.id(), SubmissionDecided.class, 1))
                    .extracting(SubmissionDecided::step)
                    .containsExactly(3L);
            assertThat(told.all(second.id(), SubmissionReplaced.class, 2))
                    .extracting(SubmissionReplaced::approvedStep)
                    .containsExactly(null, null);
        }
    }

    @Test
    void figures_that_changed_below_end_the_approval_of_what_was_replaced_once_and_in_its_order() {
        try (Told told = new Told()) {
            SubmissionReceived first = approved(filed("210522-gov", 5, null), 2);
            voided(first, 3);
            approved(first, 5);
            SubmissionReceived second = filed("210522-gov", 6, first.id());
            // one from before it was approved again
            voided(first, 3);
            assertThat(steps(first)).endsWith("approve", "replace");
            voided(first, 6);
            voided(first, 6);
            assertThat(steps(first)).endsWith("replace", "lapse");
            assertThat(found(first).status()).isEqualTo(SubmissionStatus.REPLACED);
            assertThat(told.all(first.id(), SubmissionDecided.class, 4))
                    .extracting(SubmissionDecided::outcome)
                    .containsExactly(Outcome.APPROVED, Outcome.VOIDED, Outcome.APPROVED, Outcome.VOIDED);
            assertThat(obligations.find(CYCLE, "210522-gov").orElseThrow().current())
                    .isEqualTo(second.id());
        }
    }

    @Test
    void what_was_replaced_while_it_waited_has_no_approval_to_lose() {
        SubmissionReceived first = filed("210502-gov", 5, null);
        filed("210502-gov", 6, first.id());
        voided(first, 3);
        assertThat(steps(first)).containsExactly("receive", "accept", "replace");
    }
}
