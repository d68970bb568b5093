package huikan.analytics.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.AgencyLevel;
import huikan.events.Event;
import huikan.events.EventFamily;
import huikan.events.ReviewEvent.ReviewApproved;
import huikan.events.ReviewEvent.ReviewReturned;
import huikan.events.ReviewEvent.ReviewVoided;
import huikan.events.SubmissionEvent.ObligationOpened;
import huikan.events.SubmissionEvent.Ratio;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionReplaced;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.Superior;
import huikan.service.consuming.DeadLetterHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class RollupTopologyTest {

    private static final String CYCLE = "annual-2023";
    private static final Instant AT = Instant.parse("2024-02-08T00:00:00Z");
    private static final Superior CITY = new Superior("210900-gov", AgencyLevel.CITY);
    private static final Superior PROVINCE = new Superior("210000-gov", AgencyLevel.PROVINCE);

    @TempDir
    Path folder;

    private Run run;
    private final List<String> skipped = new ArrayList<>();
    private final List<String> dead = new ArrayList<>();

    /** The topology with its ends in hand. */
    private final class Run implements AutoCloseable {
        private final TopologyTestDriver driver;
        private final TestInputTopic<String, byte[]> submissions;
        private final TestInputTopic<String, byte[]> reviews;
        private final TestInputTopic<String, byte[]> replays;
        private final TestOutputTopic<String, byte[]> rollups;
        private final TestOutputTopic<String, byte[]> deadLetters;
        private final Map<String, String> latest = new TreeMap<>();

        Run(String name) {
            StreamsBuilder builder = new StreamsBuilder();
            RollupTopology.build(builder, "test", new RollupTopology.Told() {
                @Override
                public void skipped(String type) {
                    skipped.add(type);
                }

                @Override
                public void deadLetter(String topic) {
                    dead.add(topic);
                }
            });
            Properties settings = new Properties();
            settings.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
            settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
            settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve(name).toString());
            driver = new TopologyTestDriver(builder.build(), settings);
            submissions = driver.createInputTopic("submissions", new StringSerializer(), new ByteArraySerializer());
            replays = driver.createInputTopic("replays.test", new StringSerializer(), new ByteArraySerializer());
            reviews = driver.createInputTopic("reviews", new StringSerializer(), new ByteArraySerializer());
            rollups = driver.createOutputTopic(
                    RollupTopology.ROLLUPS, new StringDeserializer(), new ByteArrayDeserializer());
            deadLetters = driver.createOutputTopic(
                    "dead-letters.test", new StringDeserializer(), new ByteArrayDeserializer());
        }

        void tell(Event event) {
            Headers headers = new RecordHeaders();
            headers.add("ce_type", event.type().getBytes(StandardCharsets.UTF_8));
            TestInputTopic<String, byte[]> topic = event.topic().equals("reviews") ? reviews : submissions;
            topic.pipeInput(new TestRecord<>(event.key(), EventFamily.json(event), headers, AT));
        }

        Map<String, String> latest() {
            rollups.readKeyValuesToList()
                    .forEach(one -> latest.put(one.key, new String(one.value, StandardCharsets.UTF_8)));
            return latest;
        }

        Rollup of(String agency) {
            return Json.rollup(latest().get(CYCLE + "/" + agency));
        }

        long total(String agency, Basis basis) {
            return of(agency).sums(basis).byLevel().values().stream()
                    .mapToLong(cells -> cells.getOrDefault("INS001", Sum.NONE).total())
                    .sum();
        }

        @Override
        public void close() {
            driver.close();
        }
    }

    @BeforeEach
    void begin() {
        run = new Run("test");
    }

    @AfterEach
    void end() {
        run.close();
    }

    private static ObligationOpened owed(String agency) {
        return new ObligationOpened(
                CYCLE, agency, AgencyLevel.COUNTY, List.of(CITY, PROVINCE), LocalDate.of(2024, 3, 1), null, null, AT);
    }

    private static SubmissionAccepted filed(String agency, long revision, long figure, boolean late) {
        return new SubmissionAccepted(
                agency + "/" + revision,
                CYCLE,
                agency,
                AgencyLevel.COUNTY,
                List.of(CITY, PROVINCE),
                revision,
                "sha256:x",
                AT,
                late,
                null,
                Map.of("INS001", figure, "LIT003", 10L),
                Map.of("INS001", figure + 1),
                figure % 2 == 0 ? Map.of("LIT012", new Ratio(figure % 10, 10)) : Map.of(),
                List.of(),
                null,
                JsonMapper.shared().readTree("{}"));
    }

    /** As it was told before an approval could end. */
    private static ReviewApproved approved(String agency, long revision) {
        return approved(agency, revision, null);
    }

    private static ReviewApproved approved(String agency, long revision, Long step) {
        return new ReviewApproved(agency + "/" + revision, CYCLE, agency, revision, "sha256:x", step, "x", AT);
    }

    private static ReviewVoided voided(String agency, long revision, long step) {
        return new ReviewVoided(
                agency + "/" + revision, CYCLE, agency, revision, "sha256:x", List.of(), List.of(), step, "suite", AT);
    }

    private static ReviewReturned returned(String agency, long revision) {
        return new ReviewReturned(
                agency + "/" + revision,
                CYCLE,
                agency,
                revision,
                "sha256:x",
                AgencyLevel.CITY,
                List.of(),
                LocalDate.of(2024, 3, 9),
                null,
                null,
                "x",
                AT);
    }

    private static SubmissionWithdrawn withdrawn(String agency, long revision) {
        return new SubmissionWithdrawn(agency + "/" + revision, CYCLE, agency, revision, "x", AT);
    }

    @Test
    void a_filing_counts_for_its_agency_and_every_superior() {
        run.tell(filed("210902-gov", 1, 670, false));
        assertThat(run.total("210902-gov", Basis.REPORTED)).isEqualTo(670);
        assertThat(run.total("210900-gov", Basis.REPORTED)).isEqualTo(670);
        assertThat(run.total("210000-gov", Basis.REPORTED)).isEqualTo(670);
        assertThat(run.total("210000-gov", Basis.APPROVED)).isZero();
        assertThat(run.of("210000-gov").sums(Basis.REPORTED).byLevel()).containsOnlyKeys(AgencyLevel.COUNTY);
        assertThat(run.of("210902-gov").parent()).isEqualTo("210900-gov");
        assertThat(run.of("210000-gov").parent()).isNull();
    }

    @Test
    void what_an_agency_states_of_those_below_it_is_its_own_word_and_in_no_sum_above() {
        run.tell(filed("210902-gov", 1, 670, false));
        assertThat(run.of("210902-gov").sums(Basis.REPORTED).stated()).containsEntry("INS001", new Sum(671, 1));
        assertThat(run.of("210900-gov").sums(Basis.REPORTED).stated()).isEmpty();
    }

    @Test
    void a_returned_submission_is_taken_out_of_the_rollup_but_stays_filed() {
        run.tell(owed("210902-gov"));
        run.tell(filed("210902-gov", 1, 670, true));
        run.tell(returned("210902-gov", 1));
        assertThat(run.total("210000-gov", Basis.REPORTED)).isZero();
        assertThat(run.of("210000-gov").sums(Basis.REPORTED)).isEqualTo(Sums.NONE);
        assertThat(run.of("210000-gov").expected()).isEqualTo(1);
        assertThat(run.of("210000-gov").filed()).isEqualTo(1);
        assertThat(run.of("210000-gov").late()).isEqualTo(1);
    }

    @Test
    void a_replaced_submission_is_taken_out_as_surely_as_it_was_put_in() {
        run.tell(filed("210902-gov", 1, 670, false));
        run.tell(approved("210902-gov", 1));
        assertThat(run.total("210000-gov", Basis.APPROVED)).isEqualTo(670);
        run.tell(filed("210902-gov", 2, 600, false));
        assertThat(run.total("210000-gov", Basis.REPORTED)).isEqualTo(600);
        assertThat(run.total("210000-gov", Basis.APPROVED)).isZero();
        run.tell(approved("210902-gov", 2));
        assertThat(run.total("210000-gov", Basis.APPROVED)).isEqualTo(600);
    }

    @Test
    void an_approval_that_ended_counts_as_reported_until_it_is_approved_again() {
        run.tell(filed("210902-gov", 1, 670, false));
        run.tell(approved("210902-gov", 1, 3L));
        run.tell(voided("210902-gov", 1, 4));
        assertThat(run.total("210000-gov", Basis.APPROVED)).isZero();
        assertThat(run.total("210000-gov", Basis.REPORTED)).isEqualTo(670);
        // the approval that ended comes once more
        run.tell(approved("210902-gov", 1, 3L));
        assertThat(run.total("210000-gov", Basis.APPROVED)).isZero();
        run.tell(approved("210902-gov", 1, 6L));
        run.tell(voided("210902-gov", 1, 4));
        assertThat(run.total("210000-gov", Basis.APPROVED)).isEqualTo(670);
    }

    @Test
    void what_was_kept_before_there_were_steps_is_read() {
        assertThat(Tally.Said.of("APPROVED")).isEqualTo(new Tally.Said(Tally.Word.APPROVED, 0));
        assertThat(Tally.Said.of("VOIDED@4")).isEqualTo(new Tally.Said(Tally.Word.VOIDED, 4));
        assertThat(JsonMapper.shared()
                        .readValue("{\"words\": {\"1\": \"RETURNED\"}}", Tally.class)
                        .words())
                .containsExactly(Map.entry(1L, new Tally.Said(Tally.Word.RETURNED, 0)));
    }

    @Test
    void a_withdrawn_submission_is_no_longer_filed() {
        run.tell(filed("210902-gov", 1, 670, true));
        run.tell(withdrawn("210902-gov", 1));
        assertThat(run.of("210000-gov").filed()).isZero();
        assertThat(run.of("210000-gov").late()).isZero();
        assertThat(run.total("210000-gov", Basis.REPORTED)).isZero();
    }

    @Test
    void a_rate_sums_only_filings_that_have_both_of_its_sides() {
        run.tell(filed("210902-gov", 1, 8, false));
        run.tell(filed("210903-gov", 1, 7, false));
        Sums sums = run.of("210000-gov").sums(Basis.REPORTED);
        assertThat(sums.numerators()).containsEntry("LIT012", new Sum(8, 1));
        assertThat(sums.denominators()).containsEntry("LIT012", new Sum(10, 1));
        // both filed the denominator's figure; one left the numerator out
        assertThat(sums.byLevel().get(AgencyLevel.COUNTY)).containsEntry("LIT003", new Sum(20, 2));
    }

    /** Events of many obligations in any interleaving, some twice, reviews before their filings. */
    @Test
    void whatever_the_order_and_however_often_the_numbers_are_the_same_bit_for_bit() {
        List<List<Event>> obligations = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String agency = "21092" + i + "-gov";
            List<Event> events = new ArrayList<>(List.of(owed(agency), filed(agency, 1, 100 + i, i % 2 == 0)));
            if (i % 3 == 0) {
                events.add(returned(agency, 1));
                events.add(filed(agency, 2, 200 + i, false));
                events.add(new SubmissionReplaced(agency + "/1", CYCLE, agency, 1, agency + "/2", AT));
                events.add(approved(agency, 2));
            } else if (i % 3 == 1) {
                events.add(approved(agency, 1));
                events.add(withdrawn(agency, 1));
                events.add(filed(agency, 2, 300 + i, true));
                events.add(approved(agency, 2, 3L));
                events.add(voided(agency, 2, 4));
                if (i % 2 == 0) {
                    events.add(approved(agency, 2, 7L));
                }
            } else {
                // a withdrawal that crossed with the decision: the graver word stands, whichever is heard first
                events.add(approved(agency, 1));
                events.add(withdrawn(agency, 1));
            }
            obligations.add(events);
        }
        obligations.forEach(events -> events.forEach(run::tell));
        Map<String, String> expected = new HashMap<>(run.latest());
        assertThat(expected).hasSize(10);

        for (int seed = 0; seed < 20; seed++) {
            List<Event> shuffled = new ArrayList<>();
            obligations.forEach(shuffled::addAll);
            Random random = new Random(seed);
            List<Event> twice = new ArrayList<>(shuffled.subList(0, 10));
            Collections.shuffle(shuffled, random);
            shuffled.addAll(twice);
            try (Run other = new Run("seed-" + seed)) {
                shuffled.forEach(other::tell);
                assertThat(other.latest()).as("seed " + seed).isEqualTo(expected);
            }
        }
    }

    @Test
    void what_cannot_be_read_goes_to_the_dead_letters_and_the_next_event_counts() {
        Headers typed = new RecordHeaders();
        typed.add("ce_type", "submission.accepted.v1".getBytes(StandardCharsets.UTF_8));
        run.submissions.pipeInput(new TestRecord<>("k", "{".getBytes(StandardCharsets.UTF_8), typed, AT));
        run.submissions.pipeInput(
                new TestRecord<>("k", "{}".getBytes(StandardCharsets.UTF_8), new RecordHeaders(), AT));
        run.tell(filed("210902-gov", 1, 5, false));
        assertThat(run.deadLetters.readRecordsToList()).hasSize(2).allSatisfy(record -> {
            assertThat(DeadLetterHeaders.text(record.headers(), DeadLetterHeaders.CAUSE))
                    .isNotNull();
            assertThat(DeadLetterHeaders.text(record.headers(), DeadLetterHeaders.TOPIC))
                    .isEqualTo("submissions");
            assertThat(DeadLetterHeaders.failures(record.headers())).isEqualTo(1);
        });
        assertThat(dead).containsExactly("submissions", "submissions");
        assertThat(run.total("210000-gov", Basis.REPORTED)).isEqualTo(5);
    }

    @Test
    void a_replayed_letter_counts_or_comes_back_with_its_count() {
        Headers typed = new RecordHeaders();
        typed.add("ce_type", "submission.accepted.v1".getBytes(StandardCharsets.UTF_8));
        run.submissions.pipeInput(new TestRecord<>("k", "{".getBytes(StandardCharsets.UTF_8), typed, AT));
        TestRecord<String, byte[]> letter = run.deadLetters.readRecord();
        run.replays.pipeInput(
                new TestRecord<>(letter.key(), letter.value(), DeadLetterHeaders.forReplay(letter.headers()), AT));
        TestRecord<String, byte[]> again = run.deadLetters.readRecord();
        assertThat(DeadLetterHeaders.failures(again.headers())).isEqualTo(2);
        assertThat(DeadLetterHeaders.text(again.headers(), DeadLetterHeaders.TOPIC))
                .isEqualTo("submissions");
        Event mended = filed("210902-gov", 1, 5, false);
        run.replays.pipeInput(new TestRecord<>(
                mended.key(), EventFamily.json(mended), DeadLetterHeaders.forReplay(again.headers()), AT));
        assertThat(run.total("210000-gov", Basis.REPORTED)).isEqualTo(5);
        assertThat(run.deadLetters.isEmpty()).isTrue();
    }

    @Test
    void an_event_of_the_future_is_counted_and_skipped() {
        Headers typed = new RecordHeaders();
        typed.add("ce_type", "submission.embargoed.v1".getBytes(StandardCharsets.UTF_8));
        run.submissions.pipeInput(new TestRecord<>("k", "{}".getBytes(StandardCharsets.UTF_8), typed, AT));
        assertThat(skipped).containsExactly("submission.embargoed.v1");
        assertThat(run.deadLetters.isEmpty()).isTrue();
    }

    @Test
    void a_sum_that_does_not_fit_is_an_error_and_never_a_wrong_number() {
        Sum large = new Sum(Long.MAX_VALUE, 1);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> large.plus(new Sum(1, 1)))
                .isInstanceOf(ArithmeticException.class);
    }
}
