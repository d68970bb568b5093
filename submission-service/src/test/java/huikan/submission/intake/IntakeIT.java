package huikan.submission.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import huikan.events.SubmissionReceived;
import huikan.events.UnreadableEvent;
import huikan.problem.FieldError;
import huikan.submission.obligation.Obligation;
import huikan.submission.obligation.ObligationStatus;
import huikan.submission.obligation.Obligations;
import huikan.submission.obligation.Returned;
import huikan.submission.obligation.Take;
import huikan.submission.rule.Check;
import huikan.submission.submission.Settled;
import huikan.submission.submission.Settled.Decision.Rejected;
import huikan.submission.submission.Submission;
import huikan.submission.submission.Submission.Rejection;
import huikan.submission.submission.SubmissionProblem;
import huikan.submission.submission.SubmissionStatus;
import huikan.submission.submission.Submissions;
import huikan.submission.testing.Received;
import huikan.submission.testing.Told;
import huikan.testing.OnInfrastructure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Every step of an intake can be cut short and done again, and a filing is written once. */
@SpringBootTest(properties = "huikan.demo=true")
class IntakeIT extends OnInfrastructure {

    /** What goes over the wire to the store, and what comes just before it. */
    @TestConfiguration
    static class Store {

        private static final List<String> WRITES = new CopyOnWriteArrayList<>();
        private static final Map<String, Runnable> BEFORE = new ConcurrentHashMap<>();

        static void watch() {
            WRITES.clear();
        }

        static List<String> writes() {
            return List.copyOf(WRITES);
        }

        /** Once. */
        static void before(String write, Runnable happens) {
            BEFORE.put(write, happens);
        }

        @Bean
        MongoClientSettingsBuilderCustomizer listening() {
            return client -> client.addCommandListener(new CommandListener() {
                @Override
                public void commandStarted(CommandStartedEvent event) {
                    String name = event.getCommandName();
                    if (name.equals("insert") || name.equals("update")) {
                        String write =
                                name + " " + event.getCommand().getString(name).getValue();
                        Optional.ofNullable(BEFORE.remove(write)).ifPresent(Runnable::run);
                        if (!write.equals("update leases")) {
                            WRITES.add(write);
                        }
                    }
                }
            });
        }
    }

    @BeforeEach
    void nothing_happens_before() {
        Store.BEFORE.clear();
    }

    private static final String CYCLE = "annual-2021";

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
        return Received.of(CYCLE, agency, key, at, figure, replaces);
    }

    private Submission found(SubmissionReceived event) {
        return submissions.find(event.id()).orElseThrow();
    }

    @Test
    void the_same_event_twice_changes_nothing() {
        SubmissionReceived event = event("210102-gov", null, 5, null);
        Settling.settle(intake, event, event);
        Submission first = found(event);
        Settling.settle(intake, event);
        assertThat(found(event).version()).isEqualTo(first.version());
        assertThat(first.status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(obligations.find(CYCLE, "210102-gov").orElseThrow().revision())
                .isEqualTo(1);
    }

    @Test
    void the_first_filing_holds_the_slot_also_within_one_batch() {
        SubmissionReceived first = event("210103-gov", null, 5, null);
        SubmissionReceived second = event("210103-gov", null, 6, null);
        Settling.settle(intake, first, second);
        assertThat(found(first).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(second).status()).isEqualTo(SubmissionStatus.REJECTED);
        assertThat(found(second).rejection().code()).isEqualTo("slot-held");
    }

    @Test
    void a_key_that_another_gateway_saw_with_another_body_is_refused_and_replaces_nothing() {
        SubmissionReceived first = event("210104-gov", "k", 5, null);
        SubmissionReceived second = event("210104-gov", "k", 6, null);
        Settling.settle(intake, first, second);
        assertThat(found(first).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(second).rejection().code()).isEqualTo("idempotency-key-reused");
        // the key is the agency's own: another agency may choose the same
        SubmissionReceived other = event("210105-gov", "k", 5, null);
        Settling.settle(intake, other);
        assertThat(found(other).status()).isEqualTo(SubmissionStatus.ACCEPTED);
    }

    @Test
    void a_filing_its_correction_and_a_late_comer_in_one_batch_are_settled_in_their_order() {
        SubmissionReceived first = event("210214-gov", null, 5, null);
        SubmissionReceived correction = event("210214-gov", null, 6, first.id());
        SubmissionReceived lateComer = event("210214-gov", null, 7, null);
        SubmissionReceived stale = event("210214-gov", null, 8, first.id());
        Settling.settle(intake, first, correction, lateComer, stale);
        assertThat(found(first).status()).isEqualTo(SubmissionStatus.REPLACED);
        assertThat(found(correction).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(correction).revision()).isEqualTo(2);
        assertThat(found(lateComer).rejection().code()).isEqualTo("slot-held");
        assertThat(found(stale).rejection().errors().getFirst().message()).contains(correction.id());
    }

    @Test
    void a_crash_after_the_slot_was_taken_is_mended_by_the_event_coming_again() {
        SubmissionReceived event = event("210106-gov", null, 5, null);
        obligations.take(List.of(new Take(
                obligations.find(CYCLE, "210106-gov").orElseThrow(), event.id(), null, event.receivedAt(), false)));
        Settling.settle(intake, event);
        assertThat(found(event).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(event).revision()).isEqualTo(1);
    }

    @Test
    void a_correction_names_a_filing_of_the_same_agency_and_cycle() {
        SubmissionReceived others = event("210113-gov", null, 5, null);
        Settling.settle(intake, others);
        SubmissionReceived correction = event("210114-gov", null, 6, others.id());
        Settling.settle(intake, correction);
        assertThat(found(correction).rejection().errors().getFirst().pointer()).isEqualTo("/replaces");
        assertThat(found(others).status()).isEqualTo(SubmissionStatus.ACCEPTED);
    }

    @Test
    void a_correction_of_what_holds_no_slot_any_more_is_told_so() {
        SubmissionReceived first = event("210115-gov", null, 5, null);
        Settling.settle(intake, first);
        obligations.release(CYCLE, "210115-gov", first.id());
        SubmissionReceived correction = event("210115-gov", null, 6, first.id());
        Settling.settle(intake, correction);
        assertThat(found(correction).rejection().errors())
                .extracting(FieldError::pointer, FieldError::code)
                .containsExactly(tuple("/replaces", "correction.of-nothing"));
    }

    @Test
    void only_what_failed_or_was_explained_is_kept_of_the_checks() {
        SubmissionReceived wrong = Received.of(
                CYCLE,
                "210283-gov",
                null,
                "2022-02-01T00:00:00Z",
                "\"indicators\":{\"own\":{\"INS001\":5,\"LIT012\":\"66.60\",\"LIT011\":2,\"LIT003\":3}}");
        Settling.settle(intake, wrong);
        assertThat(found(wrong).checks()).isNotEmpty().noneMatch(Check::passed);
        assertThat(found(wrong).checksPassed()).isPositive();
        SubmissionReceived right = event("210283-gov", null, 5, null);
        Settling.settle(intake, right);
        assertThat(found(right).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(right).checks()).isEmpty();
        assertThat(found(right).checksPassed()).isPositive();
    }

    @Test
    void an_agency_that_nobody_knows_is_rejected_with_its_pointer() {
        SubmissionReceived event = event("999999-gov", null, 5, null);
        Settling.settle(intake, event);
        assertThat(found(event).rejection().errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo("/agency");
            assertThat(error.code()).isEqualTo("agency.unknown");
        });
    }

    @Test
    void a_document_that_is_not_the_one_that_the_event_names_is_no_event() {
        SubmissionReceived good = event("210123-gov", null, 5, null);
        SubmissionReceived forged = new SubmissionReceived(
                "forged", CYCLE, "210124-gov", null, good.digest(), good.receivedAt(), "x", good.body());
        assertThatThrownBy(() -> Settling.settle(intake, forged)).isInstanceOf(UnreadableEvent.class);
        assertThat(submissions.find("forged")).isEmpty();
    }

    @Test
    void late_is_by_the_date_in_shanghai() {
        // 2022-03-01 is due; 16:00 UTC on that day is the second of March in Shanghai
        SubmissionReceived late = received("2022-03-01T16:00:00Z", "210181-gov", null, 5, null);
        Settling.settle(intake, late);
        assertThat(found(late).late()).isTrue();
        SubmissionReceived onTime = received("2022-03-01T15:59:59Z", "210202-gov", null, 5, null);
        Settling.settle(intake, onTime);
        assertThat(found(onTime).late()).isFalse();
    }

    @Test
    void a_filing_is_written_once_and_told_in_its_order() throws Exception {
        SubmissionReceived first = event("210203-gov", null, 5, null);
        SubmissionReceived refused = event("210203-gov", null, 6, null);
        SubmissionReceived correction = event("210203-gov", null, 7, first.id());
        try (Told told = new Told()) {
            Store.watch();
            Settling.settle(intake, first, refused);
            assertThat(Store.writes()).containsExactly("update obligations", "insert submissions");
            Settling.settle(intake, correction);
            assertThat(told.of(first.id(), 2)).containsExactly("submission.accepted.v1", "submission.replaced.v1");
            assertThat(told.of(refused.id(), 1)).containsExactly("submission.rejected.v1");
            assertThat(told.of(correction.id(), 1)).containsExactly("submission.accepted.v1");
        }
        assertThat(found(first).status()).isEqualTo(SubmissionStatus.REPLACED);
    }

    @Test
    void what_comes_again_is_told_again_and_changes_nothing() throws Exception {
        SubmissionReceived accepted = event("210303-gov", null, 5, null);
        SubmissionReceived refused = event("210303-gov", null, 6, null);
        Settling.settle(intake, accepted, refused);
        long version = found(accepted).version();
        try (Told told = new Told()) {
            // the process died before it was told
            Settling.settle(intake, accepted, refused);
            assertThat(told.of(accepted.id(), 1)).containsExactly("submission.accepted.v1");
            assertThat(told.of(refused.id(), 1)).containsExactly("submission.rejected.v1");
        }
        assertThat(found(accepted).version()).isEqualTo(version);
        assertThat(obligations.find(CYCLE, "210303-gov").orElseThrow().revision())
                .isEqualTo(1);
    }

    /** As a client that had no answer does, under its key, with the same body. */
    @Test
    void what_a_client_sends_again_is_neither_told_nor_moved() throws Exception {
        SubmissionReceived first = event("210321-gov", "again", 5, null);
        Settling.settle(intake, first);
        String rank = found(first).rank();
        SubmissionReceived again = new SubmissionReceived(
                first.id(),
                first.cycle(),
                first.agency(),
                first.idempotencyKey(),
                first.digest(),
                first.receivedAt().plusSeconds(60),
                first.client(),
                first.body());
        SubmissionReceived other = event("210411-gov", null, 5, null);
        try (Told told = new Told()) {
            Settling.settle(intake, again, other);
            told.accepted(other.id());
            assertThat(told.of(first.id(), 0)).isEmpty();
        }
        assertThat(found(first).rank()).isEqualTo(rank);
        assertThat(found(first).receivedAt()).isEqualTo(first.receivedAt());
    }

    @Test
    void a_correction_that_was_written_before_its_predecessor_was_ended_ends_it_when_it_comes_again() {
        SubmissionReceived old = event("210304-gov", null, 5, null);
        Settling.settle(intake, old);
        SubmissionReceived correction = event("210304-gov", null, 6, old.id());
        Store.before("update submissions", () -> {
            // the driver passes on nothing less
            throw new AssertionError("the process died");
        });
        assertThatThrownBy(() -> Settling.settle(intake, correction)).hasMessageContaining("died");
        assertThat(found(correction).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(old).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        Settling.settle(intake, correction);
        assertThat(found(old).status()).isEqualTo(SubmissionStatus.REPLACED);
        assertThat(obligations.find(CYCLE, "210304-gov").orElseThrow().current())
                .isEqualTo(correction.id());
    }

    @Test
    void a_key_that_is_taken_at_the_last_moment_costs_the_slot_and_leaves_it_as_it_was() {
        SubmissionReceived old = event("210311-gov", null, 5, null);
        Settling.settle(intake, old);
        obligations.follow(
                CYCLE,
                "210311-gov",
                old.id(),
                ObligationStatus.RETURNED,
                new Returned(List.of(), LocalDate.of(2022, 3, 9), "x", null));
        SubmissionReceived correction = event("210311-gov", "late", 6, old.id());
        SubmissionReceived rival =
                Received.of("annual-2020", "210311-gov", "late", "2021-02-01T00:00:00Z", Received.figures(9));
        Store.before("insert submissions", () -> Settling.settle(intake, rival));
        Settling.settle(intake, correction);
        assertThat(found(rival).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(correction).rejection().code()).isEqualTo("idempotency-key-reused");
        Obligation slot = obligations.find(CYCLE, "210311-gov").orElseThrow();
        assertThat(slot.current()).isEqualTo(old.id());
        assertThat(found(old).status()).isEqualTo(SubmissionStatus.ACCEPTED);
    }

    @Test
    void what_another_instance_refused_meanwhile_holds_no_slot() {
        SubmissionReceived event = event("210323-gov", null, 5, null);
        Store.before("insert submissions", () -> {
            // the other one saw the slot in the hands of a filing that was withdrawn since
            Obligation seen = obligations.find(CYCLE, "210323-gov").orElseThrow();
            assertThat(seen.current()).isEqualTo(event.id());
            submissions.insert(List.of(new Settled(
                    event,
                    null,
                    Set.of("210323-gov"),
                    true,
                    List.of(),
                    new Rejected(Rejection.of(SubmissionProblem.SLOT_HELD, "/replaces", "x")),
                    Instant.EPOCH)));
        });
        Settling.settle(intake, event);
        assertThat(found(event).status()).isEqualTo(SubmissionStatus.REJECTED);
        Obligation slot = obligations.find(CYCLE, "210323-gov").orElseThrow();
        assertThat(slot.current()).isNull();
        assertThat(slot.status()).isEqualTo(ObligationStatus.MISSING);
    }

    @Test
    void a_slot_that_moved_between_the_look_and_the_write_is_looked_at_again() {
        SubmissionReceived event = event("210381-gov", null, 5, null);
        SubmissionReceived rival = event("210381-gov", null, 6, null);
        Store.before("update obligations", () -> Settling.settle(intake, rival));
        Settling.settle(intake, event);
        assertThat(found(rival).status()).isEqualTo(SubmissionStatus.ACCEPTED);
        assertThat(found(event).rejection().code()).isEqualTo("slot-held");
    }
}
