package huikan.review.reminder;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import huikan.events.AgencyLevel;
import huikan.events.SubmissionEvent;
import huikan.events.SubmissionEvent.ObligationAmended;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.SubmissionReceived;
import huikan.events.Superior;
import huikan.review.testing.AcceptedFiling;
import huikan.review.testing.OverHttp;
import huikan.service.consuming.CloudEvents;
import huikan.service.consuming.ReceivedFilings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.MessageListenerContainer;
import tools.jackson.databind.JsonNode;

/** Who has not filed is reminded; the due date is Tuesday 2041-12-31. */
class RemindersIT extends OverHttp {

    private static final LocalDate DUE = LocalDate.of(2041, 12, 31);
    private static final List<Superior> PATH =
            List.of(new Superior("210900-gov", AgencyLevel.CITY), new Superior("210000-gov", AgencyLevel.PROVINCE));

    @Autowired
    Obligations obligations;

    @Autowired
    FilingsRead filings;

    @Autowired
    MongoDatabase database;

    @Autowired
    MeterRegistry meters;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    KafkaAdmin admin;

    @Autowired
    KafkaListenerEndpointRegistry listeners;

    private final String cycle = "annual-" + UUID.randomUUID();

    @BeforeEach
    void longBefore() {
        itIs("2041-12-02");
        // what was known at these days in another test is forgotten when it sees that the clock was set back
        assertThat(filings.knownUntil()).isBeforeOrEqualTo(clock.instant());
    }

    private ObligationOpened owed() {
        return owed(null, null);
    }

    private ObligationOpened owed(LocalDate opensOn, LocalDate closesOn) {
        return new ObligationOpened(
                cycle, "210902-gov", AgencyLevel.COUNTY, PATH, DUE, opensOn, closesOn, null, clock.instant());
    }

    private SubmissionAccepted accepted(long revision) {
        return AcceptedFiling.under(PATH.toArray(Superior[]::new))
                .cycle(cycle)
                .revision(revision)
                .at(clock.instant())
                .event();
    }

    private SubmissionWithdrawn withdrawn(long revision) {
        return new SubmissionWithdrawn(
                UUID.randomUUID().toString(), cycle, "210902-gov", revision, "somebody", clock.instant());
    }

    private ObligationAmended amended(long amendment, boolean excused, LocalDate dueOn) {
        return new ObligationAmended(
                cycle, "210902-gov", amendment, excused, dueOn, dueOn.plusMonths(3), "x", "somebody", clock.instant());
    }

    private void happened(SubmissionEvent... events) {
        obligations.follow(List.of(events));
    }

    private List<JsonNode> reminders() {
        return get("210900-gov.viewer", "/api/reminders?cycle=" + cycle)
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .toList();
    }

    private JsonNode reminder(String status) {
        await().untilAsserted(() -> assertThat(reminders())
                .extracting(one -> one.path("status").asString())
                .containsExactly(status));
        return reminders().getFirst();
    }

    /** The rungs that its trail tells of, each with its day. */
    private List<String> rungs(JsonNode reminder) {
        return get("210900-gov.viewer", "/api/reminders/" + reminder.path("id").asString() + "/trail")
                .is(200)
                .json()
                .path("steps")
                .valueStream()
                .filter(step -> step.path("move").asString().equals("escalate"))
                .map(step -> step.path("at").asString().substring(0, 10))
                .toList();
    }

    /** Everything that is due has been looked at, on this day. */
    private void onThe(String day) {
        itIs(day);
        await().until(() -> obligations.due(clock.instant(), 1).isEmpty());
        letDueGoOff();
    }

    private Stream<JsonNode> about(String path, JsonNode reminder) {
        return get("210902-gov", path + "?agency=210902-gov&limit=500")
                .is(200)
                .json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("title").equals(reminder.path("title")));
    }

    @Test
    void who_does_not_file_is_reminded_before_and_ever_more_firmly_after() {
        happened(owed());
        onThe("2041-12-19");
        assertThat(reminders()).as("nobody is reminded so early").isEmpty();
        onThe("2041-12-20");
        JsonNode reminder = reminder("DUE");
        assertThat(reminder.path("title").asString()).contains(cycle);
        assertThat(reminder.path("overdue").asBoolean()).isFalse();
        assertThat(get("210902-gov", "/api/inbox").json().toString())
                .as("it is in the unit's inbox")
                .contains(reminder.path("id").asString());
        Stream.of("2041-12-26", "2041-12-30").forEach(this::onThe);
        assertThat(rungs(reminder)).containsExactly("2041-12-20", "2041-12-26", "2041-12-30");
        assertThat(about("/api/letters", reminder)).isEmpty();
        onThe("2042-01-02");
        await().untilAsserted(() -> assertThat(about("/api/letters", reminder))
                .extracting(one -> one.path("kind").asString() + " "
                        + one.path("number").asString().replaceAll("\\d+号", "n号"))
                .containsExactly("FILING_REMINDER 催报函〔2042〕n号"));
        onThe("2042-01-08");
        await().untilAsserted(() -> assertThat(about("/api/orders", reminder))
                .extracting(
                        one -> one.path("status").asString(),
                        one -> one.path("issuer").path("agency").asString())
                .containsExactly(tuple("ISSUED", "210900-gov")));
        onThe("2042-01-15");
        await().untilAsserted(() -> assertThat(about("/api/letters", reminder))
                .extracting(one -> one.path("kind").asString())
                .containsExactly("FILING_REMINDER", "CRITICISM"));
        assertThat(reminder("DUE").path("overdue").asBoolean()).isTrue();
    }

    @Test
    void what_the_topic_tells_is_followed() {
        kafka.send(CloudEvents.record(owed(), UUID.randomUUID().toString(), "/test", clock.instant()));
        await().until(() -> obligations.find(owed().key()).isPresent());
        onThe("2041-12-20");
        reminder("DUE");
        kafka.send(CloudEvents.record(accepted(1), UUID.randomUUID().toString(), "/test", clock.instant()));
        reminder("FILED");
    }

    @Test
    void who_files_in_good_time_hears_nothing() {
        happened(owed(), accepted(1));
        onThe("2042-01-15");
        assertThat(reminders()).isEmpty();
    }

    @Test
    void a_filing_ends_its_reminder_and_its_withdrawal_begins_it_anew() {
        happened(owed());
        onThe("2041-12-26");
        JsonNode reminder = reminder("DUE");
        happened(accepted(1));
        reminder("FILED");
        onThe("2041-12-30");
        assertThat(rungs(reminder)).as("it hears no more").hasSize(2);
        happened(withdrawn(1));
        onThe("2041-12-30");
        await().untilAsserted(() -> assertThat(rungs(reminder)).hasSize(3));
        happened(accepted(2));
        reminder("FILED");
    }

    @Test
    void who_takes_a_filing_back_after_its_day_has_the_days_after_that_anew_and_no_more_warnings() {
        happened(owed(), accepted(1));
        onThe("2042-01-20");
        happened(withdrawn(1));
        onThe("2042-01-20");
        assertThat(reminders()).isEmpty();
        onThe("2042-01-21");
        JsonNode reminder = reminder("DUE");
        await().untilAsserted(() -> assertThat(about("/api/letters", reminder))
                .extracting(one -> one.path("kind").asString())
                .containsExactly("FILING_REMINDER"));
        assertThat(rungs(reminder)).hasSize(1);
        happened(accepted(2));
        reminder("FILED");
        onThe("2042-01-28");
        assertThat(about("/api/orders", reminder)).isEmpty();
        happened(withdrawn(2));
        reminder("DUE");
        onThe("2042-01-28");
        assertThat(rungs(reminder)).as("past rungs are not made up for").hasSize(1);
        onThe("2042-02-04");
        await().untilAsserted(() -> assertThat(about("/api/orders", reminder)).hasSize(1));
    }

    @Test
    void who_is_excused_hears_no_more_until_it_owes_again() {
        happened(owed());
        onThe("2042-01-02");
        JsonNode reminder = reminder("DUE");
        await().untilAsserted(() -> assertThat(about("/api/letters", reminder)).hasSize(1));
        happened(amended(1, true, DUE));
        onThe("2042-01-02");
        reminder("CLOSED");
        await().untilAsserted(() -> assertThat(about("/api/letters", reminder))
                .as("nobody waits for an answer")
                .extracting(one -> one.path("status").asString())
                .containsExactly("CLOSED"));
        onThe("2042-01-08");
        assertThat(about("/api/orders", reminder)).isEmpty();
        happened(amended(2, false, DUE));
        onThe("2042-01-08");
        reminder("DUE");
        assertThat(about("/api/orders", reminder))
                .as("the days before are over")
                .isEmpty();
        // told again, and in the wrong order
        happened(amended(1, true, DUE), owed());
        onThe("2042-01-15");
        reminder("DUE");
        await().untilAsserted(() -> assertThat(about("/api/orders", reminder)).hasSize(1));
    }

    @Test
    void who_was_excused_before_hears_nothing() {
        happened(owed(), amended(1, true, DUE));
        onThe("2042-01-15");
        assertThat(reminders()).isEmpty();
    }

    @Test
    void who_has_more_time_is_reminded_of_the_other_day() {
        happened(owed());
        onThe("2041-12-30");
        JsonNode reminder = reminder("DUE");
        LocalDate later = LocalDate.of(2042, 1, 31);
        happened(amended(1, false, later));
        onThe("2041-12-30");
        await().untilAsserted(() ->
                assertThat(reminder("DUE").path("dueOn").asString()).isEqualTo("2042-01-31"));
        List<String> before = rungs(reminder);
        onThe("2042-01-08");
        assertThat(rungs(reminder)).isEqualTo(before);
        assertThat(about("/api/letters", reminder)).isEmpty();
        assertThat(reminder("DUE").path("overdue").asBoolean()).isFalse();
        onThe("2042-01-30");
        assertThat(rungs(reminder)).hasSizeGreaterThan(before.size());
        onThe("2042-02-03");
        await().untilAsserted(() -> assertThat(about("/api/letters", reminder)).hasSize(1));
    }

    @Test
    void a_reminder_that_a_superior_ended_stays_so_whatever_day_is_set() {
        happened(owed());
        onThe("2041-12-26");
        JsonNode reminder = reminder("DUE");
        move("210900-gov.supervisor", "/api/reminders/" + reminder.path("id").asString(), "close", "{'reason': 'x'}")
                .is(200);
        reminder("CLOSED");
        happened(amended(1, false, LocalDate.of(2042, 1, 31)));
        onThe("2041-12-30");
        reminder("CLOSED");
    }

    @Test
    void nobody_is_reminded_before_it_may_be_filed_nor_when_it_may_not_any_more() {
        happened(owed(LocalDate.of(2041, 12, 29), LocalDate.of(2042, 1, 4)));
        onThe("2041-12-26");
        assertThat(reminders()).isEmpty();
        onThe("2042-01-02");
        JsonNode reminder = reminder("DUE");
        assertThat(rungs(reminder)).as("one day before and one day after").hasSize(2);
        onThe("2042-01-15");
        reminder("CLOSED");
        assertThat(about("/api/orders", reminder)).isEmpty();
    }

    /** As after a pause of this service: what was filed meanwhile is still to be read. */
    @Test
    void who_filed_is_not_reminded_though_nobody_has_read_it_yet() {
        happened(owed());
        MessageListenerContainer reading = listeners.getListenerContainer(Obligations.READER);
        reading.stop();
        try {
            await().until(() -> !reading.isRunning());
            kafka.send(CloudEvents.record(accepted(1), UUID.randomUUID().toString(), "/test", clock.instant()))
                    .join();
            itIs("2041-12-20");
            await().during(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(reminders()).isEmpty());
        } finally {
            reading.start();
        }
        onThe("2042-01-15");
        assertThat(reminders()).isEmpty();
    }

    /** As while submission-service is away: what it was sent is acknowledged, and whether it is accepted is not known. */
    @Test
    void who_filed_is_not_reminded_though_nobody_has_assessed_it_yet() throws Exception {
        happened(owed());
        SubmissionReceived received = new SubmissionReceived(
                UUID.randomUUID().toString(),
                cycle,
                "210902-gov",
                null,
                "sha256:x",
                clock.instant(),
                "210902-gov",
                "{}");
        RecordMetadata at =
                kafka.send(ReceivedFilings.record(received, "test")).join().getRecordMetadata();
        try {
            itIs("2041-12-20");
            await().during(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(reminders()).isEmpty());
            kafka.send(CloudEvents.record(accepted(1), UUID.randomUUID().toString(), "/test", clock.instant()))
                    .join();
        } finally {
            assessed(at);
        }
        onThe("2042-01-15");
        assertThat(reminders()).isEmpty();
    }

    /** Everything that was received up to this. */
    private void assessed(RecordMetadata last) throws Exception {
        try (Admin broker = Admin.create(admin.getConfigurationProperties())) {
            broker.alterConsumerGroupOffsets(
                            "submission-service.intake",
                            Map.of(
                                    new TopicPartition(last.topic(), last.partition()),
                                    new OffsetAndMetadata(last.offset() + 1)))
                    .all()
                    .get();
        }
    }

    @Test
    void a_filing_ends_the_letter_that_asks_for_it_and_no_other() {
        happened(owed());
        onThe("2042-01-15");
        JsonNode reminder = reminder("DUE");
        await().untilAsserted(() -> assertThat(about("/api/letters", reminder))
                .extracting(this::ofLetter)
                .containsExactlyInAnyOrder("FILING_REMINDER ISSUED true", "CRITICISM ISSUED true"));
        happened(accepted(1));
        reminder("FILED");
        await().untilAsserted(() -> assertThat(about("/api/letters", reminder))
                .extracting(this::ofLetter)
                .containsExactlyInAnyOrder("FILING_REMINDER CLOSED true", "CRITICISM ISSUED true"));
    }

    /** Its kind, its status and whether it has its number. */
    private String ofLetter(JsonNode letter) {
        return letter.path("kind").asString() + " " + letter.path("status").asString() + " "
                + letter.path("number").isString();
    }

    @Test
    void what_comes_again_or_in_another_order_changes_nothing() {
        ObligationOpened owed = owed();
        SubmissionAccepted first = accepted(1);
        happened(first);
        happened(withdrawn(1), accepted(2));
        happened(owed);
        happened(owed, first, withdrawn(1));
        onThe("2042-01-15");
        assertThat(reminders()).isEmpty();
        happened(withdrawn(2));
        happened(owed, first, accepted(2));
        onThe("2042-01-16");
        reminder("DUE");
    }

    @Test
    void a_cycle_that_is_issued_late_reminds_of_what_is_still_to_come() {
        itIs("2042-01-03");
        happened(owed());
        onThe("2042-01-08");
        JsonNode reminder = reminder("DUE");
        assertThat(rungs(reminder)).as("no warning of a day that is over").hasSize(1);
        assertThat(about("/api/letters", reminder)).isEmpty();
    }

    /** As submission-service tells it: what is owed has the days of its own, and the addition is its first amendment. */
    @Test
    void who_is_added_afterwards_is_reminded_of_its_own_day_as_the_others_are() {
        itIs("2042-01-08");
        LocalDate later = LocalDate.of(2042, 1, 31);
        happened(
                new ObligationOpened(
                        cycle,
                        "210902-gov",
                        AgencyLevel.COUNTY,
                        PATH,
                        later,
                        LocalDate.of(2041, 12, 1),
                        later.plusMonths(3),
                        true,
                        clock.instant()),
                amended(1, false, later));
        onThe("2042-01-08");
        assertThat(reminders()).as("nobody is reminded so early").isEmpty();
        onThe("2042-01-30");
        JsonNode reminder = reminder("DUE");
        assertThat(reminder.path("dueOn").asString()).isEqualTo("2042-01-31");
        assertThat(reminder.path("overdue").asBoolean()).isFalse();
        onThe("2042-02-03");
        await().untilAsserted(() -> assertThat(about("/api/letters", reminder)).hasSize(1));
    }

    @Test
    void a_superior_ends_it_and_nobody_else_does() {
        happened(owed());
        onThe("2041-12-20");
        String path = "/api/reminders/" + reminder("DUE").path("id").asString();
        move("210902-gov.supervisor", path, "close", "{'reason': 'x'}").problem(403, "move-not-yours");
        get("210901-gov.supervisor", path).is(404);
        move("210900-gov.supervisor", path, "close", "{'reason': '机构已撤并'}").is(200);
        onThe("2042-01-15");
        assertThat(rungs(reminder("CLOSED"))).hasSize(1);
        assertThat(about("/api/letters", reminder("CLOSED"))).isEmpty();
        post("210900-gov.supervisor", "/api/reminders", "{}").is(405);
    }

    @Test
    void a_reminder_that_was_cut_short_is_gone_on_with() {
        happened(owed());
        onThe("2041-12-20");
        reminder("DUE");
        // as if the process had ended between the reminder and what is known of it
        database.getCollection("obligations")
                .updateOne(
                        eq(owed().key()),
                        Updates.combine(
                                Updates.set("look", Date.from(clock.instant())),
                                Updates.set("reminded", false),
                                Updates.set("filed", 1L)));
        onThe("2041-12-20");
        reminder("FILED");
    }

    @Test
    void one_that_cannot_be_looked_at_keeps_nobody_from_theirs() {
        database.getCollection("obligations")
                .insertOne(new Document("_id", "a-broken-obligation")
                        .append("dueOn", "no date")
                        .append("look", new Date(0)));
        happened(owed());
        onThe("2041-12-20");
        reminder("DUE");
        assertThat(meters.get("huikan.deadlines.failing")
                        .tag("kind", "obligations")
                        .gauge()
                        .value())
                .isEqualTo(1);
        Document broken = database.getCollection("obligations").findOneAndDelete(eq("a-broken-obligation"));
        assertThat(broken).isNotNull().containsKey("failed");
    }
}
