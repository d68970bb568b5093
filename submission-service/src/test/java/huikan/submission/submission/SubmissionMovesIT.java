package huikan.submission.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import huikan.events.AgencyLevel;
import huikan.events.ReviewEvent.ChangedSum;
import huikan.events.ReviewEvent.Decided;
import huikan.events.ReviewEvent.Item;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.ReviewEvent.ReviewVoided;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.SubmissionReceived;
import huikan.filing.FilingRead.WellFormed;
import huikan.filing.FilingReader;
import huikan.submission.intake.Settling;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Returned;
import huikan.submission.obligation.Take;
import huikan.submission.testing.Received;
import huikan.submission.testing.Told;
import huikan.testing.OnInfrastructure;
import huikan.trail.Trail;
import huikan.trail.TrailStep;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;

/** Each move is made of what was seen, once, and is in the trail. */
@SpringBootTest(properties = "huikan.demo=true")
class SubmissionMovesIT extends OnInfrastructure {

    @Autowired
    ApplicationContext service;

    @Autowired
    Withdrawals withdrawals;

    @Autowired
    AcceptedEvents accepted;

    /** Its slot is not freed. */
    private void cutShort(SubmissionReceived event) {
        Submission seen = found(event);
        assertThat(submissions.withdraw(
                        seen,
                        accepted.of(
                                seen.id(),
                                seen.receivedAt(),
                                seen.revision(),
                                seen.late(),
                                (WellFormed) FilingReader.read(event.body(), event.digest()),
                                obligations.find(CYCLE, seen.agency()).orElseThrow(),
                                null),
                        new SubmissionWithdrawn(event.id(), CYCLE, seen.agency(), 1, "x", Instant.now())))
                .isTrue();
    }

    private void withdraw(SubmissionReceived event) {
        assertThat(withdrawals.withdraw(found(event), event.agency())).isTrue();
    }

    private static final String CYCLE = "annual-2021";

    @Autowired
    Submissions submissions;

    @Autowired
    Obligations obligations;

    private static SubmissionReceived event(String agency, String key, int figure, String replaces) {
        return received("2022-02-01T00:00:00Z", agency, key, figure, replaces);
    }

    private static SubmissionReceived received(String at, String agency, String key, int figure, String replaces) {
        return Received.of(CYCLE, agency, key, at, figure, replaces);
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
        Settling.settle(service, event);
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
        Settling.settle(service, first, rejected);
        submissions.takeUp(first.id(), "210000-gov.reviewer", Instant.EPOCH);
        submissions.follow(first.id(), returned(first), SubmissionMove.RETURN);
        SubmissionReceived correction = event("210304-gov", null, 7, first.id());
        Settling.settle(service, correction);
        withdraw(correction);
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
        Settling.settle(service, event);
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
    void a_crash_in_the_middle_of_a_replacement_is_mended_by_the_event_coming_again() {
        SubmissionReceived old = event("210111-gov", null, 5, null);
        Settling.settle(service, old);
        submissions.follow(old.id(), returned(old), SubmissionMove.RETURN);
        obligations.follow(CYCLE, "210111-gov", old.id(), ObligationStatus.RETURNED, null);
        SubmissionReceived correction = event("210111-gov", null, 6, old.id());
        // the slot was taken, and then the process died
        obligations.take(List.of(new Take(
                obligations.find(CYCLE, "210111-gov").orElseThrow(),
                correction.id(),
                old.id(),
                correction.receivedAt(),
                false)));
        Settling.settle(service, correction);
        assertThat(found(correction).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(correction).revision()).isEqualTo(2);
        assertThat(found(old).status()).isEqualTo(SubmissionStatus.REPLACED);
    }

    @Test
    void a_correction_of_an_approved_filing_needs_a_reason() {
        SubmissionReceived old = event("210112-gov", null, 5, null);
        Settling.settle(service, old);
        submissions.follow(old.id(), approved(old, 2L), SubmissionMove.APPROVE);
        SubmissionReceived correction = event("210112-gov", null, 6, old.id());
        Settling.settle(service, correction);
        assertThat(found(correction).rejection().errors().getFirst().pointer()).isEqualTo("/reason");
        assertThat(found(old).status()).isEqualTo(SubmissionStatus.APPROVED);
    }

    @Test
    void a_decision_on_what_was_withdrawn_or_replaced_moves_nothing() {
        SubmissionReceived event = event("210115-gov", null, 5, null);
        Settling.settle(service, event);
        withdraw(event);
        submissions.follow(event.id(), approved(event, 2L), SubmissionMove.APPROVE);
        assertThat(found(event).status()).isEqualTo(SubmissionStatus.WITHDRAWN);
    }

    @Test
    void what_was_cut_short_after_a_withdrawal_is_completed_soon_without_a_restart() {
        SubmissionReceived event = event("210224-gov", null, 5, null);
        SubmissionReceived other = event("210281-gov", null, 5, null);
        Settling.settle(service, event, other);
        cutShort(event);
        // the store was away when the slot was to be freed
        assertThat(obligations.find(CYCLE, "210224-gov").orElseThrow().current())
                .isEqualTo(event.id());
        await().until(() -> obligations.find(CYCLE, "210224-gov").orElseThrow().status() == ObligationStatus.MISSING);
        assertThat(obligations.find(CYCLE, "210281-gov").orElseThrow().current())
                .isEqualTo(other.id());
        SubmissionReceived again = event("210224-gov", null, 6, null);
        Settling.settle(service, again);
        assertThat(found(again).revision()).isEqualTo(2);
    }

    private SubmissionReceived on(String day, String agency, int figure, String replaces) {
        return received(day + "T00:00:00Z", agency, null, figure, replaces);
    }

    private SubmissionReceived sentBack(SubmissionReceived event, String dueOn) {
        Settling.settle(service, event);
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
        Settling.settle(service, inTime);
        assertThat(found(inTime).late()).isFalse();

        SubmissionReceived second = sentBack(on("2022-02-25", "210211-gov", 1, null), "2022-03-10");
        SubmissionReceived tooLate = on("2022-03-11", "210211-gov", 2, second.id());
        Settling.settle(service, tooLate);
        assertThat(found(tooLate).late()).isTrue();

        SubmissionReceived late = sentBack(on("2022-03-02", "210212-gov", 1, null), "2022-03-20");
        SubmissionReceived corrected = on("2022-03-05", "210212-gov", 2, late.id());
        Settling.settle(service, corrected);
        assertThat(found(corrected).late()).isTrue();
    }

    @Test
    void whoever_hears_of_a_withdrawal_has_heard_of_the_filing() throws Exception {
        SubmissionReceived event = event("210402-gov", null, 5, null);
        Settling.settle(service, event);
        try (Told told = new Told()) {
            withdraw(event);
            assertThat(told.of(event.id(), 2)).containsExactly("submission.accepted.v1", "submission.withdrawn.v1");
        }
        assertThat(found(event).status()).isEqualTo(SubmissionStatus.WITHDRAWN);
    }

    @Test
    void what_its_review_came_to_is_told_among_all_else_that_becomes_of_it_and_once() throws Exception {
        SubmissionReceived event = event("210404-gov", null, 5, null);
        Settling.settle(service, event);
        try (Told told = new Told()) {
            submissions.follow(event.id(), approved(event, 3L), SubmissionMove.APPROVE);
            submissions.follow(event.id(), approved(event, 3L), SubmissionMove.APPROVE);
            submissions.follow(event.id(), voided(event, 4L), SubmissionMove.VOID);
            assertThat(told.of(event.id(), 2)).containsExactly("submission.decided.v1", "submission.decided.v1");
        }
    }

    @Test
    void a_decision_on_what_is_not_there_yet_is_tried_again() {
        SubmissionReceived event = event("210403-gov", null, 5, null);
        assertThatThrownBy(() -> submissions.follow(event.id(), approved(event, 3L), SubmissionMove.APPROVE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(event.id());
        Settling.settle(service, event);
        submissions.follow(event.id(), approved(event, 3L), SubmissionMove.APPROVE);
        assertThat(found(event).status()).isEqualTo(SubmissionStatus.APPROVED);
    }
}
