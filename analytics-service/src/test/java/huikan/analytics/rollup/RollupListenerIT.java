package huikan.analytics.rollup;

import static huikan.analytics.rollup.History.PROVINCE;
import static org.assertj.core.api.Assertions.assertThat;

import huikan.events.EventFamily;
import huikan.events.SubmissionEvent.SubmissionAccepted;
import huikan.events.SubmissionEvent.SubmissionWithdrawn;
import huikan.events.Topics;
import huikan.service.consuming.DeadLetterHeaders;
import huikan.testing.OnInfrastructure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.KafkaHeaders;

@SpringBootTest(properties = "huikan.consuming.retries=0")
class RollupListenerIT extends OnInfrastructure {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String LETTERS = Topics.deadLetters("analytics-service");

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    ConsumerFactory<String, byte[]> consumers;

    @Autowired
    Rollups rollups;

    private static Headers typed(String type) {
        return new RecordHeaders().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
    }

    private void tell(SubmissionAccepted event) {
        send(Topics.SUBMISSIONS, event.key(), EventFamily.json(event), typed(event.type()));
    }

    private void send(String topic, String key, byte[] value, Headers headers) {
        kafka.send(new ProducerRecord<>(topic, null, key, value, headers)).join();
    }

    private static SubmissionAccepted filed(String cycle, String agency, long figure) {
        return History.filed(cycle, agency, 1, figure, false);
    }

    private long total(String cycle) {
        return History.total(rollups.of(cycle, PROVINCE), Basis.REPORTED);
    }

    private static void until(Callable<Boolean> there) {
        Awaitility.await().atMost(PATIENCE).until(there);
    }

    /** The letters of a key, as soon as there are so many. */
    private List<ConsumerRecord<String, byte[]>> letters(String key, int count) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (Consumer<String, byte[]> reader = consumers.createConsumer("test-" + System.nanoTime(), "")) {
            reader.subscribe(List.of(LETTERS));
            until(() -> {
                reader.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.key().equals(key) && isOfRollups(record)) {
                        found.add(record);
                    }
                });
                return found.size() >= count;
            });
        }
        return found;
    }

    /** Whoever else reads the topic has letters of their own. */
    private static boolean isOfRollups(ConsumerRecord<String, byte[]> letter) {
        return DeadLetterHeaders.text(letter.headers(), KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP)
                .startsWith("analytics-service.rollups-");
    }

    @Test
    void what_cannot_be_read_is_a_dead_letter_and_the_next_event_counts() {
        SubmissionAccepted good = filed("poison", "210902-gov", 5);
        send(Topics.SUBMISSIONS, good.key(), "{".getBytes(StandardCharsets.UTF_8), typed(good.type()));
        send(Topics.SUBMISSIONS, good.key(), "{}".getBytes(StandardCharsets.UTF_8), new RecordHeaders());
        send(Topics.SUBMISSIONS, good.key(), "{}".getBytes(StandardCharsets.UTF_8), typed("submission.imagined.v1"));
        tell(good);
        until(() -> total("poison") == 5);
        assertThat(letters(good.key(), 2)).hasSize(2).allSatisfy(letter -> {
            assertThat(DeadLetterHeaders.text(letter.headers(), DeadLetterHeaders.TOPIC))
                    .isEqualTo(Topics.SUBMISSIONS);
            assertThat(DeadLetterHeaders.text(letter.headers(), DeadLetterHeaders.CAUSE))
                    .isNotBlank();
        });
    }

    @Test
    void a_sum_that_overflows_is_a_dead_letter_with_its_cause_and_counts_when_it_is_replayed_and_fits() {
        SubmissionAccepted large = filed("large", "210902-gov", Long.MAX_VALUE - 10);
        SubmissionAccepted more = filed("large", "210903-gov", 600);
        tell(large);
        until(() -> total("large") == Long.MAX_VALUE - 10);
        tell(more);
        ConsumerRecord<String, byte[]> letter = letters(more.key(), 1).getFirst();
        assertThat(DeadLetterHeaders.text(letter.headers(), DeadLetterHeaders.CAUSE))
                .startsWith("ArithmeticException")
                .contains("large/");
        // what was read behind it counts
        tell(filed("large", "211002-gov", 0));
        until(() -> rollups.of("large", PROVINCE).filed() == 2);

        String replays = Topics.replays("analytics-service");
        send(replays, letter.key(), letter.value(), DeadLetterHeaders.forReplay(letter.headers()));
        ConsumerRecord<String, byte[]> again = letters(more.key(), 2).getLast();
        assertThat(DeadLetterHeaders.failures(again.headers())).isEqualTo(2);
        send(
                Topics.SUBMISSIONS,
                large.key(),
                EventFamily.json(withdrawn(large)),
                typed(withdrawn(large).type()));
        until(() -> rollups.of("large", PROVINCE).filed() == 1);
        send(replays, again.key(), again.value(), DeadLetterHeaders.forReplay(again.headers()));
        until(() -> total("large") == 600);
    }

    private static SubmissionWithdrawn withdrawn(SubmissionAccepted of) {
        return new SubmissionWithdrawn(of.id(), of.cycle(), of.agency(), of.revision(), "x", History.AT);
    }
}
