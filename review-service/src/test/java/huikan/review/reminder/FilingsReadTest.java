package huikan.review.reminder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import huikan.events.Topics;
import huikan.review.testing.MovableClock;
import huikan.service.consuming.Positions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.KafkaException;

class FilingsReadTest {

    private static final Instant MORNING = Instant.parse("2024-03-01T01:00:00Z");

    private final Broker broker = new Broker();
    private final MovableClock now = new MovableClock();
    private final FilingsRead filings = new FilingsRead(broker, now);

    /** One partition a topic; it can be away. */
    private static final class Broker implements Positions {
        private final Map<String, Long> ends = new HashMap<>();
        private final Map<String, Map<TopicPartition, Long>> read = new HashMap<>();
        private String away = "";

        void written(String topic, long end) {
            ends.put(topic, end);
        }

        void readBy(String group, String topic, long until) {
            read.put(group, Map.of(new TopicPartition(topic, 0), until));
        }

        @Override
        public Map<TopicPartition, Long> ends(String topic) {
            if (away.equals(topic)) {
                throw new KafkaException("away");
            }
            return Map.of(new TopicPartition(topic, 0), ends.getOrDefault(topic, 0L));
        }

        @Override
        public Map<TopicPartition, Long> read(String group) {
            return read.getOrDefault(group, Map.of());
        }
    }

    private void allRead(long until) {
        broker.written(Topics.SUBMISSIONS_RECEIVED, until);
        broker.written(Topics.SUBMISSIONS, until);
        broker.readBy(Topics.INTAKE, Topics.SUBMISSIONS_RECEIVED, until);
        broker.readBy(Obligations.READER, Topics.SUBMISSIONS, until);
    }

    /** The clock goes on as it is asked. */
    private void isKnownUntil(Instant about) {
        assertThat(filings.knownUntil()).isBetween(about, about.plusSeconds(30));
    }

    @Test
    void what_was_acknowledged_is_known_when_both_have_read_it() {
        now.moveTo(MORNING);
        broker.written(Topics.SUBMISSIONS_RECEIVED, 5);
        assertThat(filings.knownUntil()).isEqualTo(Instant.EPOCH);
        broker.readBy(Topics.INTAKE, Topics.SUBMISSIONS_RECEIVED, 5);
        broker.written(Topics.SUBMISSIONS, 7);
        assertThat(filings.knownUntil()).isEqualTo(Instant.EPOCH);
        now.moveTo(MORNING.plusSeconds(60));
        broker.readBy(Obligations.READER, Topics.SUBMISSIONS, 7);
        // as of when it was asked
        isKnownUntil(MORNING);
    }

    @Test
    void a_broker_that_is_away_once_holds_nothing_up_afterwards() {
        now.moveTo(MORNING);
        allRead(5);
        isKnownUntil(MORNING);
        Instant minute = MORNING;
        for (String topic : new String[] {Topics.SUBMISSIONS_RECEIVED, Topics.SUBMISSIONS}) {
            minute = minute.plusSeconds(60);
            now.moveTo(minute);
            broker.away = topic;
            assertThatThrownBy(filings::knownUntil).isInstanceOf(KafkaException.class);
            broker.away = "";
            isKnownUntil(minute);
        }
    }

    @Test
    void a_first_question_that_fails_skips_nothing() {
        broker.written(Topics.SUBMISSIONS_RECEIVED, 5);
        broker.away = Topics.SUBMISSIONS_RECEIVED;
        assertThatThrownBy(filings::knownUntil).isInstanceOf(KafkaException.class);
        broker.away = "";
        assertThat(filings.knownUntil())
                .as("an acknowledged filing is not assessed")
                .isEqualTo(Instant.EPOCH);
    }
}
