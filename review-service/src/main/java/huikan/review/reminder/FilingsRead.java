package huikan.review.reminder;

import huikan.events.Topics;
import huikan.service.consuming.Positions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * How far filings have been read: after a pause, here or in submission-service, there may be some that were acknowledged and that
 * nobody here knows of yet, and whoever sent one is not to be reminded.
 */
@Component
class FilingsRead {

    /** The way of a filing: who has read the one topic has written the next, since it is told before its offset is committed. */
    private static final List<Stage> WAY = List.of(
            new Stage(Topics.SUBMISSIONS_RECEIVED, Topics.INTAKE), new Stage(Topics.SUBMISSIONS, Obligations.READER));

    private record Stage(String topic, String reader) {}

    private final Positions positions;
    private final Clock clock;
    /** The stage that is waited for; after the last one, filings have been read. */
    private int stage = WAY.size();
    /** Where each partition of it ended when the one before it had been read. */
    private Map<TopicPartition, Long> ends = Map.of();

    private Instant asked = Instant.EPOCH;
    private Instant known = Instant.EPOCH;

    FilingsRead(Positions positions, Clock clock) {
        this.positions = positions;
        this.clock = clock;
    }

    /**
     * Everything that was acknowledged until then has been followed, by this instance or another one.
     *
     * @throws org.springframework.kafka.KafkaException when the broker cannot be asked; asked again, it goes on from there
     */
    synchronized Instant knownUntil() {
        Instant now = clock.instant();
        if (stage == WAY.size() || asked.isAfter(now)) {
            // a clock that was set back has not read what comes
            known = asked.isAfter(now) ? Instant.EPOCH : known;
            waitFor(0);
            asked = now;
        }
        while (isRead(WAY.get(stage))) {
            if (stage + 1 == WAY.size()) {
                stage++;
                known = asked;
                return known;
            }
            waitFor(stage + 1);
        }
        return known;
    }

    /** The broker is asked before anything changes: whoever cannot ask it stays where it is. */
    private void waitFor(int next) {
        ends = positions.ends(WAY.get(next).topic());
        stage = next;
    }

    private boolean isRead(Stage of) {
        Map<TopicPartition, Long> read = positions.read(of.reader());
        return ends.entrySet().stream().allMatch(end -> end.getValue() <= read.getOrDefault(end.getKey(), 0L));
    }
}
