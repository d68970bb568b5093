package huikan.submission.filing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import huikan.events.AgencyLevel;
import huikan.events.IntakeEvent.SubmissionReceived;
import huikan.events.ReviewEvent.ChangedSum;
import huikan.events.ReviewEvent.Decided;
import huikan.events.ReviewEvent.Item;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.ReviewEvent.ReviewVoided;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.UnreadableEvent;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Obligations.Take;
import huikan.submission.obligation.Returned;
import huikan.submission.rule.Check;
import huikan.submission.testing.Received;
import huikan.testing.Infrastructure;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Every step of an intake can be cut short and done again. */
@SpringBootTest(properties = "huikan.demo=true")
class IntakeIT {

    private static final String CYCLE = "annual-2021";

    /** Every update that went to the submissions, as it went over the wire. */
    private static final List<String> UPDATES = new CopyOnWriteArrayList<>();

    @TestConfiguration
    static class Wire {
        @Bean
        MongoClientSettingsBuilderCustomizer listening() {
            return client -> client.addCommandListener(new CommandListener() {
                @Override
                public void commandStarted(CommandStartedEvent event) {
                    if (event.getCommandName().equals("update")
                            && event.getCommand().getString("update").getValue().equals("submissions")) {
                        UPDATES.add(event.getCommand().toJson());
                    }
                }
            });
        }
    }

    @DynamicPropertySource
    static void infrastructure(DynamicPropertyRegistry properties) {
        Infrastructure.register(properties);
    }

    @Autowired
    Intake intake;

    @Autowired
    Submissions submissions;

    @Autowired
    Obligations obligations;

    private static SubmissionReceived event(String agency, String key, int figure, String replaces) {
        return received("2022-02-01T00:00:00Z", agency, key, figure, replaces);
    }

    private static SubmissionReceived received(String at, String agency, String key, int figure, String replaces) {
        String correction = replaces == null ? "" : ",\"replaces\":\"" + replaces + "\"";
        return Received.of(CYCLE, agency, key, at, Received.figures(figure) + correction);
    }

    private Submission found(SubmissionReceived event) {
        return submissions.find(event.id()).orElseThrow();
    }

    private static ReviewReturned returned(SubmissionReceived of) {
        return new ReviewReturned(
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
                Instant.EPOCH);
    }

    private static ReviewApproved approved(SubmissionReceived of, Long step) {
        return new ReviewApproved(of.id(), CYCLE, of.agency(), 1, of.digest(), step, "somebody", Instant.EPOCH);
    }

    private static ReviewVoided voided(SubmissionReceived of, long step) {
        return new ReviewVoided(
                of.id(),
                CYCLE,
                of.agency(),
                1,
                of.digest(),
                List.of(new ChangedSum("INS001", 5L, 6L)),
                List.of(),
                step,
                "suite",
                Instant.EPOCH);
    }

    private List<String> steps(SubmissionReceived event) {
        Trail trail = submissions.trail(event.id()).orElseThrow();
        assertThat(trail.faults()).isEmpty();
        return trail.steps().stream().map(TrailStep::move).toList();
    }

    @Test
    void an_approval_that_ended_is_heard_of_once_and_in_its_order() {
        SubmissionReceived event = event("210303-gov", null, 5, null);
        intake.take(List.of(event));
        submissions.follow(event.id(), approved(event, 3L), SubmissionMove.APPROVE);
        submissions.follow(event.id(), voided(event, 4), SubmissionMove.VOID);
        assertThat(found(event).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        // the approval that ended comes once more
        submissions.follow(event.id(), approved(event, 3L), SubmissionMove.APPROVE);
        assertThat(found(event).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        // and so does one from before approvals could end
        submissions.follow(event.id(), approved(event, null), SubmissionMove.APPROVE);
        assertThat(found(event).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        submissions.follow(event.id(), approved(event, 6L), SubmissionMove.APPROVE);
        submissions.follow(event.id(), voided(event, 4), SubmissionMove.VOID);
        assertThat(found(event).status()).isEqualTo(SubmissionStatus.APPROVED);
        assertThat(steps(event)).containsExactly("receive", "accept", "approve", "void", "approve");
    }

    @Test
    void every_step_of_a_filing_is_in_its_trail() {
        SubmissionReceived first = event("210304-gov", null, 5, null);
        SubmissionReceived rejected = event("210304-gov", null, 6, null);
        intake.take(List.of(first, rejected));
        submissions.takeUp(first.id(), "210000-gov.reviewer", Instant.EPOCH);
        submissions.follow(first.id(), returned(first), SubmissionMove.RETURN);
        SubmissionReceived correction = event("210304-gov", null, 7, first.id());
        intake.take(List.of(correction));
        Submission holder = found(correction);
        submissions.withdraw(
                holder, new SubmissionWithdrawn(correction.id(), CYCLE, "210304-gov", 2, "210124-gov", Instant.EPOCH));
        assertThat(steps(first)).containsExactly("receive", "accept", "take-up", "return", "replace");
        assertThat(steps(rejected)).containsExactly("receive", "reject");
        assertThat(steps(correction)).containsExactly("receive", "accept", "withdraw");
        assertThat(found(first).head())
                .isEqualTo(submissions.trail(first.id()).orElseThrow().head());
    }

    /** As from two instances: each move is made of what was seen, and the chain holds. */
    @Test
    void of_many_who_move_one_filing_at_once_each_makes_a_step_or_none() throws Exception {
        SubmissionReceived event = event("210311-gov", null, 5, null);
        intake.take(List.of(event));
        try (ExecutorService all = Executors.newFixedThreadPool(8)) {
            List<Future<?>> done = new ArrayList<>();
            for (int i = 0; i < 24; i++) {
                long step = 2 + i % 6;
                SubmissionMove move = i % 2 == 0 ? SubmissionMove.APPROVE : SubmissionMove.VOID;
                Decided decided = i % 2 == 0 ? approved(event, step) : voided(event, step);
                done.add(all.submit(() -> submissions.follow(event.id(), decided, move)));
            }
            for (Future<?> one : done) {
                one.get();
            }
        }
        assertThat(steps(event)).startsWith("receive", "accept").hasSizeLessThanOrEqualTo(8);
        assertThat(found(event).reviewStep()).isEqualTo(7);
    }

    @Test
    void the_same_event_twice_changes_nothing() {
        SubmissionReceived event = event("210102-gov", null, 5, null);
        intake.take(List.of(event, event));
        Submission first = found(event);
        intake.take(List.of(event));
        assertThat(found(event).version()).isEqualTo(first.version());
        assertThat(first.status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(obligations.find(CYCLE, "210102-gov").orElseThrow().revision())
                .isEqualTo(1);
    }

    @Test
    void an_accepted_filing_and_its_event_are_one_document() {
        SubmissionReceived accepted = event("210203-gov", null, 5, null);
        SubmissionReceived rejected = event("210203-gov", null, 6, null);
        SubmissionReceived correction = event("210203-gov", null, 7, accepted.id());
        intake.take(List.of(accepted, rejected, correction));
        assertMovedWithItsEvent(accepted.id(), "ACCEPTED", "submission.accepted.v1");
        assertMovedWithItsEvent(rejected.id(), "REJECTED", "submission.rejected.v1");
        assertMovedWithItsEvent(accepted.id(), "REPLACED", "submission.replaced.v1");
    }

    private static void assertMovedWithItsEvent(String id, String status, String event) {
        List<String> moves = UPDATES.stream()
                .filter(update -> update.contains("\"_id\": \"" + id + "\""))
                .filter(update -> update.contains("\"status\": \"" + status + "\""))
                .toList();
        assertThat(moves).singleElement().satisfies(move -> assertThat(move).contains("$push", "outbox", event));
    }

    @Test
    void the_first_filing_holds_the_slot_also_within_one_batch() {
        SubmissionReceived first = event("210103-gov", null, 5, null);
        SubmissionReceived second = event("210103-gov", null, 6, null);
        intake.take(List.of(first, second));
        assertThat(found(first).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(second).status()).isEqualTo(SubmissionStatus.REJECTED);
        assertThat(found(second).rejection().code()).isEqualTo("slot-held");
    }

    @Test
    void a_key_that_another_gateway_saw_with_another_body_is_refused_and_replaces_nothing() {
        SubmissionReceived first = event("210104-gov", "k", 5, null);
        SubmissionReceived second = event("210104-gov", "k", 6, null);
        intake.take(List.of(first, second));
        assertThat(found(first).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(second).rejection().code()).isEqualTo("idempotency-key-reused");
        // the key is the agency's own: another agency may choose the same
        SubmissionReceived other = event("210105-gov", "k", 5, null);
        intake.take(List.of(other));
        assertThat(found(other).status()).isEqualTo(SubmissionStatus.ACCEPTED);
    }

    @Test
    void a_filing_its_correction_and_a_late_comer_in_one_batch_are_settled_in_their_order() {
        SubmissionReceived first = event("210214-gov", null, 5, null);
        SubmissionReceived correction = event("210214-gov", null, 6, first.id());
        SubmissionReceived lateComer = event("210214-gov", null, 7, null);
        SubmissionReceived stale = event("210214-gov", null, 8, first.id());
        intake.take(List.of(first, correction, lateComer, stale));
        assertThat(found(first).status()).isEqualTo(SubmissionStatus.REPLACED);
        assertThat(found(correction).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(correction).revision()).isEqualTo(2);
        assertThat(found(lateComer).rejection().code()).isEqualTo("slot-held");
        assertThat(found(stale).rejection().errors().getFirst().message()).contains(correction.id());
    }

    @Test
    void a_crash_after_the_slot_was_taken_is_mended_by_the_event_coming_again() {
        SubmissionReceived event = event("210106-gov", null, 5, null);
        obligations.take(List.of(new Take(event.key(), event.id(), null, event.receivedAt(), false)));
        intake.take(List.of(event));
        assertThat(found(event).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(event).revision()).isEqualTo(1);
    }

    @Test
    void a_crash_in_the_middle_of_a_replacement_is_mended_by_the_event_coming_again() {
        SubmissionReceived old = event("210111-gov", null, 5, null);
        intake.take(List.of(old));
        submissions.follow(old.id(), returned(old), SubmissionMove.RETURN);
        obligations.follow(CYCLE, "210111-gov", old.id(), ObligationStatus.RETURNED, null);
        SubmissionReceived correction = event("210111-gov", null, 6, old.id());
        // the slot was taken, and then the process died
        obligations.take(
                List.of(new Take(correction.key(), correction.id(), old.id(), correction.receivedAt(), false)));
        intake.take(List.of(correction));
        assertThat(found(correction).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(correction).revision()).isEqualTo(2);
        assertThat(found(old).status()).isEqualTo(SubmissionStatus.REPLACED);
    }

    @Test
    void a_correction_of_an_approved_filing_needs_a_reason() {
        SubmissionReceived old = event("210112-gov", null, 5, null);
        intake.take(List.of(old));
        submissions.follow(old.id(), approved(old, 2L), SubmissionMove.APPROVE);
        SubmissionReceived correction = event("210112-gov", null, 6, old.id());
        intake.take(List.of(correction));
        assertThat(found(correction).rejection().errors().getFirst().pointer()).isEqualTo("/reason");
        assertThat(found(old).status()).isEqualTo(SubmissionStatus.APPROVED);
    }

    @Test
    void a_correction_names_a_filing_of_the_same_agency_and_cycle() {
        SubmissionReceived others = event("210113-gov", null, 5, null);
        intake.take(List.of(others));
        SubmissionReceived correction = event("210114-gov", null, 6, others.id());
        intake.take(List.of(correction));
        assertThat(found(correction).rejection().errors().getFirst().pointer()).isEqualTo("/replaces");
        assertThat(found(others).status()).isEqualTo(SubmissionStatus.ACCEPTED);
    }

    @Test
    void a_decision_on_what_was_withdrawn_or_replaced_moves_nothing() {
        SubmissionReceived event = event("210115-gov", null, 5, null);
        intake.take(List.of(event));
        Submission accepted = found(event);
        submissions.withdraw(accepted, new SubmissionWithdrawn(event.id(), CYCLE, "210115-gov", 1, "x", Instant.now()));
        submissions.follow(event.id(), approved(event, 2L), SubmissionMove.APPROVE);
        assertThat(found(event).status()).isEqualTo(SubmissionStatus.WITHDRAWN);
    }

    @Test
    void what_was_cut_short_after_a_withdrawal_is_completed_soon_without_a_restart() {
        SubmissionReceived event = event("210224-gov", null, 5, null);
        SubmissionReceived other = event("210281-gov", null, 5, null);
        intake.take(List.of(event, other));
        submissions.withdraw(
                found(event), new SubmissionWithdrawn(event.id(), CYCLE, "210224-gov", 1, "x", Instant.now()));
        // the store was away when the slot was to be freed
        assertThat(obligations.find(CYCLE, "210224-gov").orElseThrow().current())
                .isEqualTo(event.id());
        await().until(() -> obligations.find(CYCLE, "210224-gov").orElseThrow().status() == ObligationStatus.MISSING);
        assertThat(obligations.find(CYCLE, "210281-gov").orElseThrow().current())
                .isEqualTo(other.id());
        SubmissionReceived again = event("210224-gov", null, 6, null);
        intake.take(List.of(again));
        assertThat(found(again).revision()).isEqualTo(2);
    }

    @Test
    void only_what_failed_or_was_explained_is_kept_of_the_checks() {
        SubmissionReceived wrong = Received.of(
                CYCLE,
                "210283-gov",
                null,
                "2022-02-01T00:00:00Z",
                "\"indicators\":{\"own\":{\"INS001\":5,\"LIT012\":\"66.60\",\"LIT011\":2,\"LIT003\":3}}");
        intake.take(List.of(wrong));
        assertThat(found(wrong).checks()).isNotEmpty().noneMatch(Check::passed);
        assertThat(found(wrong).checksPassed()).isPositive();
        SubmissionReceived right = event("210283-gov", null, 5, null);
        intake.take(List.of(right));
        assertThat(found(right).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(right).checks()).isEmpty();
        assertThat(found(right).checksPassed()).isPositive();
    }

    @Test
    void an_agency_that_nobody_knows_is_rejected_with_its_pointer() {
        SubmissionReceived event = event("999999-gov", null, 5, null);
        intake.take(List.of(event));
        assertThat(found(event).rejection().errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo("/agency");
            assertThat(error.code()).isEqualTo("agency.unknown");
        });
    }

    @Test
    void a_document_that_is_not_the_one_that_the_event_names_is_no_event() {
        SubmissionReceived good = event("210123-gov", null, 5, null);
        SubmissionReceived forged = new SubmissionReceived(
                "forged", CYCLE, "210124-gov", null, good.digest(), good.receivedAt(), "x", good.document());
        assertThatThrownBy(() -> intake.take(List.of(forged))).isInstanceOf(UnreadableEvent.class);
        assertThat(submissions.find("forged")).isEmpty();
    }

    private SubmissionReceived on(String day, String agency, int figure, String replaces) {
        return received(day + "T00:00:00Z", agency, null, figure, replaces);
    }

    private SubmissionReceived sentBack(SubmissionReceived event, String dueOn) {
        intake.take(List.of(event));
        submissions.follow(event.id(), returned(event), SubmissionMove.RETURN);
        obligations.follow(
                CYCLE,
                event.agency(),
                event.id(),
                ObligationStatus.RETURNED,
                new Returned(List.of(), LocalDate.parse(dueOn), "x", null));
        return event;
    }

    @Test
    void a_correction_is_late_by_the_date_that_the_return_set_and_does_not_make_up_for_a_late_filing() {
        SubmissionReceived first = sentBack(on("2022-02-25", "210204-gov", 1, null), "2022-03-10");
        SubmissionReceived inTime = on("2022-03-10", "210204-gov", 2, first.id());
        intake.take(List.of(inTime));
        assertThat(found(inTime).late()).isFalse();

        SubmissionReceived second = sentBack(on("2022-02-25", "210211-gov", 1, null), "2022-03-10");
        SubmissionReceived tooLate = on("2022-03-11", "210211-gov", 2, second.id());
        intake.take(List.of(tooLate));
        assertThat(found(tooLate).late()).isTrue();

        SubmissionReceived late = sentBack(on("2022-03-02", "210212-gov", 1, null), "2022-03-20");
        SubmissionReceived corrected = on("2022-03-05", "210212-gov", 2, late.id());
        intake.take(List.of(corrected));
        assertThat(found(corrected).late()).isTrue();
    }

    @Test
    void late_is_by_the_date_in_shanghai() {
        // 2022-03-01 is due; 16:00 UTC on that day is the second of March in Shanghai
        SubmissionReceived late = received("2022-03-01T16:00:00Z", "210181-gov", null, 5, null);
        intake.take(List.of(late));
        assertThat(found(late).late()).isTrue();
        SubmissionReceived onTime = received("2022-03-01T15:59:59Z", "210202-gov", null, 5, null);
        intake.take(List.of(onTime));
        assertThat(found(onTime).late()).isFalse();
    }
}
